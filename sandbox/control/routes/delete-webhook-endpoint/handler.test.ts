import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

test('a deleted endpoint is gone from the list', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 'https://team.example/webhooks' };
  const { body } = await world.send<{ id: string }>('POST', '/webhook-endpoints', { token, json });
  assert.equal((await world.send('DELETE', `/webhook-endpoints/${body.id}`, { token })).status, 204);
  const list = await world.send<{ items: object[] }>('GET', '/webhook-endpoints', { token });
  assert.deepEqual(list.body.items, []);
  assert.equal((await world.send('DELETE', `/webhook-endpoints/${body.id}`, { token })).status, 404);
});
