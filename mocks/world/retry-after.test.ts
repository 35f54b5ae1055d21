import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { createMockEngine } from '../engine/index.ts';
import { servicesOf } from './services.fixture.ts';
import { MemoryStore } from './store.ts';
import { Worlds } from './worlds.ts';

const MINUTE = 60_000;
const RAHIMA = '4912876501';
const catalogue = await loadCatalogue({ services: ['fund-transfer'] });

/** Worlds in which whoever sends more than there is may try again at a moment that an expression gives. */
function worldsWhere(retryAfter: string) {
  let now = Date.parse('2026-11-29T20:00:00.500+06:00');
  const services = structuredClone(catalogue.services);
  const refusal = services[0]?.behaviour?.operations.createTransfer?.refuse['insufficient-funds'];
  assert.ok(refusal);
  Object.assign(refusal, { retryAfter, do: [{ update: 'payer', set: { note: '"kept"' } }] });
  const worlds = new Worlds({ ...catalogue, services }, { store: new MemoryStore(), clock: () => now });
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  const overdraw = async (key?: string) => {
    const { headers } = await worlds.answer({
      world: 'a',
      service: 'fund-transfer',
      version: 'v1',
      operation: 'createTransfer',
      request: {
        path: {},
        query: {},
        header: key === undefined ? {} : { 'idempotency-key': key },
        body: {
          payer: { account: '1012300456701' },
          payee: { account: '1012300456702' },
          amount: { amount: '9000.00', currency: 'BDT' },
        },
      },
      requestId: 'req_1',
    });
    return headers['retry-after'];
  };
  return { worlds, services, overdraw, pass };
}

for (const [what, retryAfter, expected] of [
  ['a timestamp, in whole seconds, rounded up', 'timestamp("2026-11-29T14:01:00Z")', '60'],
  ['a duration', 'duration("90s")', '90'],
  ['a part of a second', 'duration("100ms")', '1'],
  ['what the refusal itself has kept', 'payer.note == "kept" ? duration("15m") : null', '900'],
  ['a moment that is over', 'now - duration("5s")', '0'],
  ['nothing where nobody knows', 'null', undefined],
  ['nothing where the spec allows no such wait', 'now + duration("24h1s")', undefined],
  ['the longest wait that the spec allows', 'now + duration("24h")', '86400'],
] as const) {
  test(`Retry-After tells of ${what}`, async () => {
    assert.equal(await worldsWhere(retryAfter).overdraw(), expected);
  });
}

test('a refusal that is repeated with its Idempotency-Key tells how long the wait still is', async () => {
  const { overdraw, pass } = worldsWhere('duration("10m")');
  assert.equal(await overdraw('k-1'), '600');
  pass(4 * MINUTE);
  assert.equal(await overdraw('k-1'), '360');
  pass(10 * MINUTE);
  assert.equal(await overdraw('k-1'), '0');
});

test('the header is in the answer of the sandbox', async () => {
  const { worlds, services } = worldsWhere('duration("90s")');
  const engine = await createMockEngine({ ...catalogue, services }, { publicUrl: '', worlds });
  const body = JSON.stringify({
    payer: { account: '1012300456701' },
    payee: { account: '1012300456702' },
    amount: { amount: '9000.00', currency: 'BDT' },
  });
  const answer = await engine.answerWithoutBlocking(
    'fund-transfer',
    'v1',
    {
      method: 'POST',
      path: '/transfers',
      query: '',
      headers: { 'content-type': 'application/json', 'idempotency-key': '01KB2M4E7Q9RS5T6V8W0X1Y2Z3' },
      body: Buffer.from(body),
    },
    { world: 'a', requestId: 'req_1', language: 'en' },
  );
  assert.deepEqual([answer.status, answer.refusal, answer.headers['retry-after']], [422, 'insufficient-funds', '90']);
});

const begin = await servicesOf(
  'nid-verification',
  'account-directory',
  'ussd-sessions',
  'assisted-access',
  'data-exchange',
);

test('an NID with five mismatches tells when it can be verified again', async () => {
  const { call, advance } = begin();
  const verify = () => call('nid-verification', 'verifyIdentity', { body: { nid: RAHIMA, gender: 'male' } });
  for (let time = 0; time < 5; time++) await verify();
  assert.equal((await verify()).headers['retry-after'], '86400');
  await advance(60 * MINUTE);
  assert.equal((await verify()).headers['retry-after'], '82800');
});

test('an alias with three codes in an hour tells when the next can be sent', async () => {
  const { call, advance } = begin();
  const send = () => call('account-directory', 'sendAliasCode', { body: { alias: '+8801712345601', action: 'move' } });
  for (let time = 0; time < 3; time++) await send();
  await advance(10 * MINUTE);
  const { status, headers } = await send();
  assert.deepEqual([status, headers['retry-after']], [429, '3000']);
});

test('a screen that is refused at night can be pushed when the morning comes, before midnight and after', async () => {
  const { call, advance } = begin();
  const body = {
    mobile: '+8801712345601',
    menuId: 'mnu_01KB2M4E7Q9RS5T6V8W0X1Y101',
    screen: 'start',
    consent: 'cns_01KB2M4E7Q9RS5T6V8W0X1Y201',
  };
  const push = async () => (await call('ussd-sessions', 'pushScreen', { body })).headers['retry-after'];
  assert.equal(await push(), String(12 * 3600));
  await advance(5 * 60 * MINUTE);
  assert.equal(await push(), String(7 * 3600));
});

test('an agent is told to wait from the last wrong code on, and not before', async () => {
  const { call, advance } = begin();
  const start = async () => {
    const body = { centre: 'UDC-554994-0042', agent: 'AG-0042', code: '000000' };
    return (await call('assisted-access', 'startShift', { body })).headers['retry-after'];
  };
  assert.deepEqual([await start(), await start(), await start()], [undefined, undefined, '900']);
  await advance(5 * MINUTE);
  assert.equal(await start(), '600');
});
