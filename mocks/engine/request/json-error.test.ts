import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inEnglish } from '../../../specs/texts/in-english.fixture.ts';
import { jsonError } from './json-error.ts';

const faults: [string, string, number, RegExp][] = [
  ['a comma too many in an object', '{"a": 1,}', 8, /remove the comma/],
  ['a comma too many in a list', '[1, ]', 4, /remove the comma/],
  ['single quotes', "{'a': 1}", 1, /straight double quotes/],
  ['quotes of a word processor', '{"a": “x”}', 6, /straight double quotes/],
  ['a name without quotes', '{a: 1}', 1, /names in double quotes/],
  ['a missing comma', '{"a": 1 "b": 2}', 8, /a comma or a "}" is missing/],
  ['brackets that cross', '[{]}', 2, /names in double quotes/],
  ['a missing colon', '{"a" 1}', 5, /a colon is missing/],
  ['a comment', '{"a": 1 // one\n}', 8, /no comments/],
  ['a comment before a name', '{ /* a */ "a": 1}', 2, /no comments/],
  ["Python's True", '{"a": True}', 6, /true, false, null/],
  ['what JavaScript makes of an object', '[object Object]', 1, /a value is in double quotes/],
  ['undefined', 'undefined', 0, /a value is in double quotes/],
  ['an empty value', '{"a": }', 6, /a value is in double quotes/],
  ['a date without quotes', '[2026-11-23]', 1, /anything else in double quotes/],
  ['a leading zero', '[012]', 1, /numbers such as/],
  ['a line break in a text', '["a\nb"]', 3, /line break in a text/],
  ['a path of Windows', '["C:\\Users"]', 4, /backslash/],
  ['more after the end', '{} {}', 3, /ends before this/],
  ['an end that comes too early', '{"a": [1, 2', 11, /too early/],
  ['a text that never ends', '{"নাম": "ঢাকা}', 14, /too early/],
  ['white space alone', ' \n', 2, /too early/],
  ['a byte order mark', '\ufeff{}', 0, /byte order mark/],
];
for (const [what, text, at, message] of faults) {
  test(`finds ${what}`, () => {
    const error = jsonError(text);
    assert.equal(error?.at, at);
    assert.match(inEnglish(error?.message), message);
  });
}

test('finds an error where the parser does, and nowhere else', () => {
  const pieces = fc.array(
    fc.constantFrom(...'{}[],:"\'\\/ \n01-+.eE', 'true', 'null', '"a"', '\\u00e9', 'ক', '😀', '\u007f', '\u001f'),
  );
  const texts = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    pieces.map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      assert.equal(jsonError(text) === null, isJson);
    }),
    { numRuns: 3000 },
  );
});
