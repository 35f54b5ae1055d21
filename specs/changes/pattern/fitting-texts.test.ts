import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareExpressions } from './fitting-texts.ts';

const SAME = [
  ['^[0-9]{4}$', '^\\d{4}$'],
  ['^(foo|bar)$', '^(?:bar|foo)$'],
  ['(^a$)|(^b$)', '^[ab]$'],
  ['^(\\d{10}|\\d{13}|\\d{17})$', '^\\d{10}(\\d{3}(\\d{4})?)?$'],
  ['^(a|b)*$', '^[ab]*$'],
  ['^a', '^a.*'],
  ['^[\\w.-]+$', '^[A-Za-z0-9_.\\-]+$'],
  ['^\\u0985$', '^অ$'],
  ['^(?<year>\\d+)$', '^\\d+?$'],
  ['^()$', '^x{0}$'],
];

const LOOSENED = [
  ['^\\d{10}$', '^\\d{10}$|^\\d{13}$'],
  ['^[a-z]+$', '^[A-Za-z]+$'],
  ['^a$', 'a'],
  ['^\\+8801[3-9]\\d{8}$', '^(\\+88)?01[3-9]\\d{8}$'],
  ['^[^@\\s]+@[^@\\s]+$', '^[^@]+@[^@]+$'],
];

const CHANGED = [
  ['^[A-Z]{2}$', '^[a-z]{2}$'],
  // Neither looking ahead nor back nor at borders of words can be followed.
  ['^(?=a)a$', '^a$'],
  ['^(?<!b)a$', '^a$'],
  ['^(a)\\1$', '^aa$'],
  ['\\ba', 'a'],
  ['a^b', 'a^c'],
  ['(', ')'],
];

/** To find out what fits these would take years, or all memory. */
const HOSTILE = [
  ['(((a{100}){100}){100}){100}', '(((b{100}){100}){100}){100}'],
  ['((){99999}){99999}', '((){99998}){99999}'],
  ['^(.*a.{30})$', '^(.*b.{30})$'],
  [`${'('.repeat(2000)}a${')'.repeat(2000)}`, 'a'],
];

test('two ways to write one pattern are the same', () => {
  for (const [one = '', other = ''] of SAME) {
    assert.equal(compareExpressions(one, other), 'same', `${one} and ${other}`);
    assert.equal(compareExpressions(other, one), 'same', `${other} and ${one}`);
  }
});

test('a pattern that takes more is looser, and the other way round tighter', () => {
  for (const [narrow = '', wide = ''] of LOOSENED) {
    assert.equal(compareExpressions(narrow, wide), 'loosened', `${narrow} to ${wide}`);
    assert.equal(compareExpressions(wide, narrow), 'tightened', `${wide} to ${narrow}`);
  }
});

test('what cannot be told, or not soon, counts as changed', () => {
  for (const [one = '', other = ''] of CHANGED) assert.equal(compareExpressions(one, other), 'changed', one);
  for (const [one = '', other = ''] of HOSTILE) assert.ok(['changed', 'same'].includes(compareExpressions(one, other)));
});
