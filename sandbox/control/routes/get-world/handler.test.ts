import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

test('a team sees what its world holds, and organisers that of any team', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  const summary = async () =>
    (await control.send<{ objects: { count: number } }>('GET', '/world', { token })).body.objects.count;
  const before = await summary();
  await transfer(team.id, RAHIMA, KARIM, '10.00');
  assert.equal(await summary(), before + 3);
  const seen = await control.send<{ objects: object }>('GET', `/world?teamId=${team.id}`, { token: ADMIN_TOKEN });
  assert.deepEqual(seen.body.objects, { count: before + 3, limit: 20_000 });
});

test('where no service has a behaviour there is no world', async (context) => {
  const control = await controlWorld(context);
  const { token } = await control.join();
  assert.equal((await control.send('GET', '/world', { token })).status, 404);
});
