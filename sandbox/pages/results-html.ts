import { escapeMarkup } from '@dpi/specs/escape-markup';
import { type FoundEntries, RESULT_TYPES, type ResultType, type Search, type SearchEntry } from '@dpi/specs/search';
import type { MessageValues } from '@dpi/specs/texts';

/** What somebody asked the page of the search for. */
export interface AskedResults {
  text: string;
  /** `null` for all kinds. */
  type: ResultType | null;
  /** From 1. */
  page: number;
}

export interface ResultsContext {
  search: Search;
  /** Of the paths of pages, such as `/bn`. */
  prefix: string;
  /** A text of the search, by its name. */
  say(name: string, values?: MessageValues): string;
}

const PAGE_SIZE = 20;
/** How many pages are proposed in the place of one that is not there. */
const PROPOSED = 5;

export function readAsked(query: string): AskedResults {
  const given = new URLSearchParams(query);
  const page = Number(given.get('page'));
  return {
    text: (given.get('q') ?? '').trim(),
    type: RESULT_TYPES.find((type) => type === given.get('type')) ?? null,
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** What was found, as HTML: how much, the kinds to choose from, a list, and the way to the rest of it. */
export function resultsHtml(asked: AskedResults, context: ResultsContext): string {
  const { text, type } = asked;
  const { search, say } = context;
  if (text === '') return '';
  const found = search.find(text);
  if (found.entries.length === 0) {
    const doors = search.entries.filter((entry) => entry.type === 'page');
    return `<p role="status">${escapeMarkup(say('results.none', { text }))}</p><p>${escapeMarkup(say('results.help'))}</p>${list({ ...found, entries: doors }, context)}`;
  }
  const chosen = type === null ? found.entries : found.entries.filter((entry) => entry.type === type);
  const pages = Math.max(1, Math.ceil(chosen.length / PAGE_SIZE));
  const page = Math.min(asked.page, pages);
  const first = (page - 1) * PAGE_SIZE;
  return [
    `<p role="status">${escapeMarkup(say('results.count', { count: chosen.length, text }))}</p>`,
    kindsHtml(found.entries, asked, context),
    list({ ...found, entries: chosen.slice(first, first + PAGE_SIZE) }, context, first + 1),
    pages > 1 ? pagesHtml(asked, page, pages, context) : '',
  ].join('');
}

/** Pages that somebody may have meant by an address that has none; empty where nothing is like it. */
export function proposalsHtml(path: string, context: ResultsContext): string {
  const found = context.search.find(path);
  if (found.entries.length === 0) return '';
  const entries = found.entries.slice(0, PROPOSED);
  return `<h2>${escapeMarkup(context.say('results.meant'))}</h2>${list({ ...found, entries }, context)}`;
}

function kindsHtml(entries: SearchEntry[], asked: AskedResults, { say }: ResultsContext): string {
  const counts = new Map<ResultType, number>();
  for (const { type } of entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  if (counts.size < 2) return '';
  const choice = (type: ResultType | null, label: string) =>
    `<li><a href="${address({ ...asked, type, page: 1 })}"${type === asked.type ? ' aria-current="true"' : ''}>${escapeMarkup(label)}</a></li>`;
  const kinds = RESULT_TYPES.filter((type) => counts.has(type)).map((type) =>
    choice(type, say('results.kind', { name: say(`types.${type}`), count: counts.get(type) ?? 0 })),
  );
  return `<nav aria-label="${escapeMarkup(say('results.kinds'))}"><ul>${choice(null, say('results.all'))}${kinds.join('')}</ul></nav>`;
}

function pagesHtml(asked: AskedResults, page: number, pages: number, { say }: ResultsContext): string {
  const way = (to: number, name: 'previous' | 'next') =>
    to < 1 || to > pages
      ? ''
      : `<a rel="${name === 'next' ? 'next' : 'prev'}" href="${address({ ...asked, page: to })}">${escapeMarkup(say(`results.${name}`))}</a>`;
  return `<nav aria-label="${escapeMarkup(say('results.pages'))}"><p>${way(page - 1, 'previous')}<span>${escapeMarkup(say('results.page', { page, pages }))}</span>${way(page + 1, 'next')}</p></nav>`;
}

/** Relative: the page of the search stays the one that it is. */
function address({ text, type, page }: AskedResults): string {
  const query = new URLSearchParams({ q: text });
  if (type !== null) query.set('type', type);
  if (page > 1) query.set('page', String(page));
  return escapeMarkup(`?${query}`);
}

function list(found: FoundEntries, context: ResultsContext, start = 1): string {
  const items = found.entries.map((entry) => item(entry, found, context));
  return `<ol start="${start}">${items.join('')}</ol>`;
}

function item(
  { type, url, title, context: about, call }: SearchEntry,
  found: FoundEntries,
  context: ResultsContext,
): string {
  const { search, prefix, say } = context;
  const marked = (text: string) =>
    search
      .marked(text, found)
      .map(({ text: part, isMatch }) => (isMatch ? `<mark>${escapeMarkup(part)}</mark>` : escapeMarkup(part)))
      .join('');
  const code = call === undefined ? '' : `<code translate="no">${marked(call)}</code>`;
  return `<li><span>${escapeMarkup(say(`types.${type}`))}</span><a href="${escapeMarkup(prefix + url)}">${marked(title)}</a>${code}<p>${marked(about)}</p></li>`;
}
