import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { jsonTokens } from './jsonTokens.ts';

it('tells keys from strings, numbers and words', () => {
  assert.deepEqual(
    jsonTokens('{"a": ["b\\"", -1.5e3, null]}').filter(({ kind }) => kind !== 'plain'),
    [
      { kind: 'key', text: '"a"' },
      { kind: 'string', text: '"b\\""' },
      { kind: 'number', text: '-1.5e3' },
      { kind: 'word', text: 'null' },
    ],
  );
});

it('loses nothing of any text', () => {
  const joined = (text: string) =>
    jsonTokens(text)
      .map((token) => token.text)
      .join('');
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => assert.equal(joined(text), text)));
});
