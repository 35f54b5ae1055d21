import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysOfLocation } from './redocly-pointer.ts';

test('a percent sign in a pointer of Redocly is one of the key', () => {
  assert.deepEqual(keysOfLocation('#/paths/~1a%20b/get'), ['paths', '/a%20b', 'get']);
  assert.deepEqual(keysOfLocation('#/paths/~1people~1{id}'), ['paths', '/people/{id}']);
});

test('the whole document has no keys', () => assert.deepEqual(keysOfLocation('#/'), []));
