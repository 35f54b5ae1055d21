import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

interface Created {
  id: string;
  secret: string;
}
interface Problem {
  detail: string;
  errors: { path: string; message: string }[];
}

test('an endpoint is made with a secret that is shown once', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 'https://team.example/webhooks', types: ['transfer.settled', 'transfer.settled'] };
  const { status, body } = await world.send<Created>('POST', '/webhook-endpoints', { token, json });
  assert.equal(status, 201);
  const { id, secret, ...others } = body;
  assert.match(secret, /^whsec_/);
  const shown = await world.send<object>('GET', `/webhook-endpoints/${id}`, { token });
  assert.deepEqual(shown.body, { id, ...others });
});

test('what is left out of an endpoint is as most need it', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 'https://team.example/webhooks' };
  const { body } = await world.send<Record<string, unknown>>('POST', '/webhook-endpoints', { token, json });
  const { types, delaySeconds, copies, enabled, description } = body;
  assert.deepEqual([types, delaySeconds, copies, enabled, description], [null, 0, 1, true, '']);
});

test('every wrong field of an endpoint is named', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 7, types: ['Not a type'], delaySeconds: 3601, copies: 3, enabled: 'yes' };
  const { status, body } = await world.send<Problem>('POST', '/webhook-endpoints', { token, json });
  assert.equal(status, 422);
  assert.deepEqual(
    body.errors.map(({ path }) => path),
    ['/url', '/types', '/delaySeconds', '/copies', '/enabled'],
  );
});

test('a URL in a private network is refused with the way out', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 'https://10.0.0.1/webhooks' };
  const { status, body } = await world.send<Problem>('POST', '/webhook-endpoints', { token, json });
  assert.equal(status, 422);
  assert.equal(body.errors[0]?.path, '/url');
  assert.match(body.detail, /GET \/webhook-messages/);
});

test('a team has ten endpoints at the most', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const json = { url: 'https://team.example/webhooks' };
  for (let count = 0; count < 10; count += 1) await world.send('POST', '/webhook-endpoints', { token, json });
  const { status, body } = await world.send<{ type: string }>('POST', '/webhook-endpoints', { token, json });
  assert.equal(status, 409);
  assert.match(body.type, /endpoint-limit-reached/);
});
