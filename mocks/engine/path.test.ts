import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPath } from './path.ts';
import { Refusal } from './refusal.ts';

test('a path is split before it is decoded', () => {
  assert.deepEqual(readPath('/a/b%20c/%E0%A6%95'), ['a', 'b c', 'ক']);
  assert.deepEqual(readPath(''), ['']);
  assert.deepEqual(readPath('/'), ['']);
  assert.deepEqual(readPath('/a/'), ['a', '']);
});

for (const path of [
  '/a/../b',
  '/a/..',
  '/./a',
  '/%2e%2e/b',
  '/.%2E/b',
  '/a%2fb',
  '/a%2Fb',
  '/a%5cb',
  '/a\\b',
  '//a',
  '/a//b',
  '/a%00',
  '/a%0a',
  '/a%',
  '/a%zz',
  '/a%e0%a6',
  '/a%c0%af',
  '/কখ',
  '/a b',
  '/a#b',
  '/a?b',
  'a',
]) {
  test(`the path ${path} is refused, because two readers could take it for different ones`, () => {
    assert.throws(
      () => readPath(path),
      (error) => error instanceof Refusal && error.problem === 'request-malformed',
    );
  });
}
