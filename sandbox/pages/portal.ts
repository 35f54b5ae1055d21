import type { Country } from '@dpi/specs/model';
import type { SearchEntry } from '@dpi/specs/search';
import type { MessageValues } from '@dpi/specs/texts';
import type { Exchange } from '../server/exchange.ts';
import type { ProblemSender } from '../server/send-problem.ts';
import { sendRedirect } from '../server/send-redirect.ts';
import { buildingPage } from './building-page.ts';
import { inlineScripts, pageSecurityHeaders } from './content-security.ts';
import { LivePages } from './live-pages.ts';
import { MarkdownPages } from './markdown-pages.ts';
import { isAsset, PageFiles, pageText } from './page-files.ts';
import { sendPage } from './send-page.ts';
import { ENDING_WORKER, WORKER } from './service-worker.ts';
import { createSiteSearch, SEARCH_PAGE, type SiteSearch } from './site-search.ts';

/** The portal's pages, which may be built while everything else answers already. */
export interface Portal {
  /** Serves the pages in a folder from now on. Later changes in it are not seen. */
  ready(dir: string): Promise<void>;
  /** What people read while there are no pages yet. */
  building(progress: string): void;
  /**
   * Shows the pages of specs that are being written, in the place of those that the build has of them.
   * @param pages data of every page of the catalogue, by path
   * @param faults why specs cannot be read, a line each; open pages show them
   */
  live(pages: ReadonlyMap<string, string>, faults: readonly string[]): void;
  /** What fits a text, best first. @param prefix of the language in paths, such as `/bn` */
  find(text: string, prefix: string): Promise<SearchEntry[]>;
  /** Ends what waits for news. */
  close(): void;
  /** Answers GET and HEAD. */
  handle(exchange: Exchange): Promise<void>;
}

interface Build {
  files: PageFiles;
  security: string[];
}

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Seconds until a caller should ask again for a page that is being built. */
const RETRY_AFTER = '5';

/**
 * @param country whose name and languages the page has that is shown while the others are built
 * @param publicUrl where browsers reach the pages
 * @param keepsPages whether browsers keep what was read, for when there is no connection
 */
export function createPortal(
  problems: ProblemSender,
  country: Pick<Country, 'title' | 'locales'>,
  publicUrl: string,
  keepsPages: boolean,
): Portal {
  const inEachLanguage = (name: string) =>
    country.locales.map(({ id: locale }) => ({
      locale,
      text: problems.format({ id: `sandbox.pages.${name}` }, locale),
    }));
  const markdown = new MarkdownPages(publicUrl);
  let build: Build | null = null;
  let live: LivePages | null = null;
  let progress = '…';
  let search = siteSearch();

  /** Of the pages that are shown now. */
  function siteSearch(): SiteSearch {
    return createSiteSearch({
      async readText(path) {
        const text = live?.text(path);
        return text ?? (build?.files.has(path) ? build.files.readText(path) : null);
      },
      format: problems.format,
    });
  }

  return {
    async ready(dir) {
      build = await openBuild(dir);
      search = siteSearch();
    },
    building(text) {
      progress = text;
    },
    live(pages, faults) {
      if (live === null)
        live = new LivePages(
          pages,
          faults,
          Object.fromEntries(inEachLanguage('cannot-read').map(({ locale, text }) => [locale, text])),
        );
      else live.replace(pages, faults);
      search = siteSearch();
    },
    find: (text, prefix) => search.find(text, prefix),
    close() {
      live?.close();
      markdown.close();
    },
    async handle(exchange) {
      const { req } = exchange;
      const refuse = (id: string, reason: string, values: MessageValues, headers?: string[]): void => {
        problems.send(exchange, { id, detail: { id: `sandbox.pages.${reason}`, values } }, headers);
      };

      const wantsPage = req.headers.accept?.includes('text/html') ?? false;
      const accepted = [req.headers['accept-encoding']].flat().join(',');

      if (build === null) {
        const again = ['Retry-After', RETRY_AFTER, 'Cache-Control', 'no-store'];
        if (!wantsPage) return refuse('portal-building', 'building', { progress }, again);
        const page = await pageText(
          buildingPage(country.title, inEachLanguage('being-built'), progress),
          'text/html; charset=utf-8',
          accepted,
        );
        return sendPage(exchange, page, [...again, ...pageSecurityHeaders([])], 503);
      }

      const { files, security } = build;
      const path = decoded(exchange.path);
      const file = path.endsWith('/') ? `${path}index.html` : path;
      // Pages that change while one looks at them are kept by no browser.
      if (path === WORKER && (live !== null || !keepsPages)) {
        const worker = await pageText(ENDING_WORKER, 'text/javascript; charset=utf-8', accepted);
        return sendPage(exchange, worker, ['Cache-Control', 'no-cache']);
      }
      if (live !== null && (await live.handle(exchange))) return;
      const sendHtml = async (html: string, status = 200) => {
        const page = await pageText(html, 'text/html; charset=utf-8', accepted);
        sendPage(exchange, page, ['Cache-Control', 'no-cache', ...security], status);
      };
      if (path === `${localePrefix(files, path)}${SEARCH_PAGE}` && files.has(file)) {
        return sendHtml(await search.withResults(await files.readText(file), path, exchange.query));
      }
      if (live !== null && file.endsWith('.html')) {
        const built = files.has(file) ? await files.readText(file) : null;
        const shell = await files.readText(files.has(localeHome(path)) ? localeHome(path) : '/index.html');
        const html = live.page(path, built, shell);
        if (html !== null) return sendHtml(html);
      } else if (files.has(file)) {
        const headers = [
          'Cache-Control',
          isAsset(file) ? IMMUTABLE : 'no-cache',
          ...(file.endsWith('.html') ? security : []),
        ];
        return sendPage(exchange, await files.read(file, accepted), headers);
      }
      const source = MarkdownPages.pageOf(path);
      // Of specs that are being written, the build has an older text.
      if (source !== null && files.has(`${source}index.html`) && live?.has(source) !== true) {
        const text = await markdown.make(source, await files.readText(`${source}index.html`));
        if (text === null) return refuse('not-found', 'not-found', { path: exchange.path });
        const page = await pageText(text, 'text/markdown; charset=utf-8', accepted);
        return sendPage(exchange, page, ['Cache-Control', 'no-cache']);
      }
      if (files.has(`${path}/index.html`) || live?.has(`${path}/`)) {
        return sendRedirect(exchange, 301, `${exchange.path}/`, []);
      }

      const prefix = localePrefix(files, path);
      const notFound = [`${prefix}/404.html`, '/404.html'].find((page) => files.has(page));
      if (!wantsPage || notFound === undefined) {
        return refuse('not-found', 'not-found', { path: exchange.path });
      }
      return sendHtml(await search.withProposals(await files.readText(notFound), path, prefix), 404);
    },
  };
}

async function openBuild(dir: string): Promise<Build> {
  const files = await PageFiles.open(dir);
  const scripts = new Set<string>();
  for (const path of files.paths()) {
    if (!path.endsWith('.html')) continue;
    for (const script of inlineScripts(await files.readText(path))) scripts.add(script);
  }
  return { files, security: pageSecurityHeaders(scripts) };
}

/** The first page in the language of a path, if the first part of the path is a language. */
function localeHome(path: string): string {
  return `/${path.split('/')[1] ?? ''}/index.html`;
}

/** The first part of a path with its slash, if it is that of a language; else nothing. */
function localePrefix(files: PageFiles, path: string): string {
  const [, locale = ''] = path.split('/');
  return locale !== '' && files.has(`/${locale}/404.html`) ? `/${locale}` : '';
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
