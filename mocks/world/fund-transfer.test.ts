import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { oneWorld } from './one-world.fixture.ts';

const KARIM = '1012300456702';
const HALIM = '1012300456707';

async function payments() {
  const { call } = await oneWorld(['fund-transfer', 'account-directory']);
  return (operation: string, body: JsonObject) => call('fund-transfer', operation, { body });
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
