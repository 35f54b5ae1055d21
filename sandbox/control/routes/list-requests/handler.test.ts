import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

interface Page {
  items: { id: string; teamId?: string }[];
  page: { nextCursor: string | null };
}

test('a team reads its last calls, newest first, page by page', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  for (let index = 1; index <= 5; index += 1) world.record({ teamId: team.id, id: `call-${index}` });
  world.record({ teamId: 'another', id: 'not-ours' });
  const first = await world.send<Page>('GET', '/requests?limit=3', { token });
  assert.deepEqual(
    first.body.items.map(({ id }) => id),
    ['call-5', 'call-4', 'call-3'],
  );
  const rest = await world.send<Page>('GET', `/requests?limit=3&cursor=${first.body.page.nextCursor}`, { token });
  assert.deepEqual(
    rest.body.items.map(({ id }) => id),
    ['call-2', 'call-1'],
  );
  assert.equal(rest.body.page.nextCursor, null);
});

test('failed calls can be read alone', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  world.record({ teamId: team.id, id: 'good' });
  world.record({ teamId: team.id, id: 'bad', status: 404 });
  const { body } = await world.send<Page>('GET', '/requests?outcome=failed', { token });
  assert.deepEqual(
    body.items.map(({ id }) => id),
    ['bad'],
  );
  assert.equal((await world.send('GET', '/requests?outcome=wrong', { token })).status, 422);
});
