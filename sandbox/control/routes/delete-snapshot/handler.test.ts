import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { teamWorlds } from '../../team-worlds.fixture.ts';

test('a deleted snapshot is gone', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const { body } = await control.send<{ id: string }>('POST', '/world/snapshots', { token, json: { name: 'Old' } });
  const path = `/world/snapshots/${body.id}`;
  assert.equal((await control.send('DELETE', path, { token })).status, 204);
  assert.equal((await control.send('DELETE', path, { token })).status, 404);
  assert.equal((await control.send('POST', `${path}/restore`, { token })).status, 404);
});
