import assert from 'node:assert/strict';
import test from 'node:test';
import { hashKey } from '../../../keys/index.ts';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

test('signing out ends the token, clears the cookie and leaves the keys alone', async (context) => {
  const world = await controlWorld(context);
  const { token, key } = await world.join();
  const { status, headers } = await world.send('DELETE', '/sessions/current', { token });
  assert.equal(status, 204);
  assert.match(headers.get('set-cookie') ?? '', /^dpi_session=; .*Max-Age=0$/);
  assert.equal((await world.send('GET', '/team', { token })).status, 401);
  assert.equal((await world.registry.findKey(hashKey(key.secret)))?.key.revokedAt, null);
});

test('an organiser has no session to end', async (context) => {
  const world = await controlWorld(context);
  assert.equal((await world.send('DELETE', '/sessions/current', { token: ADMIN_TOKEN })).status, 401);
});
