import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonPieces } from './json-pieces.ts';

const VALUES: object[] = [
  {},
  [],
  { a: [], b: {}, c: null, d: undefined, e: [undefined, null, 'x\ny', 1.5] },
  { a: { b: { c: { d: { e: ['deep', { f: 'ছয়' }] } } } } },
  [new Date(0), [[[[[1, [2]]]]]]],
  { '"quoted" name': true },
];

test('the pieces together are what JSON.stringify writes', () => {
  for (const value of VALUES) assert.equal([...jsonPieces(value)].join(''), JSON.stringify(value, null, 2));
});

test('a long list comes in many pieces, none of them long', () => {
  const value = { services: [{ findings: Array.from({ length: 10_000 }, (_, line) => ({ line, rule: 'a-rule' })) }] };
  const pieces = [...jsonPieces(value)];
  assert.equal(pieces.join(''), JSON.stringify(value, null, 2));
  assert.ok(pieces.length > 5);
  assert.ok(pieces.every(({ length }) => length < 70_000));
});
