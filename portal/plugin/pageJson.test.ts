import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageJson } from './pageJson.ts';

test('data of a page is read as it was written, in its order', () => {
  const page = {
    b: [1, undefined, 'x', { value: { z: [1], a: 'ক' } }],
    a: { body: 'text', none: undefined, nothing: null },
    value: [],
  };
  assert.equal(JSON.stringify(JSON.parse(pageJson(page))), JSON.stringify(page));
});

test('values and bodies of examples are written as the page shows them', () => {
  assert.equal(pageJson({ examples: [{ value: { a: 1 } }] }), '{"examples":[{"value":{\n  "a": 1\n}}]}');
});
