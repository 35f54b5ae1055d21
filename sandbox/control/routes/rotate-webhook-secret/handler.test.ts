import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

test('a rotated endpoint has another secret, and is otherwise the same', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 'https://team.example/webhooks' };
  const before = await world.send<{ id: string; secret: string }>('POST', '/webhook-endpoints', { token, json });
  const path = `/webhook-endpoints/${before.body.id}/rotate-secret`;
  const { status, body } = await world.send<{ secret: string }>('POST', path, { token });
  assert.equal(status, 200);
  assert.notEqual(body.secret, before.body.secret);
  assert.deepEqual({ ...body, secret: '' }, { ...before.body, secret: '' });
});
