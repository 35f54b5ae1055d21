import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Money } from './money.ts';

function taka(amount: string): Money {
  return Money.parse({ amount, currency: 'BDT' }) ?? assert.fail(`${amount} is no amount`);
}

test('amounts are added and subtracted without loss', () => {
  assert.deepEqual(taka('0.10').plus(taka('0.20')).toJSON(), { amount: '0.30', currency: 'BDT' });
  assert.deepEqual(taka('5.00').minus(taka('7.05')).toJSON(), { amount: '-2.05', currency: 'BDT' });
  assert.deepEqual(taka('999999999999.99').plus(taka('0.01')).toJSON(), {
    amount: '1000000000000.00',
    currency: 'BDT',
  });
});

test('a percentage is rounded half up to the decimals of the amount', () => {
  assert.equal(taka('1500.00').percent('0.5').toJSON().amount, '7.50');
  assert.equal(taka('0.50').percent('1').toJSON().amount, '0.01');
  assert.equal(taka('0.49').percent('1').toJSON().amount, '0.00');
});

test('amounts of different currencies cannot be combined', () => {
  const dollars = Money.parse({ amount: '1.00', currency: 'USD' }) ?? assert.fail();
  assert.throws(() => taka('1.00').plus(dollars), /BDT and USD/);
  assert.throws(() => taka('1.00').compare(dollars), RangeError);
});

test('what is no decimal number is no amount', () => {
  for (const amount of ['', '1e3', '1,000.00', '.5', 'NaN'])
    assert.equal(Money.parse({ amount, currency: 'BDT' }), null, amount);
});

test('amounts are written for people in their language', () => {
  assert.equal(taka('500000.00').format('en-GB'), 'BDT 500,000');
  assert.equal(taka('8.50').format('en-GB'), 'BDT 8.50');
});
