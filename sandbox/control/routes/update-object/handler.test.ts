import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

const path = `/world/objects/fund-transfer/v1/account/${RAHIMA}`;

test('what a team edits decides its next call', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  const { status, body } = await control.send<{ changed: boolean; data: object }>('PATCH', path, {
    token,
    json: { data: { status: 'closed' } },
  });
  assert.equal(status, 200);
  assert.equal(body.changed, true);
  assert.equal(await transfer(team.id, RAHIMA, KARIM, '1.00'), 'undefined');
  const timeline = await control.send<{ items: { cause: object }[] }>('GET', '/world/timeline', { token });
  assert.deepEqual(timeline.body.items[0]?.cause, { kind: 'edit' });
});

test('a wrong edit says what is wrong with each member', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const send = (json: object) =>
    control.send<{ errors: { path: string; message: string }[] }>('PATCH', path, { token, json });
  const { status, body } = await send({ data: { number: '1', balance: 5, colour: 'red' } });
  assert.equal(status, 422);
  assert.deepEqual(
    body.errors.map((error) => error.path),
    ['/data/number', '/data/balance', '/data/colour'],
  );
  assert.equal((await send({ data: [] })).body.errors[0]?.path, '/data');
  assert.equal((await control.send('PATCH', `${path}0`, { token, json: { data: {} } })).status, 404);
});
