import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedMembers, distinctPeople, faultChoice, valueText } from './worldModel.ts';

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

test('a fault asks for what its kind has, and for nothing else', () => {
  const fields = {
    service: 'fund-transfer/v1',
    operationId: 'createTransfer',
    status: '503',
    delay: '800',
    isLongTailed: true,
    times: '2',
  };
  const target = { service: 'fund-transfer', version: 'v1', operationId: 'createTransfer' };
  assert.deepEqual(faultChoice({ ...fields, kind: 'error' }), { kind: 'error', ...target, status: 503, times: 2 });
  assert.deepEqual(faultChoice({ ...fields, kind: 'latency', times: '' }), {
    kind: 'latency',
    ...target,
    delayMs: 800,
    distribution: 'long-tailed',
  });
  assert.deepEqual(faultChoice({ ...fields, kind: 'stuck-pending' }), {
    kind: 'stuck-pending',
    service: 'fund-transfer',
    version: 'v1',
  });
  assert.deepEqual(faultChoice({ ...fields, kind: 'connection-reset', service: '' }), {
    kind: 'connection-reset',
    times: 2,
  });
});

test('people of the same name are told apart by an identifier', () => {
  const person = (id: string, name: string, nid?: string) => ({
    id,
    name,
    identifiers: nid === undefined ? [] : [{ name: 'National ID', value: nid }],
  });
  const people = [person('a', 'Ali', '1'), person('b', 'Ali', '2'), person('c', 'Rahima', '3'), person('d', 'Ali')];
  assert.deepEqual(
    distinctPeople(people).map(({ name }) => name),
    ['Ali (National ID 1)', 'Ali (National ID 2)', 'Rahima', 'Ali'],
  );
});
