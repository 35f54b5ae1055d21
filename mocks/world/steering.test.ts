import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject } from '@dpi/specs/json-value';
import type { ObjectFilter } from './find-objects.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });
const BEGINNING = Date.parse('2026-11-29T20:00:00+06:00');
const RAHIMA = '1012300456701';
const KARIM = '1012300456702';
const JAMAL = '1012300456704';
const TRANSFERS = { service: 'fund-transfer', version: 'v1' };
const account = (objectId: string) => ({ ...TRANSFERS, resource: 'account', objectId });
const ALL: ObjectFilter = { service: null, version: null, resource: null, person: null, search: '', changed: false };
const FIRST = { after: null, limit: 1000 };

function platform() {
  let now = BEGINNING;
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => now });
  const transfer = async (payer: string, payee: string, amount: string, requestId = 'req_1') => {
    const body = { payer: { account: payer }, payee: { account: payee }, amount: { amount, currency: 'BDT' } };
    const request = { path: {}, query: {}, header: {}, body };
    const { body: made } = await worlds.answer({
      world: 'a',
      ...TRANSFERS,
      operation: 'createTransfer',
      request,
      requestId,
    });
    assert.ok(isObject(made));
    return String(made.transferId);
  };
  const balance = async (objectId: string) => {
    const { balance } = (await worlds.object('a', account(objectId)))?.data ?? {};
    return isObject(balance) ? balance.amount : undefined;
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { worlds, transfer, balance, pass };
}

test('an object is shown with the members that its service hides', async () => {
  const { worlds } = platform();
  const found = await worlds.object('a', account(RAHIMA));
  assert.equal(found?.data.holder, 'rahima-begum');
  assert.equal(found?.changed, false);
  const resources = await worlds.resources('a');
  const { kept } = resources.find(({ kept }) => kept.resource === 'transfer') ?? assert.fail();
  const hidden = (name: string) => kept.members.find((member) => member.name === name)?.hidden;
  assert.deepEqual(['transferId', 'payer'].map(hidden), [false, true]);
  assert.equal(await worlds.object('a', account('1')), null);
  assert.equal(await worlds.object('a', { ...account(RAHIMA), resource: 'nothing' }), null);
});

test('objects are found by service, by person, by words and by whether they have changed', async () => {
  const { worlds, transfer } = platform();
  const id = await transfer(RAHIMA, KARIM, '777.50');
  const ids = async (filter: Partial<ObjectFilter>) =>
    (await worlds.find('a', { ...ALL, ...filter }, FIRST))?.items.map(({ objectId }) => objectId);
  assert.deepEqual((await ids({ changed: true }))?.sort(), [RAHIMA, KARIM, id]);
  assert.deepEqual(await ids({ resource: 'transfer', search: '777.50 bdt' }), [id]);
  const [rahima, jamal] = ['rahima-begum', 'jamal-uddin'].map((person) =>
    catalogue.personas.find((p) => p.id === person),
  );
  assert.ok(rahima && jamal);
  const hers = (await ids({ person: rahima })) ?? [];
  assert.ok(hers.includes(RAHIMA) && hers.includes(id));
  // A reversal does not name her: it is of a transfer that does.
  assert.ok(hers.includes('rev_01KB2M4E7Q9RS5T6V8W0X1Y601'));
  assert.equal((await ids({ person: jamal }))?.includes(id), false);
});

test('pages of objects hold each once', async () => {
  const { worlds } = platform();
  const all = (await worlds.find('a', ALL, FIRST))?.items ?? [];
  const paged: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await worlds.find('a', ALL, { after, limit: 7 });
    paged.push(...(page?.items ?? []).map(({ resource, objectId }) => `${resource} ${objectId}`));
    after = page?.next ?? null;
    if (after === null) break;
  }
  assert.deepEqual(
    paged,
    all.map(({ resource, objectId }) => `${resource} ${objectId}`),
  );
  assert.equal(await worlds.find('a', ALL, { after: 'gone', limit: 7 }), null);
});

test('a member that is edited decides the next call', async () => {
  const { worlds, transfer, balance } = platform();
  const edited = await worlds.edit('a', account(RAHIMA), { balance: { amount: '10.00', currency: 'BDT' } });
  assert.ok(edited !== null && !Array.isArray(edited));
  assert.equal(edited.changed, true);
  assert.equal(edited.data.holder, 'rahima-begum');
  assert.equal(await transfer(RAHIMA, KARIM, '100.00'), 'undefined');
  assert.equal(await balance(KARIM), '15300.00');
});

test('a wrong edit changes nothing and says what is wrong with each member', async () => {
  const { worlds, balance } = platform();
  const faults = await worlds.edit('a', account(RAHIMA), {
    balance: '10.00',
    number: '1',
    colour: 'red',
    status: 7,
  });
  assert.ok(Array.isArray(faults));
  assert.deepEqual(
    faults.map(({ path }) => path),
    ['/balance', '/number', '/colour', '/status'],
  );
  assert.match(String(faults[2]?.message.values?.members), /^number, participant/);
  assert.equal(await balance(RAHIMA), '8450.00');
  const transfer = { ...TRANSFERS, resource: 'transfer', objectId: 'trf_01KB2M4E7Q9RS5T6V8W0X1Y501' };
  const shown = await worlds.edit('a', transfer, { status: 'lost' });
  assert.match(JSON.stringify(shown), /settled.*reversed/);
});

