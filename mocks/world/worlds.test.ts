import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const catalogue = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });
const BEGINNING = Date.parse('2026-11-29T20:00:00+06:00');
const RAHIMA = '1012300456701';
const KARIM = '1012300456702';
const JAMAL = '1012300456704';

function platform({ store = new MemoryStore(), at = BEGINNING, services = catalogue.services } = {}) {
  let now = at;
  const worlds = new Worlds({ ...catalogue, services }, { store, clock: () => now });
  const call = async (
    world: string,
    operation: string,
    request: Partial<Record<'path' | 'body' | 'header', JsonObject>>,
  ) =>
    worlds.answer({
      world,
      service: 'fund-transfer',
      version: 'v1',
      operation,
      request: { path: request.path ?? {}, query: {}, header: request.header ?? {}, body: request.body },
      requestId: 'req_1',
    });
  const transfer = (world: string, payer: string, payee: string, amount: string) =>
    call(world, 'createTransfer', {
      body: { payer: { account: payer }, payee: { account: payee }, amount: { amount, currency: 'BDT' } },
    });
  const balance = async (world: string, account: string) => {
    const accounts = await worlds.objects(world, 'fund-transfer/v1.account');
    const found = accounts.filter(isObject).find(({ number }) => number === account);
    return isObject(found?.balance) ? found.balance.amount : undefined;
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { worlds, store, call, transfer, balance, pass };
}

test('money that one account sends is gone there and comes to the other, fee included', async () => {
  const { transfer, balance } = platform();
  const { status, body } = await transfer('a', RAHIMA, KARIM, '777.50');
  assert.equal(status, 201);
  assert.deepEqual(isObject(body) && body.amount, { amount: '777.50', currency: 'BDT' });
  assert.equal(await balance('a', RAHIMA), '7667.50');
  assert.equal(await balance('a', KARIM), '16077.50');
});

test('a refusal changes nothing and names its condition', async () => {
  const { transfer, balance } = platform();
  const outcome = await transfer('a', RAHIMA, KARIM, '9000.00');
  assert.equal(outcome.status, 422);
  assert.equal(outcome.refusal, 'insufficient-funds');
  assert.match(outcome.because?.bn ?? '', /ব্যালান্স/);
  assert.deepEqual(outcome.changes, []);
  assert.equal(await balance('a', RAHIMA), '8450.00');
});

/** Services where whoever sends more than there is finds the account frozen afterwards. */
function servicesThatFreeze(detail: string) {
  return catalogue.services.map((service) => {
    const { behaviour } = service;
    const { createTransfer } = behaviour?.operations ?? {};
    const refusal = createTransfer?.refuse['insufficient-funds'];
    if (!behaviour || !createTransfer || !refusal) return service;
    const freezing = {
      ...refusal,
      do: [{ update: 'payer', set: { status: '"frozen"', note: '"overdrawn"' } }],
      detail: { en: detail },
    };
    const refuse = { ...createTransfer.refuse, 'insufficient-funds': freezing };
    const operations = { ...behaviour.operations, createTransfer: { ...createTransfer, refuse } };
    return { ...service, behaviour: { ...behaviour, operations } };
  });
}

test('what a refusal does is kept, and its detail tells of it', async () => {
  const services = servicesThatFreeze('The account is {payer.status}.');
  const { transfer, call } = platform({ services });
  const outcome = await transfer('a', RAHIMA, KARIM, '9000.00');
  assert.deepEqual([outcome.status, outcome.changes.length], [422, 1]);
  assert.equal(isObject(outcome.body) && outcome.body.detail, 'The account is frozen.');
  assert.equal((await transfer('a', RAHIMA, KARIM, '100.00')).refusal, 'payer-blocked');
  assert.equal((await transfer('b', RAHIMA, KARIM, '100.00')).status, 201);
  const header = { 'idempotency-key': 'k-1' };
  const body = {
    payer: { account: KARIM },
    payee: { account: JAMAL },
    amount: { amount: '90000.00', currency: 'BDT' },
  };
  const first = await call('a', 'createTransfer', { header, body });
  assert.equal(first.changes.length, 2);
  const second = await call('a', 'createTransfer', { header, body });
  assert.equal(second.headers['idempotent-replayed'], 'true');
  assert.deepEqual(
    [second.status, second.refusal, second.because, second.body, second.changes],
    [422, 'insufficient-funds', first.because, first.body, []],
  );
});

test('what a refusal does is undone when its detail cannot be said', async () => {
  const services = servicesThatFreeze('{lookup.get("nothing").account}');
  const { transfer } = platform({ services });
  await assert.rejects(transfer('a', RAHIMA, KARIM, '9000.00'));
  assert.equal((await transfer('a', RAHIMA, KARIM, '100.00')).status, 201);
});

test('teams do not see what others do', async () => {
  const { transfer, call, balance } = platform();
  const { body } = await transfer('a', RAHIMA, KARIM, '100.00');
  assert.equal(await balance('b', RAHIMA), '8450.00');
  const transferId = isObject(body) ? body.transferId : undefined;
  assert.equal((await call('a', 'getTransfer', { path: { transferId } })).status, 200);
  assert.equal((await call('b', 'getTransfer', { path: { transferId } })).status, 404);
});

test('a slow transfer settles when its time has come, at that time', async () => {
  const { transfer, call, pass } = platform();
  const { body } = await transfer('a', JAMAL, KARIM, '20000.00');
  assert.ok(isObject(body));
  assert.equal(body.status, 'pending');
  pass(3_600_000);
  const { body: later } = await call('a', 'getTransfer', { path: { transferId: body.transferId } });
  assert.deepEqual(isObject(later) && [later.status, later.settledAt], ['settled', '2026-11-29T20:01:04+06:00']);
});

test('a webhook tells of an object what its service shows, and nothing that is hidden', async () => {
  const { worlds, transfer, call } = platform();
  const { body } = await transfer('a', JAMAL, KARIM, '20000.00');
  assert.ok(isObject(body));
  const [settled] = await worlds.advance('a', 120_000);
  const shown = await call('a', 'getTransfer', { path: { transferId: body.transferId } });
  assert.deepEqual(settled?.emitted[0]?.data, shown.body);
});

test('the clock of a world can be set forward, and says what that set off', async () => {
  const { worlds, transfer, pass } = platform();
  await transfer('a', JAMAL, KARIM, '20000.00');
  pass(1000);
  const entries = await worlds.advance('a', 120_000);
  assert.deepEqual(
    entries.map(({ cause, emitted }) => [cause.kind, emitted.map(({ type }) => type)]),
    [
      ['event', ['transfer.settled']],
      ['clock', []],
    ],
  );
});

test('a world that is read again from its store is as it was', async () => {
  const before = platform();
  const { body } = await before.transfer('a', JAMAL, KARIM, '20000.00');
  await before.worlds.advance('a', 30_000);
  const after = platform({ store: before.store });
  assert.equal(await after.balance('a', JAMAL), '103990.00');
  assert.ok(isObject(body));
  after.pass(40_000);
  const { body: read } = await after.call('a', 'getTransfer', { path: { transferId: body.transferId } });
  assert.equal(isObject(read) && read.status, 'settled');
});

test('nothing in a world is older than its beginning unless the seed means it so, and nothing is still to come', async () => {
  for (const at of ['2026-11-30T03:00:00+06:00', '2026-11-30T17:59:00+06:00', '2026-11-30T18:01:00+06:00']) {
    const { worlds } = platform({ at: Date.parse(at) });
    const transfers = await worlds.objects('a', 'fund-transfer/v1.transfer');
    const quotes = await worlds.objects('a', 'fund-transfer/v1.quote');
    for (const transfer of transfers)
      assert.ok(isObject(transfer) && Date.parse(String(transfer.createdAt)) <= Date.parse(at), at);
    const open = quotes.filter((quote) => isObject(quote) && Date.parse(String(quote.expiresAt)) > Date.parse(at));
    assert.equal(open.length, 2, at);
  }
});

test('a team that begins anew finds what was there at the beginning', async () => {
  const { worlds, transfer, balance } = platform();
  await transfer('a', RAHIMA, KARIM, '100.00');
  await worlds.reset('a');
  assert.equal(await balance('a', RAHIMA), '8450.00');
});

test('a request that is repeated with its Idempotency-Key is done once and answered alike', async () => {
  const { call, balance } = platform();
  const header = { 'idempotency-key': 'k-1' };
  const body = { payer: { account: RAHIMA }, payee: { account: KARIM }, amount: { amount: '100.00', currency: 'BDT' } };
  const first = await call('a', 'createTransfer', { header, body });
  const second = await call('a', 'createTransfer', { header, body });
  assert.deepEqual(second.body, first.body);
  assert.equal(second.headers['idempotent-replayed'], 'true');
  assert.equal(await balance('a', RAHIMA), '8345.00');
  const other = await call('a', 'createTransfer', { header, body: { ...body, note: 'again' } });
  assert.equal(isObject(other.body) && other.body.type, '/problems/idempotency-key-reused/');
});

test('an Idempotency-Key is forgotten after a day', async () => {
  const { call, balance, pass } = platform();
  const header = { 'idempotency-key': 'k-1' };
  const body = { payer: { account: RAHIMA }, payee: { account: KARIM }, amount: { amount: '100.00', currency: 'BDT' } };
  await call('a', 'createTransfer', { header, body });
  pass(25 * 3_600_000);
  await call('a', 'createTransfer', { header, body });
  assert.equal(await balance('a', RAHIMA), '8240.00');
});

test('a request that was refused may be sent again with the same Idempotency-Key', async () => {
  const { call, transfer } = platform();
  const header = { 'idempotency-key': 'k-1' };
  const body = {
    payer: { account: RAHIMA },
    payee: { account: KARIM },
    amount: { amount: '8600.00', currency: 'BDT' },
  };
  assert.equal((await call('a', 'createTransfer', { header, body })).status, 422);
  await transfer('a', KARIM, RAHIMA, '500.00');
  assert.equal((await call('a', 'createTransfer', { header, body })).status, 201);
});

test('a behaviour creates objects of other services, which they show', async () => {
  const [transfers] = catalogue.services.filter(({ id }) => id === 'fund-transfer');
  assert.ok(transfers?.behaviour);
  const member = '{"code": "NEWBANK1", "name": {"bn": "a", "en": "b"}, "kind": "bank", "status": "available"}';
  const createTransfer = {
    ...(transfers.behaviour.operations.createTransfer ?? {}),
    let: { made: member },
    refuse: {},
    forward: null,
    do: [
      {
        create: 'theirs',
        as: 'joined',
        set: { code: 'made.code', name: 'made.name', kind: 'made.kind', status: 'made.status' },
      },
    ],
    answer: { status: null, body: 'joined', headers: {}, generated: [] },
  };
  const joining = {
    ...transfers,
    id: 'joining',
    seed: {},
    behaviour: {
      ...transfers.behaviour,
      imports: { theirs: { service: 'fund-transfer', version: 'v1', resource: 'participant' } },
      resources: {},
      operations: { createTransfer },
      events: {},
      invariants: {},
      citizen: { person: {}, views: {} },
    },
  };
  const services = [...catalogue.services, joining];
  const worlds = new Worlds({ ...catalogue, services }, { store: new MemoryStore(), clock: () => BEGINNING });
  assert.deepEqual([...worlds.broken], []);
  const place = { world: 'a', version: 'v1', requestId: 'req_1' };
  const request = { path: {}, query: {}, header: {}, body: {} };
  await worlds.answer({ ...place, service: 'joining', operation: 'createTransfer', request });
  const listed = await worlds.answer({ ...place, service: 'fund-transfer', operation: 'listParticipants', request });
  assert.match(JSON.stringify(listed.body), /NEWBANK1/);
});

test('a service whose behaviour, seed or imports cannot be used takes nothing from the others', async () => {
  const [transfers] = catalogue.services.filter(({ id }) => id === 'fund-transfer');
  assert.ok(transfers?.behaviour);
  const broken = (id: string, more: Partial<typeof transfers>) => ({ ...transfers, id, ...more });
  const { behaviour } = transfers;
  const services = [
    ...catalogue.services,
    broken('wrong-expression', {
      behaviour: { ...behaviour, invariants: {}, events: { end: { ...behaviour.events.settle, at: '1 +' } as never } },
    }),
    broken('wrong-seed', { seed: { transfer: [{ object: { note: 'no id' } }] } }),
    broken('wrong-import', {
      behaviour: {
        ...behaviour,
        imports: { people: 'people', lookup: { service: 'gone', version: 'v1', resource: 'lookup' } },
      },
    }),
  ];
  const worlds = new Worlds({ ...catalogue, services }, { store: new MemoryStore(), clock: () => BEGINNING });
  assert.deepEqual([...worlds.broken.keys()], ['wrong-expression/v1', 'wrong-seed/v1', 'wrong-import/v1']);
  assert.match(worlds.broken.get('wrong-seed/v1') ?? '', /has no transferId/);
  assert.equal(worlds.has('wrong-seed', 'v1', 'createTransfer'), false);
  assert.equal((await worlds.objects('a', 'fund-transfer/v1.participant')).length, 3);
});

test('a service that was asked for alone has a world, with what it imports from others', async () => {
  const alone = await loadCatalogue({ services: ['fund-transfer'] });
  assert.deepEqual(
    alone.services.map(({ id }) => id),
    ['fund-transfer'],
  );
  const worlds = new Worlds(alone, { store: new MemoryStore(), clock: () => BEGINNING });
  assert.deepEqual([...worlds.broken], []);
  const request = {
    path: {},
    query: {},
    header: {},
    body: { payer: { account: RAHIMA }, payee: { account: KARIM }, amount: { amount: '5.00', currency: 'BDT' } },
  };
  const call = { world: 'a', service: 'fund-transfer', version: 'v1', requestId: 'req_1' };
  assert.equal((await worlds.answer({ ...call, operation: 'createTransfer', request })).status, 201);
});

test('what a world is to hold back goes on waiting, and happens when it is let go', async () => {
  const { worlds, call, transfer, pass } = platform();
  let isStuck = true;
  worlds.hold((world, service) => world === 'a' && service === 'fund-transfer' && isStuck);
  const { body } = await transfer('a', JAMAL, KARIM, '20000.00');
  const path = { transferId: String(isObject(body) && body.transferId) };
  const state = async () => {
    const { body: shown } = await call('a', 'getTransfer', { path });
    return isObject(shown) ? shown : {};
  };
  assert.equal((await state()).status, 'pending');
  pass(3_600_000);
  assert.equal((await state()).status, 'pending');
  const [waiting] = await worlds.pending('a', 'en');
  assert.equal(waiting?.held, true);
  isStuck = false;
  assert.equal((await state()).status, 'settled');
  const [entry] = await worlds.history('a', null, 1);
  assert.equal(Date.parse(entry?.at ?? ''), BEGINNING + 3_600_000);
});

test('what happens by itself to objects that a team has not touched sends no webhooks, unless it sets the clock', async () => {
  let now = BEGINNING;
  const sessions = await loadCatalogue({ services: ['ussd-sessions'] });
  const worlds = new Worlds(sessions, { store: new MemoryStore(), clock: () => now });
  const sent = async (world: string) =>
    (await worlds.history(world, null, 100)).flatMap(({ emitted }) => emitted.map(({ type }) => type));
  await worlds.clock('waits');
  await worlds.clock('sets the clock');
  await worlds.advance('sets the clock', 3_600_000);
  now += 3_600_000;
  await worlds.clock('waits');
  const steps = (await worlds.history('waits', null, 100)).filter(({ cause }) => cause.kind === 'event');
  assert.ok(steps.length > 0);
  assert.deepEqual(await sent('waits'), []);
  assert.ok((await sent('sets the clock')).length > 0);
});

test('what follows by itself on such an object sends no webhooks either, when its world is read again, too', async () => {
  let now = BEGINNING;
  const catalogueOf = await loadCatalogue({ services: ['notifications'] });
  let worlds = new Worlds(catalogueOf, { store: new MemoryStore(), clock: () => now });
  for (let day = 0; day < 3; day += 1) {
    await worlds.clock('waits');
    worlds = worlds.renew(catalogueOf);
    now += 86_400_000;
  }
  const steps = (await worlds.history('waits', null, 100)).filter(({ cause }) => cause.kind === 'event');
  const happened = steps.map(({ cause }) => (cause.kind === 'event' ? cause.id : ''));
  assert.ok(new Set(happened).size < happened.length, 'no event follows on another');
  assert.deepEqual(
    steps.flatMap(({ emitted }) => emitted),
    [],
  );
});
