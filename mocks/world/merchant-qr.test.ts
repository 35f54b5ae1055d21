import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf('merchant-qr', 'fund-transfer', 'account-directory');
const HOUR = 3_600_000;
const SHOP = 'BDQ0012345070';
const SHOPS_ACCOUNT = '1012300456707';
const RAHIMA = { participant: 'SHAPBDDH', account: '1012300456701' };
const JAMAL = { participant: 'BAKLBDDH', account: '1012300456704' };
const taka = (amount: string) => ({ amount, currency: 'BDT' });

async function till() {
  const { call, advance, balance } = begin();
  const qr = (operation: string, sent: { path?: JsonObject; body?: JsonObject }) =>
    call('merchant-qr', operation, sent);
  return {
    qr,
    advance,
    balance,
    sale: async (amount: string, reference = 'S-1', more: JsonObject = {}) =>
      (await qr('createDynamicCode', { body: { merchantId: SHOP, amount: taka(amount), reference, ...more } })).body,
    pay: (text: unknown, payer: JsonObject, amount: string, more: JsonObject = {}) =>
      qr('payCode', { body: { text: String(text), payer, amount: taka(amount), ...more } }),
    statement: async (account: string) => {
      const period = { from: '2026-11-29', to: '2026-11-30' };
      const { body } = await call('fund-transfer', 'readStatement', { body: { account, period } });
      return body.items as JsonObject[];
    },
  };
}

test('a code that was made is read as it was made, and paid once', async () => {
  const { qr, sale, pay, balance } = await till();
  const code = await sale('123.45');
  const { body: read } = await qr('decodeCode', { body: { text: code.text } });
  assert.deepEqual([read.amount, read.reference, read.active], [taka('123.45'), 'S-1', true]);
  const paid = await pay(code.text, RAHIMA, '123.45');
  assert.deepEqual([paid.status, paid.body.status], [201, 'settled']);
  assert.deepEqual(
    paid.emitted.map(({ type }) => type),
    ['payment.settled'],
  );
  assert.equal(await balance(RAHIMA.account), '8326.55');
  assert.equal((await pay(code.text, JAMAL, '123.45')).refusal, 'already-paid');
  const { body: state } = await qr('getCode', { path: { codeId: code.codeId } });
  assert.deepEqual([state.status, state.paymentId], ['paid', paid.body.paymentId]);
});

test('a code ends after 15 minutes, or when another is made for the same sale', async () => {
  const { qr, sale, pay, advance } = await till();
  const first = await sale('100.00');
  await advance(1000);
  const second = await sale('100.00');
  assert.equal((await qr('getCode', { path: { codeId: first.codeId } })).body.status, 'ended');
  await advance(15 * 60_000);
  assert.equal((await qr('getCode', { path: { codeId: second.codeId } })).body.status, 'ended');
  assert.equal((await pay(second.text, RAHIMA, '100.00')).refusal, 'code-expired');
});

test('a tip goes to the shop where the code asks for it', async () => {
  const { sale, pay, balance } = await till();
  const code = await sale('100.00', 'S-2', { tip: true });
  const { body } = await pay(code.text, RAHIMA, '100.00', { tip: taka('20.00') });
  assert.deepEqual(body.tip, taka('20.00'));
  assert.equal(await balance(RAHIMA.account), '8330.00');
  const plain = await sale('100.00', 'S-3');
  assert.equal((await pay(plain.text, RAHIMA, '100.00', { tip: taka('20.00') })).refusal, 'tip-not-asked');
});

test('the sales of a day reach the shop at six the next morning, less fee and refunds, as the report says', async () => {
  const { qr, sale, pay, advance, balance, statement } = await till();
  const path = { merchantId: SHOP, date: '2026-11-29' };
  assert.equal((await qr('getSettlement', { path })).refusal, 'not-ready');
  const code = await sale('1000.00');
  const { body: paid } = await pay(code.text, RAHIMA, '1000.00');
  const refund = { amount: taka('400.00'), reason: 'goods-returned' };
  const given = await qr('refundPayment', { path: { paymentId: paid.paymentId }, body: refund });
  assert.deepEqual([given.status, given.body.status], [201, 'settled']);
  assert.equal(await balance(RAHIMA.account), '7850.00');
  const held = await balance(SHOPS_ACCOUNT);
  await advance(10 * HOUR);
  const { body: report } = await qr('getSettlement', { path });
  // 12 payments of the beginning and this one; 300 that went back to Anjali and 400 to Rahima.
  assert.deepEqual(
    [report.payments, report.gross, report.refunds, report.fee, report.net],
    [13, taka('15090.00'), taka('700.00'), taka('100.73'), taka('14289.27')],
  );
  assert.deepEqual([held, await balance(SHOPS_ACCOUNT)], ['865000.00', '879289.27']);
  const [payout] = await statement(SHOPS_ACCOUNT);
  assert.deepEqual([payout?.counterparty, payout?.amount], ['Bangla QR', taka('14289.27')]);
  const entries = await statement(RAHIMA.account);
  assert.deepEqual(
    entries.slice(0, 2).map(({ counterparty, amount }) => [counterparty, amount]),
    [
      ['Halim Traders', taka('1000.00')],
      ['Halim Traders', taka('400.00')],
    ],
  );
});

test('no more goes back than was paid, and nothing after 30 days', async () => {
  const { qr, sale, pay, advance } = await till();
  const code = await sale('500.00');
  const { body: paid } = await pay(code.text, RAHIMA, '500.00');
  const refund = (amount: string) =>
    qr('refundPayment', {
      path: { paymentId: paid.paymentId },
      body: { amount: taka(amount), reason: 'goods-returned' },
    });
  assert.equal((await refund('300.00')).status, 201);
  const tooMuch = await refund('300.00');
  assert.deepEqual([tooMuch.refusal, tooMuch.body.detail], ['above-payment', 'BDT 200 can still go back.']);
  assert.equal((await refund('200.00')).status, 201);
  const { body } = await qr('getPayment', { path: { paymentId: paid.paymentId } });
  assert.equal(body.status, 'refunded');
  await advance(31 * 24 * HOUR);
  assert.equal((await refund('1.00')).refusal, 'too-late');
});

test('a large payment through a slow bank settles a minute later, and is paid once meanwhile', async () => {
  const { qr, sale, pay, advance } = await till();
  const code = await sale('20000.00');
  const { body: paid } = await pay(code.text, JAMAL, '20000.00');
  assert.equal(paid.status, 'pending');
  assert.equal((await qr('getCode', { path: { codeId: code.codeId } })).body.status, 'open');
  assert.equal((await pay(code.text, JAMAL, '20000.00')).refusal, 'already-paid');
  assert.deepEqual(typesOf(await advance(64_000)), ['payment.settled']);
  assert.equal((await qr('getPayment', { path: { paymentId: paid.paymentId } })).body.status, 'settled');
});

test('a refund to a slow bank is booked the next morning', async () => {
  const { qr, sale, pay, advance, balance } = await till();
  const code = await sale('100.00');
  const { body: paid } = await pay(code.text, JAMAL, '100.00');
  const refund = { amount: taka('100.00'), reason: 'double-payment' };
  const { body: given } = await qr('refundPayment', { path: { paymentId: paid.paymentId }, body: refund });
  assert.equal(given.status, 'pending');
  assert.equal(await balance(JAMAL.account), '123900.00');
  assert.ok(typesOf(await advance(10 * HOUR)).includes('refund.settled'));
  assert.equal(await balance(JAMAL.account), '124000.00');
});
