import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { ShareCodes } from '../../share-code.ts';
import { KARIM, RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

const WEEK = 7 * 86_400_000;

async function sharing(context: test.TestContext) {
  const { worlds, transfer } = teamWorlds();
  let now = Date.parse('2026-11-29T20:00:00+06:00');
  const shareCodes = new ShareCodes('secret', () => now);
  const control = await controlWorld(context, { worlds: () => worlds, shareCodes });
  const [padma, meghna] = [await control.join('Padma'), await control.join('Meghna')];
  await transfer(padma.team.id, RAHIMA, KARIM, '1.00');
  const { token } = padma;
  const { body } = await control.send<{ id: string }>('POST', '/world/snapshots', { token, json: { name: 'Paid' } });
  const path = `/world/snapshots/${body.id}`;
  const shared = await control.send<{ code: string; expiresAt: string }>('POST', `${path}/share`, { token });
  assert.equal(shared.status, 201);
  const restore = async (code = shared.body.code) =>
    (await control.send('POST', '/world/restore-shared', { token: meghna.token, json: { code } })).status;
  const changed = async (of: { token: string }) => {
    const { body } = await control.send<{ items: object[] }>('GET', '/world/objects?changed=true', { token: of.token });
    return body.items.length;
  };
  return {
    control,
    transfer,
    padma,
    meghna,
    path,
    shared: shared.body,
    restore,
    changed,
    wait: (time: number) => (now += time),
  };
}

test('another team restores a snapshot by its code, and each goes on in a world of its own', async (context) => {
  const { control, transfer, padma, meghna, restore, changed } = await sharing(context);
  assert.deepEqual([await changed(padma), await changed(meghna)], [3, 0]);
  assert.equal(await restore(), 200);
  assert.equal(await changed(meghna), 3);
  await transfer(meghna.team.id, RAHIMA, KARIM, '2.00', 'req_2');
  assert.deepEqual([await changed(padma), await changed(meghna)], [3, 4]);
  const { body } = await control.send<{ items: { cause: { kind: string; snapshot: { name: string } } }[] }>(
    'GET',
    '/world/timeline?limit=2',
    { token: meghna.token },
  );
  assert.equal(body.items[1]?.cause.snapshot.name, 'Paid');
});

test('a code ends after a week', async (context) => {
  const { restore, shared, wait } = await sharing(context);
  assert.equal(Date.parse(shared.expiresAt) - Date.parse('2026-11-29T20:00:00+06:00'), WEEK);
  wait(WEEK - 1000);
  assert.equal(await restore(), 200);
  wait(1000);
  assert.equal(await restore(), 404);
});

test('a code ends when its snapshot is deleted, and a changed one is none', async (context) => {
  const { control, padma, path, restore, shared } = await sharing(context);
  assert.equal(await restore(`x${shared.code}`), 404);
  assert.equal(await restore('nobody.knows'), 404);
  assert.equal(await restore(new ShareCodes('other').issue({ team: padma.team.id, snapshot: 'snap_1' }).code), 404);
  assert.equal((await control.send('DELETE', path, { token: padma.token })).status, 204);
  assert.equal(await restore(), 404);
});
