import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

interface Page {
  items: { id: string; status: string; label: string; lastUsedAt: string | null }[];
  page: { nextCursor: string | null; hasMore: boolean };
}

test('a team sees its keys and when each was last used, but no secret and nobody else’s', async (context) => {
  const world = await controlWorld(context);
  await world.join();
  const { token, key, team } = await world.join();
  const at = Date.parse('2026-11-23T10:00:00Z');
  world.record({ teamId: team.id, keyId: key.id, at });
  const { status, body } = await world.send<Page>('GET', '/keys', { token });
  assert.equal(status, 200);
  assert.deepEqual(
    body.items.map(({ id, status, lastUsedAt }) => ({ id, status, lastUsedAt })),
    [{ id: key.id, status: 'active', lastUsedAt: new Date(at).toISOString() }],
  );
  assert.ok(!JSON.stringify(body).includes(key.secret));
});

test('the list can be read page by page', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (const label of ['b', 'c', 'd', 'e']) await world.send('POST', '/keys', { token, json: { label } });
  const labels: string[] = [];
  for (let query = 'limit=2'; query !== ''; ) {
    const { body } = await world.send<Page>('GET', `/keys?${query}`, { token });
    labels.push(...body.items.map(({ label }) => label));
    assert.equal(body.page.hasMore, body.page.nextCursor !== null);
    query = body.page.nextCursor === null ? '' : `limit=2&cursor=${body.page.nextCursor}`;
  }
  assert.deepEqual(labels, ['First key', 'b', 'c', 'd', 'e']);
});

test('a limit or cursor that cannot be is named', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (const [query, path] of [
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1e1', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=%00', 'cursor'],
    ['cursor=Zm9v', 'cursor'],
  ]) {
    const { status, body } = await world.send<{ errors: { path: string }[] }>('GET', `/keys?${query}`, { token });
    assert.equal(status, 422, query);
    assert.deepEqual(
      body.errors.map((error) => error.path),
      [path],
    );
  }
});

test('an organiser sees the keys of the team that it names', async (context) => {
  const world = await controlWorld(context);
  const { team, key } = await world.join();
  const { body } = await world.send<Page>('GET', `/keys?teamId=${team.id}`, { token: ADMIN_TOKEN });
  assert.equal(body.items[0]?.id, key.id);
  assert.equal((await world.send('GET', '/keys', { token: ADMIN_TOKEN })).status, 422);
  assert.equal((await world.send('GET', '/keys?teamId=x', { token: ADMIN_TOKEN })).status, 422);
  assert.equal((await world.send('GET', '/keys?teamId=team_0000000000000000', { token: ADMIN_TOKEN })).status, 404);
});
