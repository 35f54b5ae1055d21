import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, PERSONAS } from '../../control-world.ts';

test('anybody can list the personas, page by page', async (context) => {
  const world = await controlWorld(context);
  const first = await world.send<{ items: { id: string }[]; page: { nextCursor: string } }>('GET', '/personas?limit=2');
  const rest = await world.send<{ items: { id: string }[] }>('GET', `/personas?cursor=${first.body.page.nextCursor}`);
  assert.deepEqual(
    [...first.body.items, ...rest.body.items].map(({ id }) => id),
    PERSONAS.map(({ id }) => id),
  );
});
