import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

const URL = 'https://team.example/webhooks';

test('what is not named of an endpoint stays as it is', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: URL, description: 'Payments', types: ['transfer.settled'] };
  const { body } = await world.send<{ id: string; secret: string }>('POST', '/webhook-endpoints', { token, json });
  const { secret: _, ...before } = body;
  const path = `/webhook-endpoints/${body.id}`;
  const paused = await world.send('PATCH', path, { token, json: { enabled: false } });
  assert.deepEqual(paused.body, { ...before, enabled: false });
  const all = await world.send('PATCH', path, { token, json: { types: null } });
  assert.deepEqual(all.body, { ...before, enabled: false, types: null });
});

test('a change that changes nothing, or to a private network, is refused', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const { body } = await world.send<{ id: string }>('POST', '/webhook-endpoints', { token, json: { url: URL } });
  for (const json of [{}, { url: 'https://[::ffff:10.0.0.1]/' }]) {
    const { status } = await world.send('PATCH', `/webhook-endpoints/${body.id}`, { token, json });
    assert.equal(status, 422, JSON.stringify(json));
  }
});

test('a team neither sees, changes, rotates nor deletes the endpoint of another', async (context) => {
  const world = await controlWorld(context);
  const [{ token }, other] = [await world.join(), await world.join()];
  const { body } = await world.send<{ id: string }>('POST', '/webhook-endpoints', { token, json: { url: URL } });
  const path = `/webhook-endpoints/${body.id}`;
  const requests = [
    ['GET', path],
    ['PATCH', path, { copies: 2 }],
    ['DELETE', path],
    ['POST', `${path}/rotate-secret`],
  ] as const;
  for (const [method, address, json] of requests) {
    const { status } = await world.send(method, address, {
      token: other.token,
      ...(json === undefined ? {} : { json }),
    });
    assert.equal(status, 404, `${method} ${address}`);
  }
  assert.equal((await world.send('GET', path, { token })).status, 200);
});
