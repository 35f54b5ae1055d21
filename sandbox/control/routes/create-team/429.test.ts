import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, JOIN_CODE } from '../../control-world.ts';

test('an address joins so many times a minute, wrong codes included', async (context) => {
  const world = await controlWorld(context, { settings: { joinsPerMinute: 3 } });
  const join = (joinCode: string, name: string) => world.send('POST', '/teams', { json: { joinCode, name } });
  assert.equal((await join(JOIN_CODE, 'Padma')).status, 201);
  assert.equal((await join('wrong', 'Meghna')).status, 403);
  assert.equal((await join(JOIN_CODE, 'Padma')).status, 409);
  const { status, headers, body } = await join(JOIN_CODE, 'Jamuna');
  assert.equal(status, 429);
  assert.match((body as { type: string }).type, /quota-exceeded/);
  assert.ok(Number(headers.get('retry-after')) >= 1 && Number(headers.get('retry-after')) <= 60);
  assert.match(headers.get('ratelimit') ?? '', /^"joins";r=0;t=\d+$/);
  assert.equal((await world.send('POST', '/sessions', { json: { recoveryCode: 'x' } })).status, 429);
});

test('another address is not held up', async (context) => {
  let address = '192.0.2.1';
  const world = await controlWorld(context, { settings: { joinsPerMinute: 1 }, addressOf: () => address });
  await world.join();
  await assert.rejects(world.join());
  address = '192.0.2.2';
  await world.join();
});
