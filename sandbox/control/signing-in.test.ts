import assert from 'node:assert/strict';
import test from 'node:test';
import { ADMIN_TOKEN, controlWorld, PUBLIC_URL } from './control-world.ts';

test('without a token, or with something else, the caller is told what to send', async (context) => {
  const world = await controlWorld(context);
  const { key, token } = await world.join();
  for (const [authorization, said] of [
    [undefined, /no token/],
    [`Bearer ${key.secret}`, /is a key/],
    [`Bearer ${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`, /not known or has expired/],
    ['Bearer something', /neither/],
    ['Bearer', /"Bearer" and a token/],
    [`Basic ${token}`, /"Bearer" and a token/],
  ] as const) {
    const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
    const { status, headers: answered, body } = await world.send('GET', '/team', { headers });
    assert.equal(status, 401);
    assert.equal(answered.get('www-authenticate'), 'Bearer');
    assert.equal((body as { type: string }).type, `${PUBLIC_URL}/problems/sign-in-required/`);
    assert.match((body as { detail: string }).detail, said);
    assert.ok(!JSON.stringify(body).includes(key.secret));
  }
});

test('teams cannot do what organisers do', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (const [method, path] of [
    ['GET', '/events'],
    ['POST', '/events'],
    ['PATCH', '/events/event_open'],
    ['GET', '/teams'],
  ] as const) {
    const how = method === 'GET' ? { token } : { token, json: { name: 'Mine' } };
    const { status, body } = await world.send(method, path, how);
    assert.equal(status, 403, path);
    assert.match((body as { type: string }).type, /organiser-only/);
  }
});

test('where there is no admin token, nobody is an organiser', async (context) => {
  const world = await controlWorld(context, { adminToken: null });
  for (const token of [ADMIN_TOKEN, 'null', 'undefined']) {
    assert.equal((await world.send('GET', '/events', { token })).status, 401);
  }
});

test('an organiser acts for the team that it names', async (context) => {
  const world = await controlWorld(context);
  const { team } = await world.join();
  const { body } = await world.send('GET', `/team?teamId=${team.id}`, { token: ADMIN_TOKEN });
  assert.deepEqual((body as { team: object }).team, team);
});

test('wrong admin tokens are reported, and after thirty in a minute none is compared any more', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  for (let guess = 0; guess < 30; guess += 1) {
    assert.equal((await world.send('GET', '/events', { token: `guess-number-${guess}` })).status, 401);
  }
  const { status, headers, body } = await world.send('GET', '/events', { token: ADMIN_TOKEN });
  assert.equal(status, 429);
  assert.match((body as { type: string }).type, /quota-exceeded/);
  assert.ok(Number(headers.get('retry-after')) <= 60);
  assert.deepEqual(
    world.troubles.map((trouble) => (trouble as [string])[0]),
    ['A wrong admin token was sent', 'Too many wrong admin tokens: none is compared for a minute'],
  );
  assert.equal((await world.send('GET', '/team', { token })).status, 200, 'teams are not locked out');
});
