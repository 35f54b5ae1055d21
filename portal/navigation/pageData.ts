import { parseJson } from '@dpi/specs/numbers';
/** Id of the element that holds a page's data, in the page itself. */
export const PAGE_DATA_ID = 'page-data';

const pages = new Map<string, unknown>();

/** The data of a page, once it was read from the page one arrived on, or by {@link fetchPageData}. */
export function knownPageData(pathname: string): unknown {
  return pages.get(pathname);
}

/** Keeps the data of the page one arrived on. */
export function keepOwnPageData(pathname: string): void {
  keep(pathname, document);
}

/**
 * Gets the data of another page: out of that page, since it is there anyway and may be in the browser's cache.
 *
 * @throws where there is no such page
 */
export async function fetchPageData(pathname: string): Promise<void> {
  if (pages.has(pathname)) return;
  const response = await fetch(pathname, { headers: { Accept: 'text/html' } });
  const found = response.ok && keep(pathname, new DOMParser().parseFromString(await response.text(), 'text/html'));
  if (!found) throw new Error(`No page at ${pathname}`);
}

function keep(pathname: string, page: Document): boolean {
  const text = page.getElementById(PAGE_DATA_ID)?.textContent;
  if (!text) return false;
  pages.set(pathname, parseJson(text));
  return true;
}
