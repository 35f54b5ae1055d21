import assert from 'node:assert/strict';
import test from 'node:test';
import { closest } from './closest.ts';

const names = ['nid-verification/v1', 'bank-payments/v1', 'bank-payments/v2', 'land/v1'];

test('a typo finds the name that was meant', () => {
  assert.deepEqual(closest('nid-verfication/v1', names), ['nid-verification/v1']);
  assert.deepEqual(closest('lnad/v1', names), ['land/v1']);
});

test('near names come nearest first', () => {
  assert.deepEqual(closest('bank-payment/v2', names), ['bank-payments/v2', 'bank-payments/v1']);
});

test('what is like nothing finds nothing, however long it is', () => {
  assert.deepEqual(closest('weather', names), []);
  assert.deepEqual(closest('x'.repeat(8000), names), []);
});
