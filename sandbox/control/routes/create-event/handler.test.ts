import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld } from '../../control-world.ts';

interface Event {
  id: string;
  joinCode: string;
  quotaPerHour: number;
  status: string;
}

test('an organiser opens an event, and teams join it with its code', async (context) => {
  const world = await controlWorld(context);
  const { status, body } = await world.send<Event>('POST', '/events', {
    token: ADMIN_TOKEN,
    json: { name: 'হ্যাকাথন ২০২৬', quotaPerHour: 10 },
  });
  assert.equal(status, 201);
  assert.deepEqual([body.status, body.quotaPerHour], ['open', 10]);
  const joined = await world.send<{ event: { id: string } }>('POST', '/teams', {
    json: { joinCode: body.joinCode, name: 'Padma' },
  });
  assert.equal(joined.body.event.id, body.id);
});

test('a join code belongs to one open event', async (context) => {
  const world = await controlWorld(context);
  const { status, body } = await world.send('POST', '/events', {
    token: ADMIN_TOKEN,
    json: { name: 'Another', joinCode: '4xkd 9t2m' },
  });
  assert.equal(status, 409);
  assert.match((body as { type: string }).type, /join-code-taken/);
});

test('what is wrong with an event is named', async (context) => {
  const world = await controlWorld(context);
  const json = { joinCode: 'ঢাকা', quotaPerSecond: 0, quotaPerHour: '5' };
  const { status, body } = await world.send<{ errors: { path: string }[] }>('POST', '/events', {
    token: ADMIN_TOKEN,
    json,
  });
  assert.equal(status, 422);
  assert.deepEqual(
    body.errors.map(({ path }) => path),
    ['/name', '/joinCode', '/quotaPerSecond', '/quotaPerHour'],
  );
});
