import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { allowance, type Case, type Person } from './allowance.ts';
import { hasToken, platformUrl } from './lib/platform.ts';
import { Store } from './lib/store.ts';
import { readTexts, type Texts } from './lib/texts.ts';
import {
  type Answer,
  button,
  facts,
  type Html,
  html,
  page,
  problemBox,
  problemOf,
  type Request,
  serve,
} from './lib/web.ts';

const people: Person[] = JSON.parse(readFileSync(`${import.meta.dirname}/people.json`, 'utf8'));
const textsOf = readTexts(import.meta.dirname);
const cases = new Store<Case>(process.env.DATA_FILE ?? `${import.meta.dirname}/data/cases.json`);

/** Does a step for a case, keeps what went wrong, and shows the case. */
function step(run: (steps: ReturnType<typeof allowance>, given: Case, request: Request) => Promise<void>) {
  return async (request: Request): Promise<Answer> => {
    const { path, texts } = request;
    const given = cases.get(path.id ?? '');
    if (given === undefined) return { location: '/' };
    try {
      await run(allowance(cases, texts.locale), given, request);
      cases.update(given.id, { problem: undefined });
    } catch (error) {
      cases.update(given.id, { problem: problemOf(error, texts) });
    }
    return { location: `/cases/${given.id}` };
  };
}

serve({
  port: Number(process.env.PORT ?? 3001),
  textsOf,
  routes: {
    'GET /': ({ url, texts }) => ({ page: startPage(texts, url) }),
    'POST /cases': async ({ form, texts }) => {
      const person = people.find(({ id }) => id === form.get('person'));
      const id = form.get('id');
      if (person === undefined || id === null) return { location: '/' };
      const day = await allowance(cases, texts.locale).today();
      return { location: `/cases/${cases.add({ id, person, day }).id}` };
    },
    'GET /cases/:id': ({ path, url, texts }) => {
      const given = cases.get(path.id ?? '');
      return given === undefined ? { location: '/' } : { page: casePage(given, texts, url) };
    },
    'POST /cases/:id/check': step((steps, given) => steps.check(given)),
    'POST /cases/:id/consent': step((steps, given) =>
      steps.askConsent(given, { bn: textsOf('bn').text('purpose'), en: textsOf('en').text('purpose') }),
    ),
    'POST /cases/:id/apply': step((steps, given) => steps.apply(given)),
    'POST /cases/:id/read': step((steps, given) => steps.read(given)),
    'POST /cases/:id/select': step((steps, given) => steps.decide(given, 'select')),
    'POST /cases/:id/refuse': step((steps, given) => steps.decide(given, 'refuse')),
    'POST /cases/:id/wait': step((steps, given) => steps.waitForPayment(given)),
    // She reads Bangla, whatever language this page has.
    'POST /cases/:id/tell': step((steps, given) =>
      steps.tell(given, ({ amount, period }) => {
        const { text, money } = textsOf('bn');
        return text('sms', { amount: money(amount), period });
      }),
    ),
    'POST /cases/:id/complain': step((steps, given, { form, texts }) =>
      steps.complain(given, form.get('text')?.trim() || texts.text('complaint')),
    ),
  },
});

function startPage(texts: Texts, url: URL): Html {
  const { text, locale } = texts;
  const known = cases.all();
  return page(
    texts,
    url,
    text('start'),
    html`<p>${text('startWhat')}</p>
    <form method="post" action="/cases">
      <input type="hidden" name="id" value="${randomUUID()}">
      <label>${text('person')}
        <select name="person">${people.map(({ id, name, nid }) => html`<option value="${id}">${nameIn(name, locale)}, ${nid}</option>`)}</select>
      </label>
      <button>${text('begin')}</button>
    </form>
    ${
      known.length > 0 &&
      html`<h2>${text('cases')}</h2>
    <ul>${known.map(({ id, person, day }) => html`<li><a href="/cases/${id}">${nameIn(person.name, locale)}, ${texts.day(day)}</a></li>`)}</ul>`
    }`,
  );
}

