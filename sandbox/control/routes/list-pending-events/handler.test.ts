import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { JAMAL, KARIM, teamWorlds } from '../../team-worlds.fixture.ts';

interface Page {
  items: { event: string; because: string; object: { objectId: string } }[];
  page: { nextCursor: string | null };
}

test('what waits for its time is listed, the earliest first, page by page', async (context) => {
  const { worlds, transfer } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token, team } = await control.join();
  const id = await transfer(team.id, JAMAL, KARIM, '20000.00');
  const first = await control.send<Page>('GET', '/world/pending-events?limit=1', { token });
  assert.deepEqual(
    first.body.items.map(({ event, because, object }) => [event, because, object.objectId]),
    [['settle', 'The bank of the payee has answered.', id]],
  );
  const rest = await control.send<Page>('GET', `/world/pending-events?limit=100&cursor=${first.body.page.nextCursor}`, {
    token,
  });
  assert.ok(rest.body.items.length > 0);
  assert.ok(rest.body.items.every(({ object }) => object.objectId !== id));
});