test('the timeline says of each change what caused it, which members, and what was posted', async () => {
  const { worlds, transfer, pass } = platform();
  const id = await transfer(JAMAL, KARIM, '20000.00', 'req_7');
  pass(90_000);
  const [event, call, ...older] = await worlds.timeline('a', { before: null, limit: 10, of: null }, 'bn');
  assert.deepEqual(older, []);
  assert.deepEqual(call?.cause, { kind: 'call', ...TRANSFERS, operationId: 'createTransfer', requestId: 'req_7' });
  assert.deepEqual(
    call?.changes.map(({ action, resource, members }) => [action, resource, members[0]?.name]),
    [
      ['updated', 'account', 'balance'],
      ['created', 'transfer', 'transferId'],
    ],
  );
  assert.deepEqual(call?.changes[0]?.members, [
    {
      name: 'balance',
      before: { amount: '124000.00', currency: 'BDT' },
      after: { amount: '103990.00', currency: 'BDT' },
    },
  ]);
  assert.equal(event?.cause.kind === 'event' && event.cause.because, 'প্রাপকের ব্যাংক উত্তর দিয়েছে।');
  assert.equal(event?.webhooks[0]?.type, 'transfer.settled');
  const of = { resource: 'fund-transfer/v1.transfer', id };
  assert.equal((await worlds.timeline('a', { before: null, limit: 10, of }, 'en')).length, 2);
  const [only, ...others] = await worlds.timeline('a', { before: null, limit: 10, of: { requestId: 'req_7' } }, 'en');
  assert.deepEqual([only?.sequence, others.length], [call?.sequence, 0]);
});

test('answers that are kept for an Idempotency-Key are in no timeline and no list', async () => {
  const { worlds } = platform();
  const body = { payer: { account: RAHIMA }, payee: { account: KARIM }, amount: { amount: '1.00', currency: 'BDT' } };
  const request = { path: {}, query: {}, header: { 'idempotency-key': 'k' }, body };
  await worlds.answer({ world: 'a', ...TRANSFERS, operation: 'createTransfer', request, requestId: 'req_1' });
  const [entry] = await worlds.timeline('a', { before: null, limit: 1, of: null }, 'en');
  assert.deepEqual(
    entry?.changes.map(({ resource }) => resource),
    ['account', 'transfer', 'account'],
  );
});

test('what waits for its time is listed, and happens when the clock is set to it', async () => {
  const { worlds, transfer } = platform();
  const id = await transfer(JAMAL, KARIM, '20000.00');
  const [next] = await worlds.pending('a', 'en');
  assert.deepEqual(
    [next?.event, next?.object.objectId, next?.at, next?.because],
    ['settle', id, '2026-11-29T20:01:04+06:00', 'The bank of the payee has answered.'],
  );
  assert.equal((await worlds.clock('a')).nextEventAt, next?.at);
  await worlds.advance('a', { to: new Date(String(next?.at)) });
  assert.equal((await worlds.clock('a')).aheadSeconds, 64);
  const transferred = await worlds.object('a', { ...TRANSFERS, resource: 'transfer', objectId: id });
  assert.equal(transferred?.data.status, 'settled');
});

test('a clock goes by working days of the country, and never back', async () => {
  const { worlds } = platform();
  await worlds.advance('a', { workingDays: 5 });
  // From Sunday: Friday and Saturday are the weekend.
  assert.equal((await worlds.clock('a')).now, '2026-12-06T20:00:00+06:00');
  await assert.rejects(worlds.advance('a', { to: new Date(BEGINNING) }), RangeError);
  await assert.rejects(worlds.advance('a', { seconds: 4e9 }), RangeError);
});

test('a snapshot brings back objects and clock, after a reset too', async () => {
  const { worlds, transfer, balance, pass } = platform();
  await transfer(RAHIMA, KARIM, '100.00');
  const pending = await transfer(JAMAL, KARIM, '20000.00');
  const snapshot = await worlds.takeSnapshot('a', 'Before the test');
  await worlds.advance('a', { seconds: 86_400 });
  await worlds.reset('a');
  assert.equal(await balance(RAHIMA), '8450.00');
  pass(3_600_000);
  await worlds.restore('a', snapshot);
  assert.equal(await balance(RAHIMA), '8345.00');
  assert.equal((await worlds.clock('a')).now, '2026-11-29T20:00:00+06:00');
  const [next] = await worlds.pending('a', 'en');
  assert.equal(next?.object.objectId, pending);
  const [entry] = await worlds.timeline('a', { before: null, limit: 1, of: null }, 'en');
  assert.deepEqual(entry?.cause, { kind: 'restore', snapshot: { id: snapshot.id, name: 'Before the test' } });
  pass(65_000);
  assert.equal(
    (await worlds.object('a', { ...TRANSFERS, resource: 'transfer', objectId: pending }))?.data.status,
    'settled',
  );
});

test('the condition that refuses a request is said in the language of the reader', async () => {
  const { worlds } = platform();
  const rule = { ...TRANSFERS, operation: 'createTransfer', rule: 'insufficient-funds' };
  assert.match(worlds.becauseOf(rule, 'bn') ?? '', /ব্যালান্স/);
  assert.equal(worlds.becauseOf(rule, 'en'), 'The balance does not cover amount and fee.');
  assert.equal(worlds.becauseOf({ ...rule, rule: 'none' }, 'en'), null);
});
