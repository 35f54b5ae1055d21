import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('account-directory', 'fund-transfer');
const DAY = 86_400_000;
const RAHIMA = { alias: '+8801712345601', nid: '4912876501', participant: 'SHAPBDDH', account: '1012300456701' };
const RAHIMAS_WALLET = { participant: 'DOELMFS1', account: '01712345601' };

async function directory() {
  const { call, advance } = begin();
  return {
    advance,
    ask: (operation: string, body: JsonObject, path: JsonObject = {}) =>
      call('account-directory', operation, { path, body }),
    read: (operation: string, path: JsonObject) => call('account-directory', operation, { path }),
    transfer: (body: JsonObject) => call('fund-transfer', 'createTransfer', { body }),
  };
}

test('a handle is registered with the code that was sent for it, and leads to the account at once', async () => {
  const { ask, read } = await directory();
  const handle = { ...RAHIMA, alias: 'rahima@shapla', code: '123456' };
  assert.equal((await ask('registerAlias', handle)).refusal, 'code-expired');
  const sent = await ask('sendAliasCode', { alias: handle.alias, action: 'register', nid: RAHIMA.nid });
  assert.equal(sent.body.sentTo, '+8801*******01');
  const { status, body } = await ask('registerAlias', handle);
  assert.deepEqual([status, body.maskedAccount, body.status], [201, '101…701', 'active']);
  assert.equal((await ask('resolveAlias', { alias: handle.alias, purpose: 'person' })).body.maskedName, 'R****a B***m');
  const { body: changes } = await read('listAliasChanges', { aliasId: body.aliasId });
  assert.deepEqual(
    (changes.items as JsonObject[]).map(({ kind }) => kind),
    ['registered'],
  );
  const { body: found } = await ask('searchAliases', { nid: RAHIMA.nid });
  assert.equal((found.items as JsonObject[]).length, 2);
});

test('money sent by a look-up reaches the account to which the alias was moved', async () => {
  const { ask, transfer, advance } = await directory();
  await advance(1000);
  await ask('sendAliasCode', { alias: RAHIMA.alias, action: 'move' });
  const aliasId = 'als_01KB2M4E7Q9RS5T6V8W0X1Y101';
  const moved = await ask('moveAlias', { ...RAHIMAS_WALLET, code: '123456' }, { aliasId });
  assert.deepEqual([moved.status, moved.body.maskedAccount], [200, '017…601']);
  const again = await ask('moveAlias', { ...RAHIMAS_WALLET, code: '123456' }, { aliasId });
  assert.equal(again.body.detail, 'The code was used. Send the owner a new one.');
  const { body } = await ask('resolveAlias', { alias: RAHIMA.alias, purpose: 'person' });
  assert.deepEqual([body.participantName, body.kind], ['Doel Pay', 'wallet']);
  const payer = { account: '1012300456702' };
  const amount = { amount: '10.00', currency: 'BDT' };
  assert.equal((await transfer({ payer, payee: { lookupId: body.lookupId }, amount })).status, 201);
});

test('three wrong codes end a code, and the right one then comes too late', async () => {
  const { ask } = await directory();
  const details = [];
  for (const code of ['000000', '111111', '222222', '123456'])
    details.push((await ask('registerAlias', { ...RAHIMA, code })).body.detail);
  assert.deepEqual(details, [
    'Two attempts left. Ask for a new one if none came.',
    'One attempt left. Ask for a new one if none came.',
    'No attempt left. Ask for a new one if none came.',
    'The code was wrong three times. Send the owner a new one.',
  ]);
});

test('a code is good for five minutes, and three are sent within an hour', async () => {
  const { ask, advance } = await directory();
  await advance(300_000);
  assert.equal((await ask('registerAlias', { ...RAHIMA, code: '123456' })).refusal, 'code-expired');
  const code = { alias: RAHIMA.alias, action: 'register' };
  assert.equal((await ask('sendAliasCode', code)).status, 202);
  assert.equal((await ask('sendAliasCode', code)).status, 202);
  assert.equal((await ask('sendAliasCode', code)).status, 429);
  await advance(3_300_000);
  assert.equal((await ask('sendAliasCode', code)).status, 202);
});

test('an alias that was removed is gone at once and reserved for 90 days', async () => {
  const { ask, read, advance } = await directory();
  const aliasId = 'als_01KB2M4E7Q9RS5T6V8W0X1Y101';
  assert.equal((await read('removeAlias', { aliasId })).status, 204);
  assert.equal((await read('removeAlias', { aliasId })).status, 404);
  assert.equal((await read('getAlias', { aliasId })).body.status, 'removed');
  assert.equal((await ask('resolveAlias', { alias: RAHIMA.alias, purpose: 'person' })).status, 410);
  const reserved = await ask('registerAlias', { ...RAHIMA, code: '123456' });
  assert.match(String(reserved.body.detail), /removed on 29 November 2026.*before 27 February 2027/);
  await advance(90 * DAY);
  await ask('sendAliasCode', { alias: RAHIMA.alias, action: 'register' });
  const anew = await ask('registerAlias', { ...RAHIMA, code: '123456' });
  assert.equal(anew.status, 201);
  assert.notEqual(anew.body.aliasId, aliasId);
});

test('whoever guesses 20 aliases within an hour resolves nothing for a day', async () => {
  const { ask, advance } = await directory();
  const resolve = (alias: string) => ask('resolveAlias', { alias, purpose: 'person' });
  for (let guess = 10; guess < 30; guess++) assert.equal((await resolve(`+88017999999${guess}`)).status, 404);
  assert.equal((await resolve(RAHIMA.alias)).status, 429);
  await advance(DAY);
  assert.equal((await resolve(RAHIMA.alias)).status, 200);
});

test("nobody registers somebody else's phone", async () => {
  const { ask } = await directory();
  const { status, refusal } = await ask('registerAlias', { ...RAHIMA, alias: '+8801812345612', code: '123456' });
  assert.deepEqual([status, refusal], [422, 'other-holder']);
  const taken = await ask('registerAlias', { ...RAHIMA, alias: 'tahmina@shapla', code: '123456' });
  assert.ok(isObject(taken.body) && taken.refusal === 'reserved');
});
