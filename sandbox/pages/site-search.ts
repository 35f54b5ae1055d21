import { escapeMarkup } from '@dpi/specs/escape-markup';
import { openSearch, type Search, type SearchEntry, type SearchIndex } from '@dpi/specs/search';
import type { Message } from '@dpi/specs/texts';
import { proposalsHtml, type ResultsContext, readAsked, resultsHtml } from './results-html.ts';

export interface SiteSearchOptions {
  /** A file of the portal, by its path; `null` where it has none. */
  readText(path: string): Promise<string | null>;
  /** Writes a text in a language. */
  format(message: Message, locale: string): string;
}

/** Puts what was found into pages that have a place for it: the results for who has no script, and proposals on a page that is missing. */
export interface SiteSearch {
  /** What fits a text, best first; nothing where the portal has no search. @param prefix of the language, such as `/bn` */
  find(text: string, prefix: string): Promise<SearchEntry[]>;
  /** @param path of the page of the search, such as `/bn/search/` */
  withResults(html: string, path: string, query: string): Promise<string>;
  /** @param path that has no page */
  withProposals(html: string, path: string, prefix: string): Promise<string>;
}

/** Where the portal keeps what is searched, after the prefix of the language. */
export const SEARCH_PAGE = '/search/';

export function createSiteSearch({ readText, format }: SiteSearchOptions): SiteSearch {
  /** By prefix; opened when first asked for. */
  const opened = new Map<string, Promise<ResultsContext | null>>();

  const contextOf = (prefix: string): Promise<ResultsContext | null> => {
    const known = opened.get(prefix) ?? open(prefix);
    opened.set(prefix, known);
    known.catch(() => opened.delete(prefix));
    return known;
  };

  const open = async (prefix: string): Promise<ResultsContext | null> => {
    const [index, fields] = await Promise.all(
      ['index', 'fields'].map((name) => readText(`${prefix}${SEARCH_PAGE}${name}.json`)),
    );
    if (!index || !fields) return null;
    const read = JSON.parse(index) as SearchIndex;
    const search: Search = openSearch(read);
    search.add(JSON.parse(fields) as SearchEntry[]);
    return {
      search,
      prefix,
      say: (name, values) =>
        format(values === undefined ? { id: `search.${name}` } : { id: `search.${name}`, values }, read.locale),
    };
  };

  return {
    async find(text, prefix) {
      const context = await contextOf(prefix);
      return context === null ? [] : context.search.find(text).entries;
    },
    async withResults(html, path, query) {
      const context = await contextOf(path.slice(0, -SEARCH_PAGE.length));
      if (context === null) return html;
      const asked = readAsked(query);
      return filled(html, asked.text, resultsHtml(asked, context));
    },
    async withProposals(html, path, prefix) {
      const context = await contextOf(prefix);
      if (context === null) return html;
      return filled(html, '', proposalsHtml(path.slice(prefix.length), context));
    },
  };
}

const RESULTS = /(<div\b[^>]*\bid="?search-results"?[^>]*>)(<\/div>)/;
const FIELD = /<input\b[^>]*\bid="?search-text"?[^>]*>/;

function filled(html: string, text: string, results: string): string {
  return html
    .replace(RESULTS, (_, start: string, end: string) => start + results + end)
    .replace(FIELD, (field) =>
      text === '' ? field : `<input value="${escapeMarkup(text)}"${field.slice('<input'.length)}`,
    );
}
