import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

test('a restored snapshot brings back objects and clock, and the timeline says so', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  const { body: snapshot } = await control.send<{ id: string }>('POST', '/world/snapshots', {
    token,
    json: { name: 'Before' },
  });
  await transfer(team.id, RAHIMA, KARIM, '1.00');
  await control.send('POST', '/world/clock/advance', { token, json: { workingDays: 30 } });
  const { status, body } = await control.send<{ clock: { aheadSeconds: number } }>(
    'POST',
    `/world/snapshots/${snapshot.id}/restore`,
    { token },
  );
  assert.equal(status, 200);
  assert.ok(body.clock.aheadSeconds <= 0);
  const changed = await control.send<{ items: object[] }>('GET', '/world/objects?changed=true', { token });
  assert.deepEqual(changed.body.items, []);
  const timeline = await control.send<{ items: { cause: object }[] }>('GET', '/world/timeline?limit=1', { token });
  assert.deepEqual(timeline.body.items[0]?.cause, {
    kind: 'restore',
    snapshot: { id: snapshot.id, name: 'Before' },
  });
});

test('a snapshot of another team cannot be restored', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const [padma, meghna] = [await control.join('Padma'), await control.join('Meghna')];
  const { body } = await control.send<{ id: string }>('POST', '/world/snapshots', {
    token: padma.token,
    json: { name: 'Ours' },
  });
  const path = `/world/snapshots/${body.id}/restore`;
  assert.equal((await control.send('POST', path, { token: meghna.token })).status, 404);
});
