import { openSearch, type Search, type SearchEntry, type SearchIndex } from '@dpi/specs/search';

export interface LoadedSearch {
  search: Search;
  types: SearchIndex['types'];
  /** Resolves once parameters and fields are found, too. */
  complete: Promise<void>;
}

let loaded: Promise<LoadedSearch> | undefined;

/**
 * Gets what is searched, once for as long as the page is open.
 *
 * @param baseUrl of the pages in their language, with a slash at the end
 * @throws where it cannot be had; the next call tries again
 */
export function loadSearch(baseUrl: string): Promise<LoadedSearch> {
  loaded ??= load(baseUrl);
  loaded.catch(() => {
    loaded = undefined;
  });
  return loaded;
}

async function load(baseUrl: string): Promise<LoadedSearch> {
  const fields = getJson(`${baseUrl}search/fields.json`) as Promise<SearchEntry[]>;
  // Without the fields all the rest is still found.
  const later = fields.catch((): SearchEntry[] => []);
  const index = (await getJson(`${baseUrl}search/index.json`)) as SearchIndex;
  const search = openSearch(index);
  return { search, types: index.types, complete: later.then((entries) => search.add(entries)) };
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}
