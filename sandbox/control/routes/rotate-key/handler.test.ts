import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey } from '../../../keys/index.ts';
import { keyState } from '../../../registry/index.ts';
import { controlWorld } from '../../control-world.ts';

interface Rotated {
  id: string;
  secret: string;
  label: string;
  replaces: { id: string; status: string; expiresAt: string; replacedBy: string };
}

test('a rotated key works beside the new one for as long as was asked', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  const before = Date.now();
  const { status, body } = await world.send<Rotated>('POST', `/keys/${key.id}/rotate`, {
    token,
    json: { overlapSeconds: 3600 },
  });
  assert.equal(status, 201);
  assert.equal(body.label, key.label);
  assert.equal(body.replaces.id, key.id);
  assert.equal(body.replaces.replacedBy, body.id);
  const end = Date.parse(body.replaces.expiresAt);
  assert.ok(end >= before + 3_600_000 && end <= Date.now() + 3_600_000);
  for (const secret of [key.secret, body.secret]) {
    const owner = await world.registry.findKey(hashKey(secret));
    assert.equal(owner && keyState(owner.key, Date.now()), 'active');
  }
});

test('without overlap the old key is refused at once', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  const { body } = await world.send<Rotated>('POST', `/keys/${key.id}/rotate`, { token, json: { overlapSeconds: 0 } });
  assert.equal(body.replaces.status, 'expired');
});

test('a key is rotated once', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  const rotate = () => world.send('POST', `/keys/${key.id}/rotate`, { token, json: { overlapSeconds: 60 } });
  assert.equal((await rotate()).status, 201);
  const { status, body } = await rotate();
  assert.equal(status, 409);
  assert.match((body as { type: string }).type, /key-inactive/);
});

test('the overlap must be a whole number of seconds, a day at most', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  for (const overlapSeconds of [-1, 86_401, 1.5, '60', null, undefined]) {
    const { status } = await world.send('POST', `/keys/${key.id}/rotate`, { token, json: { overlapSeconds } });
    assert.equal(status, 422, String(overlapSeconds));
  }
  const { status, body } = await world.send('POST', `/keys/${key.id}/rotate`, { token });
  assert.equal(status, 400);
  assert.match((body as { detail: string }).detail, /no body/);
});

test('a team cannot rotate the key of another', async (context) => {
  const world = await controlWorld(context);
  const { key } = await world.join();
  const { token } = await world.join();
  const { status, body } = await world.send('POST', `/keys/${key.id}/rotate`, { token, json: { overlapSeconds: 0 } });
  assert.equal(status, 404);
  assert.match((body as { type: string }).type, /key-not-found/);
});
