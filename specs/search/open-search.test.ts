import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSearch, type SearchEntry, type SearchIndex } from './index.ts';

const SPELLING = {
  alike: [
    ['a', 'o'],
    ['i', 'e', 'y'],
    ['k', 'kh'],
    ['ি', 'ী'],
    ['জ', 'য'],
    ['ো', 'ও'],
    ['', 'ঁ'],
    ['', '\u09bc'],
  ],
  latin: { ক: 'k', খ: 'kh', জ: 'j', ত: 't', ন: 'n', ব: 'b', ধ: 'dh', ম: 'm', য়: 'y' },
};

const ENTRIES: SearchEntry[] = [
  { type: 'service', url: '/land/', title: 'Land records', context: '', titles: ['ভূমি রেকর্ড'], names: ['land'] },
  {
    type: 'operation',
    url: '/land/getKhatian/',
    title: 'Get a khatian',
    titles: ['খতিয়ান দেখুন'],
    context: 'Land records',
    call: 'GET /sandbox/land/v1/khatians/{khatian}',
    names: ['getKhatian'],
  },
  {
    type: 'operation',
    url: '/land/getTax/',
    title: 'Get the tax due',
    context: 'Land records',
    call: 'GET /sandbox/land/v1/khatians/{khatian}/tax',
    names: ['getTaxDue'],
  },
  {
    type: 'operation',
    url: '/land/search/',
    title: 'Find by plot',
    context: 'Land records',
    call: 'POST /sandbox/land/v1/khatians/search',
    names: ['findByPlot'],
  },
  { type: 'service', url: '/birth/', title: 'Birth registration', context: '', titles: ['জন্ম নিবন্ধন'] },
  { type: 'standard', url: '/standards/otp/', title: 'One-time code', context: '' },
  { type: 'problem', url: '/problems/too-late/', title: 'Too late', context: '', names: ['too-late', '409'] },
  { type: 'persona', url: '/personas/#a', title: 'Anwara', context: '', names: ['4912876501', '+8801712345601'] },
  { type: 'persona', url: '/personas/#b', title: 'Badal', context: '', names: ['4912876777', '+8801812345602'] },
];

const INDEX: SearchIndex = {
  locale: 'en',
  prefixes: ['en', 'bn'],
  types: {} as SearchIndex['types'],
  ignored: ['how', 'to'],
  synonyms: [{ typed: ['otp', 'secret pin'], means: ['one-time code'] }],
  spelling: SPELLING,
  entries: ENTRIES,
};

const search = openSearch(INDEX);

function first(text: string): string | undefined {
  return search.find(text).entries[0]?.url;
}

test('a word is found with another ending, a wrong letter, letters exchanged, and in part', () => {
  for (const text of ['khatian', 'khatians', 'khatain', 'khatyan', 'khat', 'KHATIAN', 'getKhatian', 'getkhatian']) {
    assert.equal(first(text), '/land/getKhatian/', text);
  }
});

test('a Bangla word is found however its letters are coded, with other signs for its sounds, and with an ending', () => {
  for (const text of ['খতিয়ান', 'খতিয়ান', 'খতিয়ানের', 'খতিযান', 'খতীয়ান', 'খঁতিয়ান', 'খতি\u200cয়ান']) {
    assert.equal(first(text), '/land/getKhatian/', text);
  }
  for (const text of ['জন্ম নিবন্ধন', 'জন্মনিবন্ধন', 'যন্ম নিবন্ধন']) assert.equal(first(text), '/birth/', text);
});

test('a Bangla word is found in Latin letters', () => {
  assert.equal(first('khotiyan'), '/land/getKhatian/');
  assert.equal(first('jonmo nibondhon'), '/birth/');
});

test('what people call a thing finds it; a word that says nothing does not count', () => {
  assert.equal(first('OTP'), '/standards/otp/');
  assert.equal(first('how to secret pin'), '/standards/otp/');
  assert.deepEqual(search.find('how to khatian').entries, search.find('khatian').entries);
});

test('a call of a log finds its operation, whatever its ids, by method and by the words of its path', () => {
  assert.equal(first('GET /sandbox/land/v1/khatians/4041-77 404'), '/land/getKhatian/');
  assert.equal(first('GET http://localhost:4000/sandbox/land/v1/khatians/4041-77/tax?x=1#y HTTP/1.1'), '/land/getTax/');
  assert.equal(first('"POST /sandbox/land/v1/khatians/search HTTP/1.1" 422'), '/land/search/');
  assert.equal(first('/khatians/4041-77/tax'), '/land/getTax/');
});

test('the address of a page finds that page, in every language', () => {
  assert.equal(first('https://dpi.example/problems/too-late/'), '/problems/too-late/');
  assert.equal(first('/bn/problems/too-late'), '/problems/too-late/');
  assert.equal(first('{"type":"http://localhost:4000/problems/too-late/","status":409}'), '/problems/too-late/');
});

test('the words of an address that nothing has are looked for', () => {
  assert.equal(first('/catalog/khatian-v2/'), '/land/getKhatian/');
});

test('a person is found by a number, in the digits of any script and with or without prefix', () => {
  for (const text of ['4912876501', '৪৯১২৮৭৬৫০১', '+880 1712-345601', '01712345601', '8801712345601']) {
    assert.deepEqual(
      search.find(text).entries.map(({ url }) => url),
      ['/personas/#a'],
      text,
    );
  }
  assert.deepEqual(search.find('4912876').entries.length, 2);
});

test('more words narrow what is found, and those of a title count most', () => {
  assert.equal(first('land tax'), '/land/getTax/');
  assert.equal(first('land records'), '/land/');
});

test('nothing is found for nothing, for signs, or for what is like no word', () => {
  for (const text of ['', '   ', '—?!', 'zzzzqqqq', '99999']) assert.deepEqual(search.find(text).entries, [], text);
});

test('a text of any length and kind is answered', () => {
  for (const text of [
    'a'.repeat(100_000),
    '/'.repeat(5000),
    '{'.repeat(500),
    '1 '.repeat(5000),
    '\ud800',
    'GET '.repeat(999),
  ]) {
    assert.ok(Array.isArray(search.find(text).entries));
  }
});

test('the words that were looked for are marked in what is shown', () => {
  const found = search.find('খতিয়ান tax');
  assert.deepEqual(search.marked('Get the tax due', found), [
    { text: 'Get the ', isMatch: false },
    { text: 'tax', isMatch: true },
    { text: ' due', isMatch: false },
  ]);
  assert.equal(search.marked('খতিয়ান দেখুন', found).find(({ isMatch }) => isMatch)?.text, 'খতিয়ান');
});

test('entries that come later are found, too', () => {
  const later = openSearch(INDEX);
  later.add([{ type: 'field', url: '/land/getKhatian/#mouza', title: 'mouza', context: '' }]);
  assert.equal(later.find('mouza').entries[0]?.url, '/land/getKhatian/#mouza');
});
