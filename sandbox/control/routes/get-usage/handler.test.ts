import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

interface Usage {
  calls: number;
  failed: number;
  quota: { perHour: { limit: number; remaining: number } };
  services: object[];
}

test('a team sees what it called and what is left, and an organiser sees it too', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  const { team: other } = await world.join();
  world.record({ teamId: team.id });
  world.record({ teamId: team.id, status: 422 });
  world.record({ teamId: other.id });
  const { status, body } = await world.send<Usage>('GET', '/usage', { token });
  assert.equal(status, 200);
  assert.deepEqual([body.calls, body.failed], [2, 1]);
  assert.deepEqual(body.services, [{ service: 'nid-verification', version: 'v1', calls: 2, failed: 1 }]);
  assert.equal(body.quota.perHour.limit, 5000);
  assert.deepEqual((await world.send('GET', `/usage?teamId=${team.id}`, { token: ADMIN_TOKEN })).body, body);
});

test('a team cannot see the usage of another', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const { team } = await world.join();
  assert.equal((await world.send('GET', `/usage?teamId=${team.id}`, { token })).status, 403);
});
