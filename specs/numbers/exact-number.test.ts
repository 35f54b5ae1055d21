import assert from 'node:assert/strict';
import { test } from 'node:test';
import { threadTime } from '../base/thread-time.fixture.ts';
import { compareNumbers, ExactNumber, isInteger, isMultipleOf, type Numeric } from './index.ts';

const number = (text: string): Numeric => ExactNumber.read(text);

test('a number is exact only where a double has other digits', () => {
  for (const text of ['0', '-12', '19.99', '1e21', '9007199254740992', '1500.00', '100000000000000000000', '5e-324'])
    assert.equal(number(text), Number(text), text);
  for (const text of ['9007199254740993', '-9223372036854775808.5', '12345678901234567890.12', '0.1000000000000000055'])
    assert.equal(String(number(text)), text);
  assert.equal(String(number('1e400')), '1e+400');
  assert.equal(String(number('1e-400')), '1e-400');
});

test('equal numbers have equal text', () => {
  assert.equal(String(number('12345678901234567890.120')), '12345678901234567890.12');
  assert.equal(String(number('+0009007199254740993.')), '9007199254740993');
  assert.equal(String(number('9.007199254740993e15')), '9007199254740993');
  assert.equal(String(number('.1000000000000000055')), '0.1000000000000000055');
});

test('numbers are compared by all their digits', () => {
  const ascending = [
    '-1e400',
    '-9223372036854775809',
    '-9223372036854775808',
    '-0.1000000000000000055',
    '0',
    '1e-400',
    '0.1',
    '0.1000000000000000055',
    '0.11',
    '9007199254740992',
    '9007199254740993',
    '9007199254740993.5',
    '9007199254740994',
    '1e400',
  ].map(number);
  for (const [at, value] of ascending.entries()) {
    for (const [other, than] of ascending.entries())
      assert.ok(Math.sign(compareNumbers(value, than)) === Math.sign(at - other), `${value} ${than}`);
  }
});

test('a long number is an integer where nothing stands behind its point', () => {
  assert.equal(isInteger(number('9007199254740993')), true);
  assert.equal(isInteger(number('12345678901234567890.5')), false);
  assert.equal(isInteger(number('1e400')), true);
});

test('long numbers are multiples by all their digits', () => {
  assert.equal(isMultipleOf(number('12345678901234567890.12'), 0.01), true);
  assert.equal(isMultipleOf(number('12345678901234567890.125'), 0.01), false);
  assert.equal(isMultipleOf(number('9007199254740993'), 2), false);
  assert.equal(isMultipleOf(number('18014398509481986'), number('9007199254740993')), true);
});

test('a number of a million digits and one with a huge exponent take no time', () => {
  const start = threadTime();
  assert.equal(isMultipleOf(number(`1${'0'.repeat(1_000_000)}1`), 0.01), true);
  assert.equal(isMultipleOf(number('1e999999999999999999'), 7), false);
  assert.ok(compareNumbers(number('1e999999999999999999'), number('1e-999999999999999999')) > 0);
  assert.ok(threadTime() - start < 2000);
});
