import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

interface Page {
  items: { id: string; activeKeys: number; calls: number; failed: number }[];
  page: { nextCursor: string | null };
}

test('an organiser sees every team and what it did, page by page', async (context) => {
  const world = await controlWorld(context);
  const teams = [await world.join(), await world.join(), await world.join()];
  world.record({ teamId: teams[0]?.team.id ?? '', status: 500 });
  await world.send('POST', '/keys', { token: teams[0]?.token ?? '' });
  const first = await world.send<Page>('GET', '/teams?limit=2&eventId=event_open', { token: ADMIN_TOKEN });
  assert.deepEqual(
    first.body.items.map(({ activeKeys, calls, failed }) => [activeKeys, calls, failed]),
    [
      [2, 1, 1],
      [1, 0, 0],
    ],
  );
  const rest = await world.send<Page>('GET', `/teams?limit=2&cursor=${first.body.page.nextCursor}`, {
    token: ADMIN_TOKEN,
  });
  assert.deepEqual(
    [...first.body.items, ...rest.body.items].map(({ id }) => id),
    teams.map(({ team }) => team.id),
  );
  assert.equal(rest.body.page.nextCursor, null);
});

test('a team does not see the others', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  assert.equal((await world.send('GET', '/teams', { token })).status, 403);
});
