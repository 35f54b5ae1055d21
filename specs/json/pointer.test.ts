import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fragmentTo, keysOf, pointerTo } from './pointer.ts';

test('the examples of RFC 6901 lead to the keys that it names', () => {
  assert.deepEqual(keysOf(''), []);
  assert.deepEqual(keysOf('/'), ['']);
  assert.deepEqual(keysOf('/foo/0'), ['foo', '0']);
  assert.deepEqual(keysOf('/a~1b'), ['a/b']);
  assert.deepEqual(keysOf('/m~0n'), ['m~n']);
  assert.deepEqual(keysOf('/c%d'), ['c%d']);
  assert.deepEqual(keysOf('#/c%25d'), ['c%d']);
  assert.deepEqual(keysOf('#/%20'), [' ']);
  assert.deepEqual(keysOf('/~01'), ['~1']);
});

test('percent-encoding is undone before tildes are read, as section 6 says', () => {
  assert.deepEqual(keysOf('#/a%7E1b'), ['a/b']);
  assert.deepEqual(keysOf('#/100%'), ['100%']);
});

test('an anchor is no pointer', () => assert.equal(keysOf('#here'), null));

test('what is written is read back', () => {
  for (const keys of [[], [''], ['a/b', '~1', 'c d', '%41', 'নাম', '"<x>"']]) {
    assert.deepEqual(keysOf(pointerTo(keys)), keys);
    assert.deepEqual(keysOf(fragmentTo(keys)), keys);
  }
});
