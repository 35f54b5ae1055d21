import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { delayOf, type FaultChoice, openFaults, TooManyFaults } from './index.ts';

const CALL = { service: 'fund-transfer', version: 'v1', operationId: 'createTransfer' };
const ERROR: FaultChoice = {
  kind: 'error',
  service: null,
  version: null,
  operationId: null,
  status: 503,
  delayMs: null,
  distribution: null,
  times: null,
};

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'faults-'));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

test('a fault for n calls is over after them, also across a restart', async (t) => {
  const dataDir = await folder(t);
  const faults = await openFaults(dataDir);
  const fault = faults.create('team', { ...ERROR, times: 2 });
  faults.use(fault);
  faults.close();
  const reopened = await openFaults(dataDir);
  t.after(() => reopened.close());
  const found = reopened.find('team', CALL);
  assert.equal(found?.id, fault.id);
  reopened.use(found);
  assert.equal(reopened.find('team', CALL), null);
});

test('a fault is for one team, and for the operation or service that it names', async (t) => {
  const faults = await openFaults(await folder(t));
  t.after(() => faults.close());
  faults.create('team', { ...ERROR, ...CALL });
  assert.equal(faults.find('other', CALL), null);
  assert.equal(faults.find('team', { ...CALL, operationId: 'getTransfer' }), null);
  assert.equal(faults.find('team', { ...CALL, version: 'v2' }), null);
  assert.notEqual(faults.find('team', CALL), null);
  faults.create('team', { ...ERROR, service: 'notifications', version: 'v1' });
  assert.notEqual(faults.find('team', { service: 'notifications', version: 'v1', operationId: null }), null);
});

test('of several faults for a call the first that is not used up counts', async (t) => {
  const faults = await openFaults(await folder(t));
  t.after(() => faults.close());
  const first = faults.create('team', { ...ERROR, times: 1 });
  const second = faults.create('team', { ...ERROR, status: 500 });
  assert.equal(faults.find('team', CALL)?.id, first.id);
  faults.use(first);
  assert.equal(faults.find('team', CALL)?.id, second.id);
  faults.delete(second);
  assert.equal(faults.find('team', CALL), null);
});

test('faults that are used up make room for new ones, and others do not', async (t) => {
  const faults = await openFaults(await folder(t));
  t.after(() => faults.close());
  const [first] = Array.from({ length: 20 }, () => faults.create('team', { ...ERROR, times: 1 }));
  assert.ok(first);
  assert.throws(() => faults.create('team', ERROR), TooManyFaults);
  faults.use(first);
  faults.create('team', ERROR);
  assert.equal(faults.of('team').length, 20);
});

test('long-tailed delays have the median that was asked for, and one in a hundred is ten times that', () => {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const latency: FaultChoice = { ...ERROR, kind: 'latency', status: null, delayMs: 200, distribution: 'long-tailed' };
  const delays = Array.from({ length: 20_000 }, () => delayOf(latency, random)).sort((a, b) => a - b);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? 0;
  assert.ok(Math.abs(at(0.5) - 200) < 10, String(at(0.5)));
  assert.ok(Math.abs(at(0.99) - 2000) < 250, String(at(0.99)));
  assert.equal(delayOf({ ...latency, distribution: 'fixed' }, random), 200);
});
