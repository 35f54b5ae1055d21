import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { controlWorld } from '../../control-world.ts';

const { services } = await loadCatalogue({ services: ['fund-transfer', 'account-directory'] });
const TRANSFERS = { service: 'fund-transfer', version: 'v1' };

type Problem = { type: string; errors: { path: string }[] };

test('what is left out of a fault is as most need it', async (context) => {
  const world = await controlWorld(context, { services: () => services });
  const { token } = await world.join();
  const made = async (json: object) => {
    const { status, body } = await world.send<Record<string, unknown>>('POST', '/world/faults', { token, json });
    assert.equal(status, 201, JSON.stringify(body));
    const { kind, status: forced, delayMs, distribution, times, active } = body;
    return [kind, forced, delayMs, distribution, times, active];
  };
  assert.deepEqual(await made({ kind: 'latency' }), ['latency', null, 1000, 'fixed', null, true]);
  assert.deepEqual(await made({ kind: 'timeout', times: 1 }), ['timeout', null, 10_000, null, 1, true]);
  assert.deepEqual(await made({ kind: 'error' }), ['error', 503, null, null, null, true]);
  assert.deepEqual(await made({ kind: 'stuck-pending', ...TRANSFERS }), [
    'stuck-pending',
    null,
    null,
    null,
    null,
    true,
  ]);
});

test('every wrong field of a fault is named', async (context) => {
  const world = await controlWorld(context, { services: () => services });
  const { token } = await world.join();
  const wrong = async (json: object) => {
    const { status, body } = await world.send<Problem>('POST', '/world/faults', { token, json });
    assert.equal(status, 422);
    return body.errors.map(({ path }) => path);
  };
  assert.deepEqual(await wrong({ kind: 'fire', status: 200, delayMs: 0, times: 0 }), [
    '/kind',
    '/status',
    '/delayMs',
    '/times',
  ]);
  assert.deepEqual(await wrong({ kind: 'connection-reset', status: 503, delayMs: 5 }), ['/status', '/delayMs']);
  assert.deepEqual(await wrong({ kind: 'stuck-pending', ...TRANSFERS, operationId: 'createTransfer', times: 1 }), [
    '/times',
    '/operationId',
  ]);
  assert.deepEqual(await wrong({ kind: 'error', operationId: 'createTransfer' }), ['/service']);
  assert.deepEqual(await wrong({ kind: 'error', service: 'fund-transfer' }), ['/version']);
  assert.deepEqual(await wrong({ kind: 'error', service: 'sandbox', version: 'v1' }), ['/service']);
  assert.deepEqual(await wrong({ kind: 'error', ...TRANSFERS, operationId: 'fly' }), ['/operationId']);
});

test('a team has twenty faults at the most', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const create = () => world.send<Problem>('POST', '/world/faults', { token, json: { kind: 'error' } });
  for (let count = 0; count < 20; count += 1) await create();
  const { status, body } = await create();
  assert.equal(status, 409);
  assert.match(body.type, /fault-limit-reached/);
});
