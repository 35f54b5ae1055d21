import type { Catalogue } from '@dpi/specs/model';
import { RESULT_TYPES, type SearchEntry, type SearchIndex } from '@dpi/specs/search';
import { readSearchWords } from '@dpi/specs/search-words';
import { openPlatformTexts, type Texts } from '@dpi/specs/texts';
import { COUNTRY } from '../countryOfPages.ts';
import { catalogueEntries } from './catalogueEntries.ts';
import { fieldEntries } from './fieldEntries.ts';
import { guideEntries } from './guideEntries.ts';
import { withoutRepeatedWords } from './withoutRepeatedWords.ts';

/** Pages that are no entry of the catalogue, by the name of their texts. */
const PAGES: Record<string, string> = {
  key: '/get-a-key/',
  team: '/my-team/',
  world: '/my-world/',
  webhooks: '/my-webhooks/',
  catalogue: '/catalogue/',
  standards: '/standards/',
  guideline: '/guideline/',
  personas: '/personas/',
  problems: '/problems/',
};

/** A file that the search reads. */
export interface SearchFile {
  /** Without a locale prefix. */
  path: string;
  data: SearchIndex | SearchEntry[];
}

/**
 * Everything that can be found on the pages of one language. Parameters and fields have a file of their own: they are more than
 * all the rest, and looked for less.
 * @param others the same catalogue in the other languages: things are found by their names in these, too
 */
export async function searchFiles(catalogue: Catalogue, others: Catalogue[]): Promise<SearchFile[]> {
  const texts = await openPlatformTexts(COUNTRY);
  const translated = others.map((other) => entriesIn(other, texts));
  const { locale, country } = catalogue;
  const types = RESULT_TYPES.map((type) => [type, texts.format({ id: `search.types.${type}` }, locale)]);
  const index: SearchIndex = {
    locale,
    prefixes: country.locales.map(({ id }) => id),
    types: Object.fromEntries(types) as SearchIndex['types'],
    ...(await readSearchWords(country, COUNTRY.searchWords)),
    entries: entriesIn(catalogue, texts).map((entry, number, { length }) => {
      const titles = translated.flatMap((other) => {
        // Both are made of the same files in the same order.
        const same = other.length === length ? other[number] : undefined;
        return same === undefined || same.title === entry.title ? [] : [same.title];
      });
      return withoutRepeatedWords(titles.length === 0 ? entry : { ...entry, titles });
    }),
  };
  return [
    { path: '/search/index.json', data: index },
    { path: '/search/fields.json', data: fieldEntries(catalogue).map(withoutRepeatedWords) },
  ];
}

function entriesIn(catalogue: Catalogue, texts: Texts): SearchEntry[] {
  const { locale } = catalogue;
  const known = catalogueEntries(catalogue);
  return [
    ...Object.entries(PAGES).map(
      ([name, url]): SearchEntry => ({
        type: 'page',
        url,
        title: texts.format({ id: `search.pages.${name}.title` }, locale),
        context: texts.format({ id: `search.pages.${name}.about` }, locale),
      }),
    ),
    ...guideEntries(catalogue.guides, new Set(known.map(({ url }) => url))),
    ...known,
  ];
}
