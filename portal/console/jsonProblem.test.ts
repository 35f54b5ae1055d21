import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { jsonProblem } from './jsonProblem.ts';

const rows: [string, string, number, number][] = [
  ['a comma too many', '{\n  "a": 1,\n}', 3, 1],
  ['a missing comma', '{"a": 1 "b": 2}', 1, 9],
  ['a missing colon', '{"a" 1}', 1, 6],
  ['single quotes', "{'a': 1}", 1, 2],
  ['a text that ends too early', '{"a": [1, 2', 1, 12],
  ['a string that never ends', '{"নাম": "ঢাকা}', 1, 9],
  ['a number with a leading zero', '[012]', 1, 2],
  ['more after the end', '{} {}', 1, 4],
  ['brackets that cross', '[{]}', 1, 3],
  ['nothing', '', 1, 1],
];
for (const [what, text, line, column] of rows) {
  it(`finds ${what}`, () => assert.deepEqual(jsonProblem(text), { line, column }));
}

it('finds nothing wrong with any JSON', () => {
  fc.assert(fc.property(fc.json(), (text) => assert.equal(jsonProblem(text), null)));
});

it('always ends, whatever the text', () => {
  fc.assert(fc.property(fc.string(), (text) => assert.ok((jsonProblem(text)?.line ?? 1) >= 1)));
});
