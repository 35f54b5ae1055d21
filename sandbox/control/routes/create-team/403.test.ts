import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld, JOIN_CODE, PUBLIC_URL } from '../../control-world.ts';

test('a wrong join code is refused', async (context) => {
  const world = await controlWorld(context);
  const { status, headers, body } = await world.send('POST', '/teams', { json: { joinCode: 'nope', name: 'Padma' } });
  assert.equal(status, 403);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal((body as { type: string }).type, `${PUBLIC_URL}/problems/join-code-wrong/`);
  assert.equal(headers.get('set-cookie'), null);
});

test('nobody joins a closed event', async (context) => {
  const world = await controlWorld(context);
  await world.send('PATCH', '/events/event_open', { token: ADMIN_TOKEN, json: { status: 'closed' } });
  const { status, body } = await world.send('POST', '/teams', { json: { joinCode: JOIN_CODE, name: 'Padma' } });
  assert.equal(status, 403);
  assert.equal((body as { type: string }).type, `${PUBLIC_URL}/problems/event-closed/`);
});
