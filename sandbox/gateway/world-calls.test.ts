import assert from 'node:assert/strict';
import test from 'node:test';
import { createMockEngine, MemoryStore, Worlds } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { KARIM, RAHIMA } from '../control/team-worlds.fixture.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

interface Logged {
  id: string;
  status: number;
  rule: { name: string; because: string } | null;
  changedObjects: number;
}

test('what a call changed, and which rule refused one, is said in its headers and in the log of the team', async (t) => {
  const catalogue = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const mocks = await createMockEngine(catalogue, { publicUrl: 'http://dpi.test', worlds });
  const sandbox = await startTestSandbox(t, {}, { catalogue, mocks });
  const { secret, token } = await sandbox.newKey();
  const transfer = (amount: string, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/sandbox/fund-transfer/v1/transfers`, {
      method: 'POST',
      headers: {
        'X-API-Key': secret,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        ...headers,
      },
      body: JSON.stringify({
        payer: { account: RAHIMA },
        payee: { account: KARIM },
        amount: { amount, currency: 'BDT' },
      }),
    });
  const api = async <T>(path: string, language = 'en') => {
    const headers = { Authorization: `Bearer ${token}`, 'Accept-Language': language };
    return (await (await fetch(`${sandbox.url}/api/v1${path}`, { headers })).json()) as { items: T[] };
  };

  const made = await transfer('1.00');
  assert.equal(made.status, 201, await made.text());
  const changed = Number(made.headers.get('x-sandbox-changes'));
  const [step] = (await api<{ changes: object[] }>(`/world/timeline?requestId=${made.headers.get('x-request-id')}`))
    .items;
  assert.equal(step?.changes.length, changed);
  const key = { 'Idempotency-Key': crypto.randomUUID() };
  await (await transfer('2.00', key)).text();
  const repeated = await transfer('2.00', key);
  assert.equal(repeated.headers.get('x-sandbox-changes'), null);
  const refused = await transfer('40000.00');
  assert.equal(refused.headers.get('x-sandbox-rule'), 'insufficient-funds');
  assert.equal(refused.headers.get('x-sandbox-changes'), null);

  const { items } = await api<Logged>('/requests');
  assert.deepEqual(
    items.map(({ status, rule, changedObjects }) => [status, rule?.name ?? null, changedObjects]),
    [
      [refused.status, 'insufficient-funds', 0],
      [201, null, 0],
      [201, null, changed],
      [201, null, changed],
    ],
  );
  assert.equal(items[0]?.rule?.because, 'The balance does not cover amount and fee.');
  const [inBangla] = (await api<Logged>('/requests', 'bn')).items;
  assert.match(inBangla?.rule?.because ?? '', /\p{Script=Bengali}/u);

  const demo = await transfer('1.00', { 'X-API-Key': 'DEMO_KEY' });
  const steps = await api<object>(`/demo-world/timeline?requestId=${demo.headers.get('x-request-id')}`);
  assert.equal(steps.items.length, 1);
});
