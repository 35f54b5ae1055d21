import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromBase45, toBase45 } from './base45.ts';

// RFC 9285, sections 4.3 and 4.4.
for (const [text, encoded] of [
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
  ['', ''],
] as const) {
  test(`"${text}" is "${encoded}"`, () => {
    assert.equal(toBase45(Buffer.from(text)), encoded);
    assert.equal(Buffer.from(fromBase45(encoded) ?? []).toString(), text);
  });
}

for (const text of ['A', 'GGW', 'ZZ', 'abc', 'BB8_']) {
  test(`"${text}" is not Base45`, () => assert.equal(fromBase45(text), null));
}

test('all bytes come back', () => {
  const bytes = Uint8Array.from({ length: 257 }, (_, index) => index & 0xff);
  assert.deepEqual(fromBase45(toBase45(bytes)), bytes);
});
