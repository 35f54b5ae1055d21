import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey } from '../../../keys/index.ts';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

test('a revoked key is refused from that moment on, and can be revoked again', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  for (let time = 0; time < 2; time += 1) {
    assert.equal((await world.send('DELETE', `/keys/${key.id}`, { token })).status, 204);
    assert.notEqual((await world.registry.findKey(hashKey(key.secret)))?.key.revokedAt, null);
  }
});

test('a team cannot revoke the key of another; an organiser can revoke any', async (context) => {
  const world = await controlWorld(context);
  const { key } = await world.join();
  const { token, team } = await world.join();
  const path = `/keys/${key.id}`;
  assert.equal((await world.send('DELETE', path, { token })).status, 404);
  assert.equal((await world.send('DELETE', `${path}?teamId=${team.id}`, { token: ADMIN_TOKEN })).status, 404);
  assert.equal((await world.send('DELETE', path, { token: ADMIN_TOKEN })).status, 204);
});

test('a key that is not there is not found', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  for (const id of ['key_0000000000000000', '__proto__', '..', key.secret]) {
    assert.equal((await world.send('DELETE', `/keys/${encodeURIComponent(id)}`, { token })).status, 404, id);
  }
});
