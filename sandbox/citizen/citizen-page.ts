import { html, type Markup } from '../pages/markup.ts';
import type { Application, Citizen, Consent, ConsentRequest, Look, PaymentRequest } from './citizen.ts';
import type { DeviceOptions, PageContext, Screen } from './device.ts';
import { livePart, type Say } from './frame.ts';

/** The parts of a person's app, one of which is on the screen. */
export const CITIZEN_APPS = ['consents', 'payments', 'trail', 'documents', 'applications'] as const;
type App = (typeof CITIZEN_APPS)[number];

/** @param app the part that is asked for */
export function citizenScreen(citizen: Citizen, app: string | null, context: PageContext): Screen {
  const known: App = CITIZEN_APPS.find((one) => one === app) ?? 'consents';
  const screen = { consents: consentList, payments, trail, documents: locker, applications }[known];
  return { app: known, content: screen(citizen, context) };
}

/** The request that came last, for a consent or for money. */
export function citizenNews({ requests: [consent], payments }: Citizen, say: Say): DeviceOptions['news'] {
  const payment = payments.find(({ isWaiting }) => isWaiting);
  if (payment !== undefined && (consent === undefined || Date.parse(payment.at) > Date.parse(consent.at)))
    return { id: payment.id, text: say('new-payment', { party: payment.party, amount: payment.amount }) };
  return consent === undefined ? null : { id: consent.id, text: say('new-request', { party: consent.party }) };
}

function consentList({ requests, consents }: Citizen, context: PageContext): Markup {
  const { say } = context;
  const waiting = requests.map((request) => requestHtml(request, context));
  const given = consents.map((consent) => consentHtml(consent, context));
  return html`<h3>${say('requests')}</h3>
${livePart('requests', requests.length === 0 ? html`<p class="muted">${say('no-requests')}</p>` : html`${waiting}`)}
<h3>${say('given')}</h3>
${livePart('given', given.length === 0 ? html`<p class="muted">${say('no-consents')}</p>` : html`${given}`)}`;
}

function requestHtml(request: ConsentRequest, context: PageContext): Markup {
  const { say, formats, path } = context;
  const { service, id, party, items, answerBy } = request;
  const boxes = items.map(
    (item) =>
      html`<label class="choice"><input type="checkbox" name="items[]" value="${item.id}" checked> ${item.name}</label>
`,
  );
  return html`<form method="post" action="${path}?app=consents" class="card" aria-labelledby="${id}-title">
<input type="hidden" name="service" value="${service}"><input type="hidden" name="view" value="requests"><input type="hidden" name="item" value="${id}">
<h4 id="${id}-title">${say('wants-data', { party })}</h4>
${termsHtml(request, context)}
<fieldset><legend>${say('items')}</legend>${boxes}</fieldset>
<p class="muted">${say('answer-by', { time: formats.moment(answerBy) })}</p>
<div class="buttons"><button class="main" name="action" value="approve">${say('approve')}</button><button name="action" value="refuse" class="danger">${say('refuse')}</button></div>
</form>`;
}

function consentHtml(consent: Consent, context: PageContext): Markup {
  const { say, path } = context;
  const { service, id, party, items, state, isActive } = consent;
  const revoke = html`<form method="post" action="${path}?app=consents"><input type="hidden" name="service" value="${service}"><input type="hidden" name="view" value="consents"><input type="hidden" name="item" value="${id}"><button name="action" value="revoke" class="danger">${say('revoke')}<span class="unseen"> ${party}, ${consent.purpose}</span></button></form>`;
  return html`<article class="card"><div class="line"><h4>${party}</h4>${badge(state, isActive)}</div>
${termsHtml(consent, context)}
<p><strong>${say('items')}:</strong> ${items.map(({ name }) => name).join(', ')}</p>
${isActive ? revoke : ''}</article>
`;
}

/** What it is for, of whom, for how long and how. */
function termsHtml(
  { purpose, child, from, to, terms }: Consent | ConsentRequest,
  { say, formats }: PageContext,
): Markup {
  return html`<p>${purpose}</p>
${child === '' ? '' : html`<p>${say('of-child', { child })}</p>`}
<p class="muted">${say('period', { from: formats.day(from), to: formats.day(to) })}${terms.length === 0 ? '' : html` · ${terms.join(', ')}`}</p>`;
}

