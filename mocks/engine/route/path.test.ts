import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError } from '@dpi/specs/problem';
import { decodeSegment, readPath } from './path.ts';

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
      (error) => error instanceof ProblemError && error.id === 'request-malformed',
    );
  });
}

test('an encoded reserved character is data: it stays apart from the delimiters until it is decoded', () => {
  const segments = readPath('/licences/DNCC%2f2024%2F12/a%5Cb/1%2C2,3/50%25/x%3acancel');
  assert.deepEqual(segments, ['licences', 'DNCC%2F2024%2F12', 'a%5Cb', '1%2C2,3', '50%25', 'x%3Acancel']);
  assert.deepEqual(segments.map(decodeSegment), ['licences', 'DNCC/2024/12', 'a\\b', '1,2,3', '50%', 'x:cancel']);
  assert.deepEqual(readPath('/..%2Fadmin'), ['..%2Fadmin']);
});