function casePage(given: Case, texts: Texts, url: URL): Html {
  const { text, locale } = texts;
  const { id, person, identity, eligibility, consentStatus, consent, enrolment, problem } = given;
  const act = (name: string, look = '') => button(`/cases/${id}/${name}`, text(name), {}, look);
  return page(
    texts,
    url,
    nameIn(person.name, locale),
    html`${problemBox(problem, texts)}
    <h2>${text('checkTitle')}</h2>
    ${identity !== undefined && html`<p>${text(identity.matched ? 'matched' : 'notMatched')}</p>`}
    ${
      eligibility !== undefined &&
      html`<p><strong>${text(eligibility.eligible ? 'eligible' : 'notEligible')}</strong></p>
    <ul>${eligibility.criteria.map(({ met, note }) => html`<li>${met ? '✓' : '✗'} ${nameIn(note, locale)}</li>`)}</ul>`
    }
    ${enrolment === undefined && act('check', eligibility === undefined ? '' : 'second')}

    ${
      eligibility !== undefined &&
      html`<h2>${text('consentTitle')}</h2>
    ${consentStatus !== undefined && html`<p>${text(`consent-${consentStatus}`)}</p>`}
    ${consentStatus === 'pending' && html`<p><a href="${platformUrl}/citizen/${person.id}">${text('herPage')}</a></p>`}
    ${(consentStatus === undefined || consentStatus === 'pending') && button(`/cases/${id}/consent`, text(consentStatus === undefined ? 'consent' : 'look'))}`
    }

    ${
      consent !== undefined &&
      html`<h2>${text('applyTitle')}</h2>
    ${enrolment === undefined ? act('apply') : applied(given, enrolment, texts)}`
    }
    `,
  );
}

function applied(given: Case, enrolment: NonNullable<Case['enrolment']>, texts: Texts): Html {
  const { text, money, time, day } = texts;
  const { id, person, payments = [], messages = {}, grievance } = given;
  const act = (name: string, look = '') => button(`/cases/${id}/${name}`, text(name), {}, look);
  const isPaid = payments.some(({ status }) => status === 'paid');
  return html`${facts([
    [text('status'), text(`enrolment-${enrolment.status}`)],
    [text('submittedAt'), time(enrolment.submittedAt)],
    [text('enrolmentId'), html`<code>${enrolment.enrolmentId}</code>`],
  ])}
  ${act('read', 'second')}
  ${enrolment.status === 'submitted' && html`<h2>${text('committeeTitle')}</h2><p>${text('onlySandbox')}</p>${act('select')}${act('refuse', 'second')}`}

  ${
    payments.length > 0 &&
    html`<h2>${text('paymentsTitle')}</h2>
  <table>${payments.map(
    ({ period, amount, status, paidAt }) => html`<tr>
    <td>${period}</td><td>${text(`payment-${status}`)}${paidAt !== null && html`<br>${time(paidAt)}`}</td><td>${money(amount)}</td>
  </tr>`,
  )}</table>
  ${
    enrolment.nextPaymentDate !== null &&
    html`<p>${text('nextPayment', { day: day(enrolment.nextPaymentDate) })}</p>
  ${!isPaid && (hasToken ? act('wait', 'second') : html`<p>${text('clockByHand')}</p>`)}`
  }
  ${
    isPaid &&
    html`<h2>${text('tellTitle')}</h2>
  ${Object.values(messages).map(({ status, parts }) => html`<p>${text(`message-${status}`)} ${text('parts', { parts: String(parts) })}</p>`)}
  <p><a href="${platformUrl}/phone/${person.id}">${text('herPhone')}</a></p>
  ${act('tell', Object.keys(messages).length > 0 ? 'second' : '')}`
  }`
  }

  ${
    enrolment.status === 'refused' &&
    html`<h2>${text('complainTitle')}</h2>
  ${
    grievance !== undefined
      ? html`<p>${text('filed')}</p>${facts([
          [text('trackingCode'), html`<code>${grievance.trackingCode}</code>`],
          [text('answerBy'), day(grievance.answerBy)],
        ])}`
      : html`<form method="post" action="/cases/${id}/complain">
      <label>${text('herWords')}<textarea name="text" rows="3">${text('complaint')}</textarea></label>
      <button>${text('complain')}</button>
    </form>`
  }`
  }`;
}

function nameIn(name: { bn: string; en: string }, locale: string): string {
  return locale === 'bn' ? name.bn : name.en;
}
