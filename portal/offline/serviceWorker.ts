/**
 * Keeps the pages a person has read, so that they open without a connection. It keeps pages of the catalogue and guides, and the files
 * with a hash in their names that these need; nothing of a team, of the sandbox or of the API. A page comes from the server
 * wherever the server answers, so that a new release is seen at once; what is kept is for when it does not.
 *
 * This file is delivered as it stands, without its types, with {@link Settings} before it; it can import nothing.
 */

interface Settings {
  /** First parts of the paths of pages, without a language; whether they are kept. `''` is the home page. */
  sections: Record<string, boolean>;
  /** The first is that of paths that begin with no other's prefix. */
  languages: { locale: string; prefix: string; texts: Record<string, string> }[];
}

interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What of a service worker's global scope is used here; the portal is checked as code of pages. */
interface WorkerScope {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(options: { type: 'window' }): Promise<{ url: string }[]> };
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

declare const SETTINGS: Settings;

/** In a function, since the names at the top of a script without imports are everyone's. */
(() => {
  const worker = globalThis as unknown as WorkerScope;
  const PAGES = 'pages-1';
  const ASSETS = 'assets-1';
  const MOST_PAGES = 100;
  const MOST_ASSETS = 200;
  /** Milliseconds after which a page that was read before is shown as it was. */
  const PATIENCE = 5000;

  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));

  worker.addEventListener('activate', (event) => event.waitUntil(begin()));

  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== location.origin) return;
    const kept = isKept(url.pathname);
    if (isAsset(url.pathname)) event.respondWith(asset(event, url.pathname));
    else if (request.mode === 'navigate') {
      if (kept !== undefined) event.respondWith(page(event, url.pathname));
    } else if (kept && request.headers.get('Accept') === 'text/html') event.respondWith(fresh(event, url.pathname));
  });

  async function begin(): Promise<void> {
    for (const name of await caches.keys()) if (name !== PAGES && name !== ASSETS) await caches.delete(name);
    await worker.clients.claim();
    // Pages that were opened before there was a worker.
    for (const { url } of await worker.clients.matchAll({ type: 'window' })) {
      const { pathname } = new URL(url);
      if (isKept(pathname)) await fetch(pathname).then((response) => keep(pathname, response), nothing);
    }
  }

  /** @returns `undefined` for what is no page of the portal */
  function isKept(pathname: string): boolean | undefined {
    const { prefix } = languageOf(pathname);
    const [section = ''] = pathname.slice(prefix.length).split('/');
    return Object.hasOwn(SETTINGS.sections, section) ? SETTINGS.sections[section] : undefined;
  }

  function languageOf(pathname: string): Settings['languages'][number] {
    // The longest prefix that fits: that of the first language is part of all others.
    return SETTINGS.languages.reduce((best, other) => (pathname.startsWith(other.prefix) ? other : best));
  }

  function isAsset(pathname: string): boolean {
    return pathname.slice(languageOf(pathname).prefix.length).startsWith('assets/');
  }

  /** A file with a hash in its name is never another. */
  async function asset(event: FetchEvent, pathname: string): Promise<Response> {
    const cache = await caches.open(ASSETS);
    const known = await cache.match(pathname, { ignoreVary: true });
    if (known !== undefined) return known;
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(cache.put(pathname, response.clone()).catch(nothing));
    return response;
  }

  /** A page as the server has it, which is kept. */
  async function fresh(event: FetchEvent, pathname: string): Promise<Response> {
    const response = await fetch(event.request);
    if (isKept(pathname)) event.waitUntil(keep(pathname, response.clone()).catch(nothing));
    return response;
  }

  async function page(event: FetchEvent, pathname: string): Promise<Response> {
    const known = await (await caches.open(PAGES)).match(pathname, { ignoreVary: true });
    const response = fresh(event, pathname);
    if (known === undefined) return response.catch(() => offlinePage(pathname));
    const late = new Promise<Response>((done) => setTimeout(() => done(known), PATIENCE));
    event.waitUntil(response.catch(nothing));
    return Promise.race([response, late]).catch(() => known);
  }

  /** Keeps a page with the files it names, and forgets one that is no longer there. */
  async function keep(pathname: string, response: Response): Promise<void> {
    const pages = await caches.open(PAGES);
    if (response.status === 404 || response.status === 410) await pages.delete(pathname);
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
    if (response.status !== 200 || response.redirected || !isPage) return;
    const html = await response.clone().text();
    const assets = await caches.open(ASSETS);
    for (const path of assetsIn(html)) {
      if ((await assets.match(path, { ignoreVary: true })) !== undefined) continue;
      const file = await fetch(path);
      if (file.ok) await assets.put(path, file);
    }
    // The one read last is the last one.
    await pages.delete(pathname);
    await pages.put(pathname, response);
    await forget(pages, assets);
  }

  function assetsIn(html: string): string[] {
    const paths = [...html.matchAll(/ (?:src|href)="?(\/[^\s">]+)/g)].map(([, path = '']) => path);
    return [...new Set(paths.filter(isAsset))];
  }

  /** Keeps within bounds: the pages read longest ago go, and the files that no page names. */
  async function forget(pages: Cache, assets: Cache): Promise<void> {
    const known = await pages.keys();
    for (const request of known.slice(0, -MOST_PAGES)) await pages.delete(request);
    const files = await assets.keys();
    if (files.length <= MOST_ASSETS) return;
    const named = new Set<string>();
    for (const request of await pages.keys()) {
      const html = await (await pages.match(request, { ignoreVary: true }))?.text();
      for (const path of assetsIn(html ?? '')) named.add(path);
    }
    for (const request of files) if (!named.has(new URL(request.url).pathname)) await assets.delete(request);
  }

  /** Says that there is no connection, and what can be read all the same. */
  async function offlinePage(pathname: string): Promise<Response> {
    const { locale, texts } = languageOf(pathname);
    const pages = await caches.open(PAGES);
    const entries: { path: string; locale: string; title: string }[] = [];
    for (const request of await pages.keys()) {
      const html = (await (await pages.match(request, { ignoreVary: true }))?.text()) ?? '';
      const path = new URL(request.url).pathname;
      // As HTML, as it stands in the page.
      const title = /<title[^>]*>([^<]*)/.exec(html)?.[1] ?? path;
      entries.push({ path, locale: languageOf(path).locale, title });
    }
    // Those in the language of the page first, then those read last.
    entries.reverse().sort((a, b) => Number(b.locale === locale) - Number(a.locale === locale));
    const list = entries.map(
      (entry) => `<li><a lang="${entry.locale}" hreflang="${entry.locale}" href="${entry.path}">${entry.title}</a>`,
    );
    const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${texts.title}</title><style>
:root{color-scheme:light dark}body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.0625rem/1.7 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.3}h2{margin-top:2rem;font-size:1.2rem}li{margin:.4rem 0;overflow-wrap:anywhere}
</style><main><h1>${texts.title}</h1><p>${texts.why}</p><p><a href="">${texts.again}</a></p>
<h2>${texts.kept}</h2>${list.length > 0 ? `<ul>${list.join('')}</ul>` : `<p>${texts.none}</p>`}</main></html>`;
    return new Response(html, {
      status: 503,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
        'Cache-Control': 'no-store',
      },
    });
  }

  function nothing(): void {}
})();
