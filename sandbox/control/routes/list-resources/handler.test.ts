import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { teamWorlds } from '../../team-worlds.fixture.ts';

test('a team sees what services keep, and which members they never show', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const { body } = await control.send<{
    items: { id: string; idMember: string; objects: number; members: { name: string; hidden: boolean }[] }[];
  }>('GET', '/world/resources', { token });
  const accounts = body.items.find(({ id }) => id === 'fund-transfer/v1.account');
  assert.equal(accounts?.idMember, 'number');
  assert.ok((accounts?.objects ?? 0) > 5);
  assert.deepEqual(
    accounts?.members.find(({ name }) => name === 'balance'),
    { name: 'balance', hidden: true },
  );
});
