import assert from 'node:assert/strict';
import { it } from 'node:test';
import { byteText } from './byteText.ts';

it('writes sizes in the unit that suits them', () => {
  assert.deepEqual([0, 999, 1000, 1_540_000].map(byteText), ['0 B', '999 B', '1.0 kB', '1.5 MB']);
});
