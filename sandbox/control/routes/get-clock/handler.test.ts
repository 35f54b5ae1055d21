import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { JAMAL, KARIM, teamWorlds } from '../../team-worlds.fixture.ts';

test('the clock of a world says when something is due next', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  await transfer(team.id, JAMAL, KARIM, '20000.00');
  const { body } = await control.send<Record<string, string>>('GET', '/world/clock', { token });
  assert.equal(body.aheadSeconds, 0);
  const wait = Date.parse(String(body.nextEventAt)) - Date.parse(String(body.now));
  assert.ok(wait > 50_000 && wait <= 65_000, String(wait));
});
