import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { SearchEntry, SearchIndex } from '@dpi/specs/search';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const HTML = { Accept: 'text/html' };
const PLACE = '<form><input id=search-text name=q type=search></form><div id=search-results class=r></div>';

const ENTRIES: SearchEntry[] = [
  { type: 'page', url: '/catalogue/', title: 'Catalogue', context: 'All services' },
  { type: 'service', url: '/catalogue/land/v1/', title: 'Land <records>', context: 'Who owns what' },
  {
    type: 'operation',
    url: '/catalogue/land/v1/getPlot/',
    title: 'Get a plot of land',
    context: 'Land records',
    call: 'GET /sandbox/land/v1/plots/{plotId}',
  },
  ...Array.from({ length: 25 }, (_, number): SearchEntry => {
    return { type: 'problem', url: `/problems/land-${number}/`, title: `Land problem ${number}`, context: '' };
  }),
];

function index(locale: string): SearchIndex {
  return {
    locale,
    prefixes: ['en', 'bn'],
    types: {} as SearchIndex['types'],
    ignored: [],
    synonyms: [],
    spelling: { alike: [], latin: {} },
    entries: ENTRIES,
  };
}

async function start(t: TestContext): Promise<(path: string) => Promise<{ status: number; text: string }>> {
  const dir = await mkdtemp(join(tmpdir(), 'portal-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  for (const [prefix, locale] of [
    ['', 'en'],
    ['bn/', 'bn'],
  ] as const) {
    const files = {
      'index.html': '<p>home</p>',
      '404.html': `<h1>404</h1>${PLACE}`,
      'search/index.html': `<h1>${locale}</h1>${PLACE}`,
      'search/index.json': JSON.stringify(index(locale)),
      'search/fields.json': JSON.stringify([{ type: 'field', url: '/x/', title: 'landUse', context: '' }]),
    };
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(dir, prefix, path)), { recursive: true });
      await writeFile(join(dir, prefix, path), content);
    }
  }
  const sandbox = await startTestSandbox(t, {}, { portalDir: dir });
  return async (path) => {
    const response = await fetch(sandbox.url + path, { headers: HTML });
    return { status: response.status, text: await response.text() };
  };
}

test('the page of the search has results, in the words and with the addresses of its language', async (t) => {
  const get = await start(t);
  const english = await get('/search/?q=plot');
  assert.equal(english.status, 200);
  assert.match(english.text, /<input value="plot" id=search-text/);
  assert.match(english.text, /1 result for “plot”/);
  assert.match(english.text, /<a href="\/catalogue\/land\/v1\/getPlot\/">Get a <mark>plot<\/mark> of land<\/a>/);
  const bangla = await get('/bn/search/?q=plot');
  assert.match(bangla.text, /“plot” খুঁজে ১টি ফল/);
  assert.match(bangla.text, /href="\/bn\/catalogue\/land\/v1\/getPlot\/"/);
  assert.match((await get('/search?q=plot')).text, /getPlot/);
});

test('results can be narrowed to a kind, and come in pages', async (t) => {
  const get = await start(t);
  const all = await get('/search/?q=land');
  assert.match(all.text, /<a href="\?q=land&amp;type=problem">Problem \(25\)<\/a>/);
  assert.match(all.text, /<a rel="next" href="\?q=land&amp;page=2">/);
  const problems = await get('/search/?q=land&type=problem&page=2');
  assert.match(problems.text, /<ol start="21">/);
  assert.equal(problems.text.match(/<li><span>Problem<\/span>/g)?.length, 5);
  assert.match(problems.text, /aria-current="true">Problem/);
  assert.match((await get('/search/?q=land&page=99999')).text, /Page 2 of 2/);
});

test('what is typed, and what specs say, is text and no markup', async (t) => {
  const get = await start(t);
  const { text } = await get(`/search/?q=${encodeURIComponent('"><script>records $& $1')}`);
  assert.doesNotMatch(text, /<script>/);
  assert.match(text, /Land &lt;<mark>records<\/mark>&gt;/);
  assert.match(text, /<input value="&quot;&gt;&lt;script&gt;records \$&amp; \$1" id=search-text/);
});

test('a search that finds nothing leads to the lists; one for nothing says nothing', async (t) => {
  const get = await start(t);
  const none = await get('/search/?q=zzzzqqqq');
  assert.match(none.text, /No results for “zzzzqqqq”/);
  assert.match(none.text, /href="\/catalogue\/"/);
  assert.match((await get('/search/')).text, /<div id=search-results class=r><\/div>/);
});

test('a page that is missing proposes those that its address may have meant', async (t) => {
  const get = await start(t);
  const { status, text } = await get('/bn/catalog/land/plots/7');
  assert.equal(status, 404);
  assert.match(text, /হয়তো এটি খুঁজছেন/);
  assert.match(text, /href="\/bn\/catalogue\/land\/v1\/getPlot\/"/);
  assert.match((await get('/zzzzqqqq')).text, /<div id=search-results class=r><\/div>/);
});