function payments({ payments: list }: Citizen, context: PageContext): Markup {
  const { say } = context;
  const waiting = list.filter(({ isWaiting }) => isWaiting).map((one) => paymentHtml(one, context));
  const answered = list.filter(({ isWaiting }) => !isWaiting).map((one) => paymentHtml(one, context));
  return html`<h3>${say('requests')}</h3>
${livePart('payments', waiting.length === 0 ? html`<p class="muted">${say('no-payments')}</p>` : html`${waiting}`)}
${livePart('answered', answered.length === 0 ? html`` : html`<h3>${say('answered')}</h3>${answered}`)}`;
}

function paymentHtml(
  { service, id, party, amount, note, reference, answerBy, state, isPaid, isWaiting }: PaymentRequest,
  { say, formats, path }: PageContext,
): Markup {
  const what = [note, reference].filter((one) => one !== '').join(' · ');
  const about = html`<div class="line"><h4 id="${id}-title">${say('wants-money', { party, amount })}</h4>${isWaiting ? '' : badge(state, isPaid)}</div>
${what === '' ? '' : html`<p>${what}</p>`}`;
  if (!isWaiting)
    return html`<article class="card">${about}</article>
`;
  return html`<form method="post" action="${path}?app=payments" class="card" aria-labelledby="${id}-title">
<input type="hidden" name="service" value="${service}"><input type="hidden" name="view" value="paymentRequests"><input type="hidden" name="item" value="${id}">
${about}
<p class="muted">${say('answer-by', { time: formats.moment(answerBy) })}</p>
<div class="buttons"><button class="main" name="action" value="pay">${say('pay')}</button><button name="action" value="decline" class="danger">${say('decline')}</button></div>
</form>
`;
}

function trail({ trail: looks }: Citizen, { say, formats }: PageContext): Markup {
  const items = looks.map(
    ({
      at,
      by,
      items: names,
      isAllowed,
      party,
      purpose,
    }: Look) => html`<li class="card"><div class="line"><h3>${by}</h3><time datetime="${at}">${formats.moment(at)}</time></div>
<p>${names.join(', ')}</p><p class="muted">${say('looked-for', { party, purpose })}</p>${badge(say(isAllowed ? 'allowed' : 'denied'), isAllowed)}</li>
`,
  );
  return livePart(
    'looks',
    html`<p class="muted">${say('trail-what')}</p>${items.length === 0 ? html`<p>${say('no-trail')}</p>` : html`<ol class="cards">${items}</ol>`}`,
  );
}

function locker({ documents }: Citizen, { say, formats }: PageContext): Markup {
  const items = documents.map(
    ({
      title,
      issuer,
      state,
      isValid,
      issued,
      expires,
    }) => html`<li class="card"><div class="line"><h3>${title}</h3>${badge(state, isValid)}</div>
<p>${issuer}</p><p class="muted">${say('issued', { day: formats.day(issued) })}${expires === '' ? '' : html` · ${say('valid-until', { day: formats.day(expires) })}`}</p></li>
`,
  );
  return livePart(
    'locker',
    items.length === 0 ? html`<p class="muted">${say('no-documents')}</p>` : html`<ul class="cards">${items}</ul>`,
  );
}

function applications({ applications: list }: Citizen, { say, formats }: PageContext): Markup {
  const items = list.map(
    ({
      number,
      title,
      state,
      isOpen,
      at,
      decideBy,
      fee,
      reason,
    }: Application) => html`<li class="card"><div class="line"><h3>${title}</h3>${badge(state, isOpen)}</div>
<p><code>${number}</code></p>
<p class="muted">${say('submitted', { day: formats.day(at) })}${isOpen && decideBy !== '' ? html` · ${say('decide-by', { day: formats.day(decideBy) })}` : ''}</p>
${fee === '' ? '' : html`<p>${say('fee', { fee })}</p>`}${reason === '' ? '' : html`<p>${reason}</p>`}</li>
`,
  );
  return livePart(
    'applications',
    items.length === 0 ? html`<p class="muted">${say('no-applications')}</p>` : html`<ul class="cards">${items}</ul>`,
  );
}

/** How something stands, in words. */
function badge(state: string, isGood: boolean): Markup {
  return html`<span class="badge ${isGood ? 'good' : ''}">${state}</span>`;
}
