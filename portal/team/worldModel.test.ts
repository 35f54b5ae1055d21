import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedMembers, valueText } from './worldModel.ts';

test('an edit sends the members that are otherwise, and takes away those that are gone', () => {
  const before = { id: '1', status: 'open', balance: { amount: '5.00' }, note: 'x' };
  assert.deepEqual(changedMembers(before, { id: '1', status: 'closed', balance: { amount: '5.00' } }), {
    status: 'closed',
    note: null,
  });
  assert.deepEqual(changedMembers(before, before), {});
});

test('a value of a member is told on one line', () => {
  assert.equal(valueText({ amount: '5.00', currency: 'BDT' }), '5.00 BDT');
  assert.equal(valueText('open'), 'open');
  assert.equal(valueText(null), '—');
  assert.equal(valueText(['a', 1]), '["a",1]');
});
