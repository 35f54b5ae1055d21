import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPageName, pageName, unused } from './page-name.ts';

test('a name is bounded in bytes, and different long texts have different names', () => {
  const [one, other] = [pageName(`${'a'.repeat(300)}b`), pageName(`${'a'.repeat(300)}c`)];
  assert.ok(Buffer.byteLength(one) <= 80 && Buffer.byteLength(other) <= 80);
  assert.notEqual(one, other);
  assert.ok(isPageName(one));
});

test('names that servers or systems keep for themselves are not used', () => {
  for (const name of [
    'index.html',
    'INDEX',
    '404',
    'con',
    'NUL',
    'com1',
    'lpt9',
    '.',
    '..',
    'a.',
    'a/b',
    'a\\b',
    'a b',
    '',
  ])
    assert.ok(!isPageName(name), name);
  assert.deepEqual(['index.html', '404', 'NUL', '..', 'a.', '../../etc', 'নিবন্ধন'].map(pageName), [
    'index-html',
    '404-page',
    'NUL-page',
    '',
    'a',
    'etc',
    '',
  ]);
});

test('names that differ in case only are told apart', () => {
  const taken = new Set<string>();
  assert.deepEqual(
    ['list', 'LIST', 'List'].map((name) => unused(name, taken)),
    ['list', 'LIST-2', 'List-3'],
  );
});
