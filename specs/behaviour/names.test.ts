import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCountry } from '../catalogue/country.ts';
import { nameSimilarity } from './names.ts';

const { country } = await readCountry(join(import.meta.dirname, '../country.yaml'), 'en');
const score = (a: string, b: string) => nameSimilarity(a, b, country.names);

for (const [a, b] of [
  ['Rahima Begum', 'rahima  BEGUM'],
  ['Begum Rahima', 'Rahima Begum'],
  ['Md. Ali', 'Mohammad Ali'],
  ['মোঃ আলী', 'মোহাম্মদ আলী'],
  ['করিম মিয়া', 'করিম মিয়া'.normalize('NFD')],
] as const) {
  test(`${a} and ${b} are the same`, () => assert.equal(score(a, b), 100));
}

for (const [a, b] of [
  ['Korim Miah', 'Karim Mia'],
  ['করিম মিঞা', 'করিম মিয়া'],
  ['Onjoli Chakma', 'Anjali Chakma'],
  ['Hossen', 'Hossain'],
  ['Rafiqul Islam', 'Rafikul Islam'],
  ['Nur Islam', 'Noor Islam'],
  ['শাহিন আলম', 'শাহীন আলম'],
] as const) {
  test(`${a} and ${b} may be one name`, () => {
    assert.ok(score(a, b) >= 80 && score(a, b) < 100, String(score(a, b)));
    assert.equal(score(a, b), score(b, a));
  });
}

for (const [a, b] of [
  ['Rahima Begum', 'Fatima Begum'],
  ['Rahima Begum', 'Salma Begum'],
  ['Rahima Begum', 'Rahima Khatun'],
  ['Rahima Begum', 'Rahima'],
  ['Karim Mia', 'Rahim Mia'],
  ['Abdul Halim', 'Abdul Karim'],
  ['রহিমা বেগম', 'ফাতেমা বেগম'],
  ['সালেহা বেগম', 'সালমা বেগম'],
  ['Rahima Begum', 'রহিমা বেগম'],
  ['Rahima Begum', ' '],
] as const) {
  test(`${a} and ${b} are two names`, () => assert.ok(score(a, b) < 80, String(score(a, b))));
}
