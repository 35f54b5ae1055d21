import type { Exchange } from '../server/exchange.ts';
import { pageText } from './page-files.ts';
import { sendPage } from './send-page.ts';

/** Where an open page hears that it has changed. Beside the pages' own paths, none of which begins so. */
const CHANGES = '/live/changes';
const SCRIPT = '/live/reload.js';

/** Milliseconds between signs of life, so that nobody on the way takes the connection for dead. */
const HEARTBEAT = 20_000;

/** @param before what stands before a fault, by the language of the page */
const reloadScript = (before: Record<string, string>) => `const news = new EventSource('${CHANGES}');
news.addEventListener('change', (event) => {
  if (JSON.parse(event.data).includes(location.pathname)) location.reload();
});
const bar = document.createElement('div');
bar.setAttribute('role', 'status');
bar.style.cssText = 'position:fixed;inset:auto 0 0;z-index:1000;background:Canvas;color:CanvasText;overflow-wrap:anywhere';
document.body.append(bar);
const before = ${JSON.stringify(before)}[document.documentElement.lang];
news.addEventListener('faults', (event) => {
  bar.replaceChildren(...JSON.parse(event.data).map((fault) => {
    const line = document.createElement('p');
    line.style.cssText = 'margin:0;padding:0.5rem 1rem;border-top:3px solid #c62828';
    line.textContent = before + ': ' + fault;
    return line;
  }));
});
`;

/**
 * Pages of specs that are being written. A build of the portal brings the scripts that draw a page, and the page's data
 * stands in the page itself: so a page whose data has changed is a page of the build with other data and nothing drawn yet.
 *
 * Docusaurus' own development server was measured for this: it needs 15 seconds and 700 MB until it shows the first page, in
 * one language only. This shows every language 0.1 seconds after the data is there.
 */
export class LivePages {
  /** Data of every page of the catalogue, by path. */
  #pages: ReadonlyMap<string, string>;
  #faults: readonly string[];
  readonly #script: string;
  readonly #listeners = new Set<Exchange>();
  readonly #heartbeat: NodeJS.Timeout;

  /**
   * @param faults why specs cannot be read, a line each
   * @param before what stands before a fault, by the language of the page
   */
  constructor(pages: ReadonlyMap<string, string>, faults: readonly string[], before: Record<string, string>) {
    this.#pages = pages;
    this.#faults = faults;
    this.#script = reloadScript(before);
    this.#heartbeat = setInterval(() => this.#tell(': still there\n\n'), HEARTBEAT).unref();
  }

  /** Shows other pages and faults from now on, and has the open pages that changed load themselves again. */
  replace(pages: ReadonlyMap<string, string>, faults: readonly string[]): void {
    if (faults.join('\n') !== this.#faults.join('\n')) this.#tell(news('faults', faults));
    this.#faults = faults;
    const before = this.#pages;
    this.#pages = pages;
    const changed = [...pages.keys(), ...before.keys()].filter((path) => pages.get(path) !== before.get(path));
    if (changed.length > 0) this.#tell(news('change', [...new Set(changed)]));
  }

  /** Answers what open pages ask for. @returns whether it was that */
  async handle(exchange: Exchange): Promise<boolean> {
    const { req, res, id, path } = exchange;
    if (path === SCRIPT) {
      sendPage(exchange, await pageText(this.#script, 'text/javascript; charset=utf-8', ''), [
        'Cache-Control',
        'no-cache',
      ]);
      return true;
    }
    const text = this.text(path);
    if (text !== null) {
      const accepted = [req.headers['accept-encoding']].flat().join(',');
      sendPage(exchange, await pageText(text, 'application/json', accepted), ['Cache-Control', 'no-cache']);
      return true;
    }
    if (path !== CHANGES) return false;
    res.writeHead(200, ['X-Request-Id', id, 'Content-Type', 'text/event-stream', 'Cache-Control', 'no-store']);
    if (req.method === 'HEAD') {
      res.end();
      return true;
    }
    res.write(`retry: 1000\n\n${news('faults', this.#faults)}`);
    this.#listeners.add(exchange);
    res.once('close', () => this.#listeners.delete(exchange));
    return true;
  }

  /** A file among the pages, such as what the search reads; `null` where there is none. */
  text(path: string): string | null {
    return path.endsWith('.json') ? (this.#pages.get(path) ?? null) : null;
  }

  has(path: string): boolean {
    return this.#pages.has(path);
  }

  /**
   * The page as it is now.
   * @param built the page of the build, `null` where it has none
   * @param shell any page of the build in the same language
   * @returns `null` where a service that is not shown has the page
   */
  page(path: string, built: string | null, shell: string): string | null {
    const data = this.#pages.get(path);
    if (data === undefined) return built === null || dataOf(built) !== null ? null : withScript(built);
    const text = data.replaceAll('<', '\\u003c');
    if (built !== null && dataOf(built) === text) return withScript(built);
    const block = `<script type="text/plain" id="page-data">${text}</script>`;
    return withScript(shell.replace(ROOT, () => `<div id="__docusaurus"></div>${block}</body>`));
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const { res } of this.#listeners) res.end();
  }

  #tell(text: string): void {
    for (const { res } of this.#listeners) res.write(text);
  }
}

function news(event: string, lines: readonly string[]): string {
  return `event: ${event}\ndata: ${JSON.stringify(lines)}\n\n`;
}

const ROOT = /<div id="?__docusaurus"?>[\s\S]*<\/body>/;
const DATA = /<script type="?text\/plain"? id="?page-data"?>([\s\S]*?)<\/script>/;

function dataOf(html: string): string | null {
  return DATA.exec(html)?.[1] ?? null;
}

function withScript(html: string): string {
  return html.replace('</body>', () => `<script src="${SCRIPT}" defer></script></body>`);
}
