import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { encodedStatusList } from './status-list.ts';

const bytesOf = (list: string) => [...inflateSync(Buffer.from(list, 'base64url'))];

test('places stand from the lowest bits of each byte on, as the draft has it', () => {
  // The example of draft-ietf-oauth-status-list, section 4.
  const bits = [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1];
  assert.deepEqual(bytesOf(encodedStatusList(bits.entries(), 1, 16)), [0xb9, 0xa3]);
  const pairs = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
  assert.deepEqual(bytesOf(encodedStatusList(pairs.entries(), 2, 12)), [0xc9, 0x44, 0xf9]);
});

test('places without a status are 0', () => {
  assert.deepEqual(bytesOf(encodedStatusList([[5, 2]], 2, 8)), [0, 8]);
});
