import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf, typesOf } from './services.fixture.ts';

const begin = await servicesOf('fund-transfer', 'account-directory');
const KARIM = '1012300456702';
const HALIM = '1012300456707';

async function payments() {
  const { call } = begin();
  return (operation: string, body: JsonObject) => call('fund-transfer', operation, { body });
}

/** One taka that Halim asks Karim for. */
const WANTED = { payee: { account: HALIM }, payer: { account: KARIM }, amount: { amount: '1.00', currency: 'BDT' } };

async function paymentRequests() {
  const { call, advance } = begin();
  const of = (operation: string, requestId: string, body?: JsonObject) =>
    call('fund-transfer', operation, { path: { requestId }, ...(body === undefined ? {} : { body }) });
  return {
    advance,
    ask: async (more: JsonObject = {}) =>
      String((await call('fund-transfer', 'requestPayment', { body: { ...WANTED, ...more } })).body.requestId),
    read: async (id: string) => (await of('getPaymentRequest', id)).body,
    cancel: (id: string) => of('cancelPaymentRequest', id),
    decide: (id: string, decision: string) => of('decideForPayer', id, { decision }),
    transfer: async (transferId: string) => (await call('fund-transfer', 'getTransfer', { path: { transferId } })).body,
  };
}

test('a reference travels with the money to the statement of payer and payee', async () => {
  const ask = await payments();
  const amount = { amount: '750.00', currency: 'BDT' };
  const reference = { endToEndId: 'INV-7', purpose: 'GDDS' };
  const { status, body: sent } = await ask('createTransfer', {
    payer: { account: KARIM },
    payee: { account: HALIM },
    amount,
    ...reference,
    note: 'Seed',
  });
  assert.equal(status, 201);
  assert.partialDeepStrictEqual(sent, reference);
  const [from] = String(sent.createdAt).split('T');
  for (const account of [KARIM, HALIM]) {
    const { body } = await ask('readStatement', { account, period: { from: from ?? '', to: from ?? '' } });
    const [entry] = body.items as JsonObject[];
    assert.partialDeepStrictEqual(entry, { transferId: sent.transferId, ...reference, note: 'Seed' });
  }
});

test('a balance is what it was, less amount and fee of what was sent', async () => {
  const ask = await payments();
  const available = async (account: string) => {
    const { body } = await ask('readBalance', { account });
    return Number((body.available as JsonObject).amount);
  };
  const [karim, halim] = [await available(KARIM), await available(HALIM)];
  const { body: sent } = await ask('createTransfer', {
    payer: { account: KARIM },
    payee: { account: HALIM },
    amount: { amount: '750.00', currency: 'BDT' },
  });
  assert.deepEqual(sent.fee, { amount: '5.00', currency: 'BDT' });
  assert.equal('endToEndId' in sent, false);
  assert.deepEqual([await available(KARIM), await available(HALIM)], [karim - 755, halim + 750]);
  assert.equal((await ask('readBalance', { account: '1012300456709' })).refusal, 'not-agreed');
  assert.equal((await ask('readBalance', { account: '1012300999999' })).refusal, 'account-unknown');
});

test('a payment request that is paid makes one transfer, however often the payer decides', async () => {
  const { ask, read, decide, cancel, transfer } = await paymentRequests();
  const id = await ask({ endToEndId: 'INV-8' });
  const { body: paid, emitted } = await decide(id, 'pay');
  assert.deepEqual(
    emitted.map(({ type }) => type),
    ['paymentrequest.paid'],
  );
  assert.partialDeepStrictEqual(await transfer(String(paid.transferId)), { status: 'settled', endToEndId: 'INV-8' });
  const again = await decide(id, 'pay');
  assert.deepEqual([again.body, again.emitted], [paid, []]);
  assert.equal((await decide(id, 'decline')).refusal, 'answered');
  assert.equal((await cancel(id)).refusal, 'answered');
  assert.deepEqual(await read(id), paid);
});

test('a payment request that is declined, cancelled or not answered in time cannot be paid', async () => {
  const { ask, read, decide, cancel, advance } = await paymentRequests();
  const [declined, cancelled, late] = [await ask(), await ask(), await ask()];
  assert.equal((await decide(declined, 'decline')).body.status, 'declined');
  assert.equal((await cancel(cancelled)).body.status, 'cancelled');
  assert.ok(typesOf(await advance(86_400_000)).includes('paymentrequest.expired'));
  assert.equal((await read(late)).status, 'expired');
  for (const [id, rule] of [
    [declined, 'answered'],
    [cancelled, 'answered'],
    [late, 'expired'],
  ] as const)
    assert.equal((await decide(id, 'pay')).refusal, rule);
});
