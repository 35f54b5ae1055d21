import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey } from '../../../keys/index.ts';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

test('a new quota holds for the teams that have joined already', async (context) => {
  const world = await controlWorld(context);
  const { key } = await world.join();
  const { status, body } = await world.send('PATCH', '/events/event_open', {
    token: ADMIN_TOKEN,
    json: { quotaPerHour: 7, name: 'Renamed' },
  });
  assert.equal(status, 200);
  assert.equal((body as { name: string }).name, 'Renamed');
  assert.equal((await world.registry.findKey(hashKey(key.secret)))?.event.quotaPerHour, 7);
});

test('an event that is not there, and a change that changes nothing, are refused', async (context) => {
  const world = await controlWorld(context);
  const patch = (id: string, json: object) => world.send('PATCH', `/events/${id}`, { token: ADMIN_TOKEN, json });
  assert.equal((await patch('event_x', { status: 'open' })).status, 404);
  assert.equal((await patch('event_open', {})).status, 422);
  assert.equal((await patch('event_open', { status: 'paused' })).status, 422);
});
