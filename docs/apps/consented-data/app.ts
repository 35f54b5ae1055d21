import { randomUUID } from 'node:crypto';
import { consentedData, type Session } from './data.ts';
import { platformUrl } from './lib/platform.ts';
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
import { type Attempt, errorCode, login } from './login.ts';
import people from './people.json' with { type: 'json' };

const file = process.env.DATA_FILE ?? `${import.meta.dirname}/data/sessions.json`;
const port = Number(process.env.PORT ?? 3003);
const sessions = new Store<Session>(file);
const attempts = new Store<Attempt>(`${file}.logins`);
const textsOf = readTexts(import.meta.dirname);
const { begin, finish } = login(attempts, `http://localhost:${port}`);

serve({
  port,
  textsOf,
  routes: {
    'GET /': (request) => {
      const { texts, url } = request;
      const session = sessionOf(request);
      return { page: session === undefined ? startPage(texts, url) : homePage(session, texts, url) };
    },
    'POST /login': async ({ texts }) => {
      const { url, state } = await begin(texts.locale);
      return { location: url, cookies: [cookie('login', state)] };
    },
    'GET /callback': callback,
    'POST /logout': (request) => {
      const session = sessionOf(request);
      if (session !== undefined) sessions.update(session.id, { isOver: true, data: undefined });
      return { location: '/', cookies: [cookie('session', '')] };
    },
    'POST /link': step(async (steps, session, { form, texts }) => {
      if (await steps.link(session, (form.get('nid') ?? '').trim())) return;
      sessions.update(session.id, { problem: own(texts, 'notYours') });
    }),
    'POST /ask': step((steps, session, { form }) =>
      steps.ask(session, form.get('id') ?? randomUUID(), {
        bn: textsOf('bn').text('purpose'),
        en: textsOf('en').text('purpose'),
      }),
    ),
    'POST /read': step((steps, session) => steps.read(session)),
    'POST /fetch': step((steps, session) => steps.fetchData(session)),
    'POST /revoke': step((steps, session) => steps.revoke(session)),
  },
});

/** The browser comes back from the provider, perhaps twice. */
async function callback({ url, cookies, texts }: Request): Promise<Answer> {
  const state = url.searchParams.get('state') ?? '';
  const attempt = attempts.get(state);
  // Only the browser that began the login may end it.
  if (attempt === undefined || cookies.login !== state) return refused(texts, url, 'otherBrowser');
  if (attempt.session !== undefined) return { location: '/', cookies: [cookie('session', attempt.session)] };
  try {
    const person = await finish(url, attempt);
    const session = sessions.add({ id: randomUUID(), person, asks: [] });
    attempts.update(state, { session: session.id });
    return { location: '/', cookies: [cookie('session', session.id)] };
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return refused(texts, url, code === 'access_denied' ? 'accessDenied' : 'loginFailed');
  }
}

function refused(texts: Texts, url: URL, reason: string): Answer {
  const content = html`${problemBox(own(texts, reason), texts)}${button('/login', texts.text('login'))}`;
  return { status: 400, page: page(texts, new URL('/', url), texts.text('start'), content) };
}

/** A reason of this app itself. */
function own({ text }: Texts, reason: string) {
  return { type: 'about:blank', title: text(reason), status: 400, detail: text(`${reason}Detail`) };
}

function cookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax`;
}

function sessionOf({ cookies }: Request): Session | undefined {
  const session = sessions.get(cookies.session ?? '');
  return session?.isOver ? undefined : session;
}

/** Does a step for whoever is logged in, and keeps what went wrong. */
function step(run: (steps: ReturnType<typeof consentedData>, session: Session, request: Request) => Promise<void>) {
  return async (request: Request): Promise<Answer> => {
    const session = sessionOf(request);
    if (session === undefined) return { location: '/' };
    try {
      sessions.update(session.id, { problem: undefined });
      await run(consentedData(sessions, request.texts.locale), session, request);
    } catch (error) {
      sessions.update(session.id, { problem: problemOf(error, request.texts) });
    }
    return { location: '/' };
  };
}

function startPage(texts: Texts, url: URL): Html {
  const { text } = texts;
  return page(texts, url, text('start'), html`<p>${text('startWhat')}</p>${button('/login', text('login'))}`);
}

function homePage(session: Session, texts: Texts, url: URL): Html {
  const { text, locale } = texts;
  const { person, nid, asks, data, problem } = session;
  const last = asks.at(-1);
  const isWaiting = last?.status === 'pending';
  const mayAsk = last?.status !== 'approved' && !isWaiting;
  const tester = people.find((one) => one.nid === nid);
  return page(
    texts,
    url,
    text('hello', { name: locale === 'bn' ? person.nameBn : person.name }),
    html`${problemBox(problem, texts)}
    ${button('/logout', text('logout'), {}, 'second')}
    <h2>${text('linkTitle')}</h2>
    ${
      nid === undefined
        ? html`<form method="post" action="/link">
          <label>${text('nid')}<input name="nid" inputmode="numeric" required></label><button>${text('link')}</button></form>`
        : html`<p>${text('linked')}</p>`
    }
    ${
      nid !== undefined &&
      html`<h2>${text('consentTitle')}</h2>
      <p>${text('purpose')}</p>
      ${last?.status !== undefined && html`<p><strong>${text(`consent-${last.status}`)}</strong></p>`}
      ${isWaiting && tester && html`<p><a href="${platformUrl}/citizen/${tester.id}">${text('herPage')}</a></p>`}
      ${mayAsk && button('/ask', text('ask'), { id: randomUUID() })}
      ${last?.requestId !== undefined && button('/read', text('read'), {}, 'second')}
      ${last?.status === 'approved' && button('/revoke', text('revoke'), {}, 'second')}`
    }
    ${
      last?.consent !== undefined &&
      html`<h2>${text('dataTitle')}</h2>
      ${button('/fetch', text('fetch'))}
      ${data !== undefined && received(data, texts)}
      ${trailOf(session, texts)}`
    }`,
  );
}

function received({ band, receipt }: NonNullable<Session['data']>, { text, time }: Texts): Html {
  return facts([
    [text('band'), html`<strong>${text(`band-${band}`)}</strong>`],
    [text('receipt'), html`<code>${receipt.messageId}</code>`],
    [text('at'), time(receipt.timestampAt)],
  ]);
}

function trailOf({ trail = [] }: Session, { text, time }: Texts): Html {
  if (trail.length === 0) return html``;
  return html`<h2>${text('trail')}</h2>
  <table>${trail.map(
    ({ event, actor, at, allowed }) =>
      html`<tr><td>${text(allowed === false ? 'event-denied' : `event-${event}`)}<br>${actor}</td><td>${time(at)}</td></tr>`,
  )}</table>`;
}
