import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { countryFiles } from '@dpi/specs/country-files';
import { openSearch, type Search, type SearchEntry, type SearchIndex } from '@dpi/specs/search';
import { readSearchWords } from '@dpi/specs/search-words';
import { readCatalogue } from '../plugin/readCatalogue.ts';
import { PLAIN_ROUTES } from '../plugin/routes.ts';
import { searchFiles } from '../plugin/search/searchFiles.ts';
import questions from './questions.json' with { type: 'json' };

/**
 * `questions.json` has what people ask on the pages of a language, as they type, spell or paste it, and the pages of which
 * one has to be among the first three results, without the prefix of the locale.
 */
const searches = new Map<string, Search>();

before(async () => {
  const catalogues = await Promise.all(['en', 'bn'].map(readCatalogue));
  for (const catalogue of catalogues) {
    const others = catalogues.filter((other) => other !== catalogue);
    const [index, fields] = await searchFiles(catalogue, others);
    const search = openSearch(index?.data as SearchIndex);
    search.add(fields?.data as SearchEntry[]);
    searches.set(catalogue.locale, search);
  }
});

for (const { pages, ask, find } of questions) {
  test(`“${ask}” on the pages in ${pages} has its page among the first three results`, () => {
    const found = searches.get(pages)?.find(ask).entries ?? [];
    const first = found.slice(0, 3).map(({ url }) => url);
    assert.ok(
      first.some((url) => find.includes(url) || find.includes(url.split('#')[0] ?? '')),
      `found ${first.join(', ')}; expected one of ${find.join(', ')}`,
    );
  });
}

test('every synonym of the country leads to something', async () => {
  const { synonyms } = await readSearchWords((await readCatalogue('en')).country, countryFiles().searchWords);
  const wrong = synonyms
    .flatMap(({ means }) => means)
    .filter((words) => searches.get('en')?.find(words).entries.length === 0);
  assert.deepEqual(wrong, []);
});

test('every page that shows nothing of the catalogue is found, but for the search itself', () => {
  const pages =
    searches
      .get('en')
      ?.entries.filter(({ type }) => type === 'page')
      .map(({ url }) => url) ?? [];
  const missing = PLAIN_ROUTES.filter(({ path }) => path !== '/search/' && !pages.includes(path));
  assert.deepEqual(missing, []);
});

test('there are sixty questions, about half of them in Bangla', () => {
  assert.equal(questions.length, 60);
  const inBangla = questions.filter(({ pages, ask }) => pages === 'bn' || /\p{Script=Bengali}/u.test(ask));
  assert.ok(inBangla.length >= 25 && inBangla.length <= 35, `${inBangla.length}`);
});
