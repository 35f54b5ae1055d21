import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createMockEngine, MemoryStore, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { JAMAL, KARIM, RAHIMA } from '../control/team-worlds.fixture.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const catalogue = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });

interface Logged {
  operationId: string | null;
  status: number;
  fault: { id: string; kind: string } | null;
  changedObjects: number;
}

/** A team whose calls to fund-transfer meet faults. */
async function teamWithFaults(t: TestContext) {
  let clock = Date.now();
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => clock });
  const mocks = await createMockEngine(catalogue, { publicUrl: 'http://dpi.test', worlds });
  const sandbox = await startTestSandbox(t, {}, { catalogue, mocks });
  const { secret, token } = await sandbox.newKey();
  const authorization = { Authorization: `Bearer ${token}` };
  return {
    pass(milliseconds: number) {
      clock += milliseconds;
    },
    /** @returns the id of the fault */
    async set(fault: object): Promise<string> {
      const response = await fetch(`${sandbox.url}/api/v1/world/faults`, {
        method: 'POST',
        headers: { ...authorization, 'Content-Type': 'application/json' },
        body: JSON.stringify(fault),
      });
      const body = (await response.json()) as { id: string };
      assert.equal(response.status, 201, JSON.stringify(body));
      return body.id;
    },
    remove: (id: string) =>
      fetch(`${sandbox.url}/api/v1/world/faults/${id}`, { method: 'DELETE', headers: authorization }),
    async read<T>(path: string): Promise<T> {
      return (await fetch(`${sandbox.url}/api/v1${path}`, { headers: authorization })).json() as T;
    },
    transfer: (
      idempotencyKey: string = crypto.randomUUID(),
      amount = '1.00',
      headers: Record<string, string> = {},
      payer = RAHIMA,
    ) =>
      fetch(`${sandbox.url}/sandbox/fund-transfer/v1/transfers`, {
        method: 'POST',
        headers: {
          'X-API-Key': secret,
          'Content-Type': 'application/json',
          'Idempotency-Key': idempotencyKey,
          ...headers,
        },
        body: JSON.stringify({
          payer: { account: payer },
          payee: { account: KARIM },
          amount: { amount, currency: 'BDT' },
        }),
      }),
    get: (path: string) =>
      fetch(`${sandbox.url}/sandbox/fund-transfer/v1${path}`, { headers: { 'X-API-Key': secret } }),
  };
}

test('a service fails as often as the team has set, changes nothing meanwhile, and then goes on', async (t) => {
  const team = await teamWithFaults(t);
  const id = await team.set({ kind: 'error', status: 503, service: 'fund-transfer', version: 'v1', times: 2 });
  const key = crypto.randomUUID();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const failed = await team.transfer(key);
    assert.equal(failed.status, 503);
    assert.equal(failed.headers.get('x-sandbox-fault'), `error;id="${id}"`);
    assert.equal(failed.headers.get('retry-after'), '1');
    assert.equal(((await failed.json()) as { type: string }).type, 'http://dpi.test/problems/forced-failure/');
  }
  const made = await team.transfer(key);
  assert.equal(made.status, 201, await made.text());
  assert.equal(made.headers.get('x-sandbox-fault'), null);
  const { items } = await team.read<{ items: Logged[] }>('/requests');
  assert.deepEqual(
    items.map(({ operationId, status, fault, changedObjects }) => [operationId, status, fault, changedObjects > 0]),
    [
      ['createTransfer', 201, null, true],
      ['createTransfer', 503, { id, kind: 'error' }, false],
      ['createTransfer', 503, { id, kind: 'error' }, false],
    ],
  );
});

for (const kind of ['connection-reset', 'partial-body'])
  test(`a call whose answer is lost by ${kind} was carried out, and its repetition says so`, async (t) => {
    const team = await teamWithFaults(t);
    await team.set({ kind, times: 1 });
    const key = crypto.randomUUID();
    await assert.rejects(async () => (await team.transfer(key)).text());
    const again = await team.transfer(key);
    assert.equal(again.status, 201, await again.text());
    const { items } = await team.read<{ items: Logged[] }>('/requests');
    assert.deepEqual(
      items.map(({ status, fault, changedObjects }) => [status, fault?.kind ?? null, changedObjects > 0]),
      [
        [201, null, false],
        [201, kind, true],
      ],
    );
  });

test('half a body is what came before the connection ended', async (t) => {
  const team = await teamWithFaults(t);
  await team.set({ kind: 'partial-body' });
  const response = await team.transfer();
  assert.equal(response.status, 201);
  const declared = Number(response.headers.get('content-length'));
  let received = 0;
  await assert.rejects(async () => {
    for await (const chunk of response.body ?? []) received += chunk.length;
  });
  assert.equal(received, Math.ceil(declared / 2));
});

test('a call that times out was carried out, and its repetition answers', async (t) => {
  const team = await teamWithFaults(t);
  await team.set({ kind: 'timeout', delayMs: 20, times: 1 });
  const key = crypto.randomUUID();
  const late = await team.transfer(key);
  assert.equal(late.status, 504);
  assert.match(late.headers.get('x-sandbox-fault') ?? '', /^timeout;/);
  assert.equal((await team.transfer(key)).status, 201);
  const { items } = await team.read<{ items: Logged[] }>('/requests');
  assert.deepEqual(
    items.map(({ changedObjects }) => changedObjects > 0),
    [false, true],
  );
});

test('a late answer is the answer all the same', async (t) => {
  const team = await teamWithFaults(t);
  await team.set({ kind: 'latency', delayMs: 20 });
  const response = await team.transfer();
  assert.equal(response.status, 201, await response.text());
  assert.match(response.headers.get('x-sandbox-fault') ?? '', /^latency;/);
  assert.equal((await team.transfer(undefined, '999999.00')).status, 422);
});

test('failures that the team asked for are not counted as its errors', async (t) => {
  const team = await teamWithFaults(t);
  await team.set({ kind: 'error', status: 500, times: 1 });
  await team.transfer();
  const scenario = await team.transfer(undefined, '1.00', { 'X-Sandbox-Scenario': 'sufia-insufficient-funds' });
  assert.equal(scenario.status, 422, await scenario.text());
  await team.transfer(undefined, '999999.00');
  const { calls, failed } = await team.read<{ calls: number; failed: number }>('/usage');
  assert.deepEqual([calls, failed], [3, 1]);
});

test('a request that is wrong is told so, and takes nothing from a fault', async (t) => {
  const team = await teamWithFaults(t);
  await team.set({ kind: 'connection-reset', times: 1 });
  const wrong = await team.transfer(undefined, 'much');
  assert.equal(wrong.status, 422);
  await assert.rejects(team.transfer());
});

test('what is stuck stays as it is although its time has come, until the fault is deleted', async (t) => {
  const team = await teamWithFaults(t);
  const id = await team.set({ kind: 'stuck-pending', service: 'fund-transfer', version: 'v1' });
  const made = await team.transfer(undefined, '20000.00', {}, JAMAL);
  const { transferId } = (await made.json()) as Record<string, string>;
  const state = async () => ((await (await team.get(`/transfers/${transferId}`)).json()) as { status: string }).status;
  team.pass(3_600_000);
  assert.equal(await state(), 'pending');
  const pending = await team.read<{ items: { held: boolean }[] }>('/world/pending-events');
  assert.equal(pending.items[0]?.held, true);
  assert.equal((await team.remove(id)).status, 204);
  assert.equal(await state(), 'settled');
});
