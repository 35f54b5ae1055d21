import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCountry } from '../catalogue/country.ts';
import { foundIn } from './search.ts';

const { country } = await readCountry(join(import.meta.dirname, '../country.yaml'), 'en');
const TEXTS = [
  'নামজারি',
  'Land mutation',
  'ট্রেড লাইসেন্স',
  'Trade licence',
  'বিধবা ভাতা',
  'Allowance for widows',
  'জন্ম নিবন্ধন',
];
const find = (query: string) => foundIn(query, TEXTS, country.names);

for (const [query, corrected] of [
  ['নামজারি', null],
  ['LAND mutation', null],
  ['allow', null],
  ['widows allowance', null],
  ['mutation of land', null],
  ['namjari', 'নামজারি'],
  ['bidhoba bhata', 'বিধবা ভাতা'],
  ['jonmo nibondhon', 'জন্ম নিবন্ধন'],
  ['tred lisens', 'ট্রেড লাইসেন্স'],
  ['mutasion', 'mutation'],
  ['নামজারী', 'নামজারি'],
] as const) {
  test(`${query} is found as ${corrected ?? 'it is written'}`, () => {
    const found = find(query);
    assert.ok(found.score >= 70, String(found.score));
    assert.equal(found.corrected, corrected);
  });
}

for (const query of ['submarine', 'land submarine', 'পাসপোর্ট', '…']) {
  test(`${query} is not found`, () => assert.deepEqual(find(query), { score: 0, corrected: null }));
}

test('what is written alike is found better than what is corrected', () => {
  assert.ok(find('mutation').score > find('mutasion').score);
});
