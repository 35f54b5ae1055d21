import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { type Problem, ProblemError } from './platform.ts';
import type { Texts } from './texts.ts';

/** Markup; text in it has been escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = Html | string | number | undefined | false | Value[];

/** Markup with values in it, which are escaped unless they are markup themselves. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(parts.reduce((done, part, index) => done + markupOf(values[index - 1]) + part));
}

function markupOf(value: Value): string {
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join('');
  if (value === undefined || value === false) return '';
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface Request {
  url: URL;
  /** Named parts of the path. */
  path: Record<string, string>;
  form: URLSearchParams;
  /** The body, byte by byte as it came. */
  body: Buffer;
  headers: IncomingHttpHeaders;
  cookies: Record<string, string>;
  texts: Texts;
}

export interface Answer {
  status?: number;
  /** Where the browser goes next. */
  location?: string;
  page?: Html;
  cookies?: string[];
}

/** Handlers by method and path, such as `POST /cases/:id/apply`. */
export type Routes = Record<string, (request: Request) => Answer | Promise<Answer>>;

export interface Site {
  /** Where the app listens, and nobody from outside. */
  port: number;
  textsOf: (locale: string) => Texts;
  routes: Routes;
}

const LARGEST_BODY = 100_000;

/** Serves pages in the language that was chosen, else in that of the browser. */
export function serve({ port, textsOf, routes }: Site): void {
  const table = Object.entries(routes).map(([key, handle]) => {
    const [method, pattern = ''] = key.split(' ');
    return { method, pattern: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[\\w-]+)')}$`), handle };
  });
  const answer = async (message: IncomingMessage): Promise<Answer> => {
    const url = new URL(message.url ?? '/', `http://localhost:${port}`);
    const cookies = Object.fromEntries(new URLSearchParams(message.headers.cookie?.replace(/;\s*/g, '&')));
    const texts = textsOf(cookies.locale ?? (/^bn\b/i.test(message.headers['accept-language'] ?? '') ? 'bn' : 'en'));
    const chosen = /^\/language\/(\w+)$/.exec(url.pathname)?.[1];
    if (chosen !== undefined) {
      const page = url.searchParams.get('page') ?? '';
      return { location: /^\/(?!\/)/.test(page) ? page : '/', cookies: [`locale=${chosen}; Path=/; SameSite=Lax`] };
    }
    const found = table.find(({ method, pattern }) => method === message.method && pattern.test(url.pathname));
    if (found === undefined) return { status: 404, page: problemPage(texts, url, notFound(texts)) };
    // A form on another site must not act for whoever is at this screen.
    const { origin } = message.headers;
    if (origin !== undefined && origin !== 'null' && new URL(origin).host !== message.headers.host)
      return { status: 403 };
    const body = await readBody(message);
    if (body === null) return { status: 413 };
    const form = new URLSearchParams(isForm(message.headers) ? body.toString() : '');
    const path = found.pattern.exec(url.pathname)?.groups ?? {};
    try {
      return await found.handle({ url, path, form, body, headers: message.headers, cookies, texts });
    } catch (error) {
      const problem = problemOf(error, texts);
      return { status: 502, page: problemPage(texts, url, problem) };
    }
  };
  createServer(async (message, response) => {
    const { status, location, page, cookies = [] } = await answer(message);
    if (cookies.length > 0) response.setHeader('Set-Cookie', cookies);
    if (location !== undefined) response.setHeader('Location', location);
    if (page !== undefined) response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.writeHead(status ?? (location === undefined ? 200 : 303)).end(page?.markup);
  }).listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`));
}

function isForm(headers: IncomingHttpHeaders): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message) {
    length += part.length;
    if (length > LARGEST_BODY) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What to tell whoever waits: what the service says, or that it has not been reached. */
export function problemOf(error: unknown, { text }: Texts): Problem {
  if (error instanceof ProblemError) return error.problem;
  console.error(error);
  return { type: 'about:blank', title: text('noResponse'), status: 0, detail: text('noResponseDetail') };
}

function notFound({ text }: Texts): Problem {
  return { type: 'about:blank', title: text('notFound'), status: 404, detail: text('notFoundDetail') };
}

/** An error as the service words it, with the page that explains it. */
export function problemBox(problem: Problem | undefined, { text }: Texts): Html {
  if (problem === undefined) return html``;
  const isLinked = problem.type.startsWith('http');
  return html`<div class="problem" role="alert">
    <strong>${problem.title}</strong>
    <p>${problem.detail}</p>
    ${isLinked && html`<p><a href="${problem.type}">${text('explain')}</a></p>`}
    ${problem.requestId !== undefined && html`<p class="small">${text('requestId')} <code>${problem.requestId}</code></p>`}
  </div>`;
}

function problemPage(texts: Texts, url: URL, problem: Problem): Html {
  return page(
    texts,
    url,
    problem.title,
    html`${problemBox(problem, texts)}<p><a href="/">${texts.text('home')}</a></p>`,
  );
}

/** A form with one button. */
export function button(action: string, label: string, fields: Record<string, string> = {}, look = ''): Html {
  return html`<form method="post" action="${action}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    <button class="${look}">${label}</button>
  </form>`;
}

/** Names and values, one below the other. */
export function facts(rows: [string, Value][]): Html {
  return html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

export function page({ locale, text }: Texts, url: URL, title: string, content: Html): Html {
  const [other, name] = locale === 'bn' ? ['en', 'English'] : ['bn', text('bangla')];
  return html`<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
<header>
  <a href="/">${text('app')}</a>
  <a href="/language/${other}?page=${encodeURIComponent(url.pathname)}" lang="${other}">${name}</a>
</header>
<main><h1>${title}</h1>${content}</main>
</html>`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#cfd8d4, #46524c); --accent: light-dark(#0b5d46, #7fd6b5); }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, "Noto Sans Bengali", sans-serif; max-width: 40rem; margin: 0 auto; padding: 0 1rem 3rem; }
:lang(bn) { line-height: 1.7; }
header { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.4rem; line-height: 1.3; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
a { color: var(--accent); }
label { display: block; margin: .75rem 0; }
input, select, textarea { display: block; width: 100%; min-height: 2.75rem; padding: .5rem; font: inherit; border: 1px solid var(--line); border-radius: .25rem; }
form { margin: .75rem 0; }
button { min-height: 2.75rem; padding: .5rem 1rem; font: inherit; font-weight: 600; border: 2px solid var(--accent); border-radius: .25rem; background: var(--accent); color: Canvas; cursor: pointer; }
button.second { background: none; color: var(--accent); }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem 1rem; margin: .5rem 0; }
dt { color: light-dark(#4c5a54, #b3c0ba); }
dd { margin: 0; overflow-wrap: anywhere; }
.problem { border-left: .3rem solid light-dark(#a3261d, #ff9a8f); padding: .25rem 1rem; margin: 1rem 0; }
.small { font-size: .875rem; }
table { width: 100%; border-collapse: collapse; }
td { padding: .4rem .25rem; border-top: 1px solid var(--line); vertical-align: top; }
td:last-child { text-align: right; }
`;
