import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject, JsonValue } from '@dpi/specs/json-value';
import { servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf('bill-collection', 'fund-transfer', 'account-directory');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RAHIMA = { participant: 'SHAPBDDH', account: '1012300456701' };
const NASRIN = { participant: 'DOELMFS1', account: '01912345603' };
const taka = (amount: string) => ({ amount, currency: 'BDT' });

async function counter() {
  const { call, advance, balance } = begin();
  const bills = (operation: string, sent: { path?: JsonObject; query?: JsonObject; body?: JsonObject }) =>
    call('bill-collection', operation, sent);
  return {
    bills,
    advance,
    balance,
    fetch: async (customerNumber: string, biller = 'POWER-001') =>
      (await bills('fetchBill', { body: { biller, customerNumber } })).body,
    pay: (billId: JsonValue | undefined, payer: JsonObject, amount: string) =>
      bills('payBill', { body: { billId, ...payer, amount: taka(amount) } }),
    statement: async (account: string) => {
      const period = { from: '2026-11-29', to: '2026-11-30' };
      return (await call('fund-transfer', 'readStatement', { body: { account, period } })).body.items as JsonObject[];
    },
  };
}

test('a bill is paid once, by whatever fetch, and its receipt says what was paid', async () => {
  const { bills, fetch, pay, advance, balance, statement } = await counter();
  const [first, second] = [await fetch('C-876501'), await fetch('C-876501')];
  const paid = await pay(first.billId, RAHIMA, '412.00');
  assert.deepEqual([paid.status, paid.body.status, paid.body.receiptNumber], [201, 'accepted', null]);
  assert.equal(await balance(RAHIMA.account), '8033.00');
  assert.equal((await pay(second.billId, RAHIMA, '412.00')).refusal, 'already-paid');
  assert.equal((await fetch('C-876501')).status, 'paid');
  const path = { paymentId: paid.body.paymentId };
  assert.equal((await bills('getReceipt', { path })).refusal, 'not-confirmed');
  assert.deepEqual(typesOf(await advance(20_000)), ['payment.confirmed']);
  const { body: receipt } = await bills('getReceipt', { path });
  assert.deepEqual([receipt.amount, receipt.period], [taka('412.00'), '2026-10']);
  assert.match(String(receipt.verifyUrl), /\/RC-20261129-\d{6}$/);
  const [entry] = await statement(RAHIMA.account);
  assert.deepEqual([entry?.counterparty, entry?.fee], ['Rural electricity (sample)', taka('5.00')]);
});

test('a prepaid meter takes any amount within its bounds, as often as it is filled, and answers with a token', async () => {
  const { fetch, pay } = await counter();
  const { billId } = await fetch('C-876503', 'METER-001');
  for (const amount of ['300.00', '120.50']) {
    const { body } = await pay(billId, NASRIN, amount);
    assert.deepEqual([body.status, body.amount], ['confirmed', taka(amount)]);
    assert.match(String(body.meterToken), /^\d{20}$/);
  }
  assert.equal((await pay(billId, NASRIN, '99.99')).refusal, 'amount-out-of-bounds');
});

test('what the biller refuses comes back, fee included, and the bill is paid', async () => {
  const { bills, fetch, pay, advance, balance } = await counter();
  const { billId } = await fetch('C-876505');
  const { body } = await pay(billId, RAHIMA, '310.00');
  assert.deepEqual(typesOf(await advance(20_000)), ['payment.reversed']);
  assert.equal(await balance(RAHIMA.account), '8450.00');
  const { body: read } = await bills('getBillPayment', { path: { paymentId: body.paymentId } });
  assert.deepEqual([read.status, read.fee], ['reversed', taka('0.00')]);
  assert.equal((await fetch('C-876505')).status, 'paid');
});

test('a bill holds for half an hour, and costs more after its last day', async () => {
  const { fetch, pay, advance } = await counter();
  const before = await fetch('C-876501');
  await advance(HOUR);
  assert.equal((await pay(before.billId, RAHIMA, '412.00')).refusal, 'bill-expired');
  await advance(2 * DAY);
  const after = await fetch('C-876501');
  assert.deepEqual([after.status, after.lateFee], ['overdue', taka('20.60')]);
  assert.equal((await pay(after.billId, RAHIMA, '412.00')).body.detail, 'BDT 432.60 are due. Parts are not taken.');
  assert.equal((await pay(after.billId, RAHIMA, '432.60')).status, 201);
});

test('the reconciliation of a day counts what was paid on it, and what the biller does not know', async () => {
  const { bills, fetch, pay, advance } = await counter();
  const yesterday = { path: { biller: 'POWER-001', date: '2026-11-28' } };
  const { body: before } = await bills('getReconciliation', yesterday);
  assert.deepEqual([before.collected, before.confirmed, before.total], [3, 2, taka('2340.00')]);
  const today = { path: { biller: 'POWER-001', date: '2026-11-29' } };
  assert.equal((await bills('getReconciliation', today)).refusal, 'not-ready');
  await pay((await fetch('C-876501')).billId, RAHIMA, '412.00');
  await pay((await fetch('C-876505')).billId, RAHIMA, '310.00');
  await advance(8 * HOUR);
  const { body: after } = await bills('getReconciliation', today);
  assert.deepEqual([after.collected, after.confirmed, after.total, after.differences], [1, 1, taka('412.00'), []]);
  await advance(2 * DAY);
  assert.equal((await bills('getReconciliation', yesterday)).body.confirmed, 3);
});
