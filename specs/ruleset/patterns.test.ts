import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfPattern, hasGreatestLength, isAnchored } from './patterns.ts';

for (const pattern of ['^a$', '^a$|^b$', '(^a$|^b$)', '(?:^a$)', '^(a|b)$', '^[|]$', '^(a)(b)$', '^\\|$', '^a\\\\$'])
  test(`${pattern} is anchored`, () => assert.equal(isAnchored(pattern), true));

for (const pattern of ['', 'a', '^a', 'a$', '^a|b$', '(^a)(b$)|c', '^a\\$', '(^a|b)$', '((^a$)|b)'])
  test(`${pattern} is open at an end`, () => assert.equal(isAnchored(pattern), false));

for (const pattern of ['^a{3}$', '^\\+\\d{2,4}$', '^a?b$'])
  test(`${pattern} has a greatest length`, () => assert.equal(hasGreatestLength(pattern), true));

for (const pattern of ['^a*$', '^a+$', '^a{3,}$', 'a{3}'])
  test(`${pattern} has no greatest length`, () => assert.equal(hasGreatestLength(pattern), false));

test('what is no regular expression is told, with the reason', () => {
  assert.equal(faultOfPattern('(['), 'Unterminated character class');
  assert.equal(faultOfPattern('^(a$'), 'Unterminated group');
  // Needless escapes are refused by the `u` flag only.
  for (const pattern of ['^\\d{4}\\-\\d{2}$', '^\\p{L}+$', '']) assert.equal(faultOfPattern(pattern), null);
});
