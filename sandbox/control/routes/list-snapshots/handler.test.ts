import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { teamWorlds } from '../../team-worlds.fixture.ts';

test('a team sees its own snapshots, in the order in which they were taken', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const [padma, meghna] = [await control.join('Padma'), await control.join('Meghna')];
  for (const name of ['One', 'Two'])
    await control.send('POST', '/world/snapshots', { token: padma.token, json: { name } });
  const names = async ({ token }: { token: string }) =>
    (await control.send<{ items: { name: string }[] }>('GET', '/world/snapshots', { token })).body.items.map(
      ({ name }) => name,
    );
  assert.deepEqual(await names(padma), ['One', 'Two']);
  assert.deepEqual(await names(meghna), []);
});
