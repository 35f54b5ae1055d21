import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

test('a snapshot says how much of the world is the team’s own', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  await transfer(team.id, RAHIMA, KARIM, '1.00');
  const { status, body } = await control.send<{ id: string; objects: number }>('POST', '/world/snapshots', {
    token,
    json: { name: ' After  one transfer ' },
  });
  assert.equal(status, 201);
  assert.match(body.id, /^snap_/);
  assert.equal(body.objects, 3);
});

test('an eleventh snapshot is refused until another is deleted', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const take = () =>
    control.send<{ id: string; type: string }>('POST', '/world/snapshots', { token, json: { name: 'One more' } });
  const { body: first } = await take();
  for (let count = 1; count < 10; count += 1) assert.equal((await take()).status, 201);
  const refused = await take();
  assert.equal(refused.status, 409);
  assert.match(refused.body.type, /snapshot-limit-reached/);
  assert.equal((await control.send('DELETE', `/world/snapshots/${first.id}`, { token })).status, 204);
  assert.equal((await take()).status, 201);
});
