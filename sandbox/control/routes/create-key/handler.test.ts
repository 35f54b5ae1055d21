import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey } from '../../../keys/index.ts';
import { MAX_CURRENT_KEYS } from '../../../registry/index.ts';
import { controlWorld } from '../../control-world.ts';

interface NewKey {
  id: string;
  secret: string;
  label: string;
  start: string;
  expiresAt: string | null;
}

test('a team makes another key, with or without a label', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  const { status, body } = await world.send<NewKey>('POST', '/keys', { token, json: { label: 'সার্ভার' } });
  assert.equal(status, 201);
  assert.equal(body.label, 'সার্ভার');
  assert.equal(body.start, body.secret.slice(0, 8));
  assert.equal((await world.registry.findKey(hashKey(body.secret)))?.team.id, team.id);
  assert.equal((await world.send<NewKey>('POST', '/keys', { token })).body.label, 'Key');
});

test('a key can be made to end by itself', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const { body } = await world.send<NewKey>('POST', '/keys', {
    token,
    json: { expiresAt: '2999-01-01T06:00:00+06:00' },
  });
  assert.equal(body.expiresAt, '2999-01-01T00:00:00.000Z');
});

test('the eleventh working key is refused', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (let count = 1; count < MAX_CURRENT_KEYS; count += 1) {
    assert.equal((await world.send('POST', '/keys', { token })).status, 201);
  }
  const { status, body } = await world.send('POST', '/keys', { token });
  assert.equal(status, 409);
  assert.match((body as { type: string }).type, /key-limit-reached/);
});

test('wrong wishes for a key are named', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (const [json, path] of [
    [{ label: '' }, '/label'],
    [{ label: 'x'.repeat(61) }, '/label'],
    [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    [{ expiresAt: '2999-01-01' }, '/expiresAt'],
    [{ expiresAt: '9999-12-31T23:59:59-06:00' }, '/expiresAt'],
    [{ expiresAt: 5 }, '/expiresAt'],
  ] as const) {
    const { status, body } = await world.send<{ errors: { path: string }[] }>('POST', '/keys', { token, json });
    assert.equal(status, 422);
    assert.deepEqual(
      body.errors.map((error) => error.path),
      [path],
    );
  }
});
