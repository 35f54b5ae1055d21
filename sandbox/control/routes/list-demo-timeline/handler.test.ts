import assert from 'node:assert/strict';
import test from 'node:test';
import { worldOfGuest } from '@dpi/mocks';
import { controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, sendTransfer, teamWorlds } from '../../team-worlds.fixture.ts';

interface Page {
  items: { cause: { requestId: string }; changes: { resource: string; action: string }[] }[];
}

test('a caller with the demo key reads what a call changed, at the address that it came from only', async (context) => {
  const { worlds } = teamWorlds();
  let address = '192.0.2.1';
  const control = await controlWorld(context, { worlds: () => worlds, addressOf: () => address });
  const world = worldOfGuest(address);
  for (const requestId of ['r1', 'r2'])
    await sendTransfer(worlds, { world, payer: RAHIMA, payee: KARIM, amount: '1.00', requestId });
  const read = async (id: string) => (await control.send<Page>('GET', `/demo-world/timeline?requestId=${id}`)).body;
  const { items } = await read('r1');
  assert.deepEqual(
    items.map(({ cause }) => cause.requestId),
    ['r1'],
  );
  assert.ok(items[0]?.changes.some(({ resource, action }) => resource === 'transfer' && action === 'created'));
  assert.deepEqual((await read('r3')).items, []);
  address = '192.0.2.2';
  assert.deepEqual((await read('r1')).items, []);
});

test('the timeline of a demo world is not shown as a whole, and that of a team to nobody else', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { team } = await control.join();
  await transfer(team.id, RAHIMA, KARIM, '1.00', 'r1');
  assert.equal((await control.send('GET', '/demo-world/timeline')).status, 422);
  const { body } = await control.send<Page>('GET', '/demo-world/timeline?requestId=r1');
  assert.deepEqual(body.items, []);
});
