import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';
import { RAHIMA, teamWorlds } from '../../team-worlds.fixture.ts';

test('a team reads an object with the members that its service hides', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const path = `/world/objects/fund-transfer/v1/account/${RAHIMA}`;
  const { status, body } = await control.send<{ data: Record<string, unknown> }>('GET', path, { token });
  assert.equal(status, 200);
  assert.equal(body.data.holder, 'rahima-begum');
});

test('an object that is not there is a problem that leads to those that are', async (context) => {
  const { worlds } = teamWorlds();
  const control = await controlWorld(context, { worlds: () => worlds });
  const { token } = await control.join();
  const path = '/world/objects/fund-transfer/v1/account/7';
  const { status, body } = await control.send<{ detail: string }>('GET', path, { token });
  assert.equal(status, 404);
  assert.match(body.detail, /no account "7" of fund-transfer\/v1.*GET \/world\/objects/);
});
