import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMultipleOf } from './decimal.ts';

test('a decimal is a multiple of a decimal step, whatever the nearest binary fractions are', () => {
  for (const value of [0, 0.07, 2.34, 8.69, 19.99, 143.48, 123456789.12, -19.99, 5, 1e21, 1e300])
    assert.equal(isMultipleOf(value, 0.01), true, String(value));
  for (const value of [1.005, 0.001, 19.995, -0.005, 1e-7, 5e-324])
    assert.equal(isMultipleOf(value, 0.01), false, String(value));
  assert.equal(isMultipleOf(0.35, 0.05), true);
  assert.equal(isMultipleOf(0.36, 0.05), false);
  assert.equal(isMultipleOf(1.001, 0.001), true);
  assert.equal(isMultipleOf(7.5, 2.5), true);
  assert.equal(isMultipleOf(3e-7, 1e-7), true);
  assert.equal(isMultipleOf(3e-7, 2e-7), false);
});

test('integers are multiples of integers', () => {
  assert.equal(isMultipleOf(10, 5), true);
  assert.equal(isMultipleOf(7, 5), false);
  assert.equal(isMultipleOf(-10, 5), true);
  assert.equal(isMultipleOf(10, -5), true);
  assert.equal(isMultipleOf(1e300, 1024), true);
  assert.equal(isMultipleOf(1e300, 3), false);
  assert.equal(isMultipleOf(1234567890123456, 123456789012345.6), true);
});

test('nothing is a multiple of zero', () => {
  assert.equal(isMultipleOf(0, 0), false);
  assert.equal(isMultipleOf(0.5, 0), false);
});
