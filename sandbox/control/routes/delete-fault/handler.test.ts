import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

test('a deleted fault is gone from the list, and a team sees only its own', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const other = await world.join();
  const { body } = await world.send<{ id: string }>('POST', '/world/faults', { token, json: { kind: 'error' } });
  const path = `/world/faults/${body.id}`;
  const faults = async (of: string) => {
    const list = await world.send<{ items: { id: string }[] }>('GET', '/world/faults', { token: of });
    return list.body.items.map(({ id }) => id);
  };
  assert.deepEqual([await faults(token), await faults(other.token)], [[body.id], []]);
  assert.equal((await world.send('DELETE', path, { token: other.token })).status, 404);
  assert.equal((await world.send('DELETE', path, { token })).status, 204);
  assert.deepEqual(await faults(token), []);
  assert.equal((await world.send('DELETE', path, { token })).status, 404);
});
