import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addCall, pastCalls } from './callHistory.ts';

it('keeps the last ten calls, newest first', () => {
  for (let status = 200; status < 215; status += 1) {
    const values = { inputs: {}, contentType: null, body: '', scenario: '' };
    addCall({
      at: new Date(0),
      method: 'GET',
      url: '/',
      outcome: status,
      duration: 1,
      values,
      operation: 'a',
      page: '/a/',
    });
  }
  assert.deepEqual(
    pastCalls().map(({ outcome }) => outcome),
    [214, 213, 212, 211, 210, 209, 208, 207, 206, 205],
  );
  assert.equal(new Set(pastCalls().map(({ id }) => id)).size, 10);
});
