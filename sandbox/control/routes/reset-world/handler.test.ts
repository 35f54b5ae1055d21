import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

test('a reset world is as it was at its beginning, and no other team notices', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const [padma, meghna] = [await control.join('Padma'), await control.join('Meghna')];
  for (const { team } of [padma, meghna]) await transfer(team.id, RAHIMA, KARIM, '10.00');
  assert.equal((await control.send('POST', '/world/reset', { token: padma.token })).status, 200);
  const changed = async ({ token }: { token: string }) =>
    (await control.send<{ items: object[] }>('GET', '/world/objects?changed=true', { token })).body.items.length;
  assert.deepEqual([await changed(padma), await changed(meghna)], [0, 3]);
});
