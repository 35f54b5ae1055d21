import assert from 'node:assert/strict';
import test from 'node:test';
import { controlWorld, JOIN_CODE, PUBLIC_URL } from './control-world.ts';

test('with the cookie, only the portal’s own pages can change something', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const cookie = `theme=dark; dpi_session=${token}`;
  const post = (headers: Record<string, string>) => world.send('POST', '/keys', { headers: { cookie, ...headers } });

  for (const headers of [
    {},
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: PUBLIC_URL },
    { 'sec-fetch-site': 'none' },
  ]) {
    const { status, body } = await post(headers);
    assert.equal(status, 403, JSON.stringify(headers));
    assert.match((body as { type: string }).type, /cross-site-request/);
  }
  for (const headers of [
    { origin: PUBLIC_URL },
    { origin: new URL(world.url).origin },
    { 'sec-fetch-site': 'same-origin' },
  ]) {
    assert.equal((await post(headers)).status, 201, JSON.stringify(headers));
  }
});

test('reading with the cookie needs no such proof', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  assert.equal((await world.send('GET', '/team', { headers: { cookie: `dpi_session=${token}` } })).status, 200);
  assert.equal((await world.send('GET', '/team', { headers: { cookie: 'dpi_session=x' } })).status, 401);
});

test('a bearer token works from anywhere, whatever cookie comes along', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const headers = { cookie: 'dpi_session=x', origin: 'https://app.test', 'sec-fetch-site': 'cross-site' };
  assert.equal((await world.send('POST', '/keys', { token, headers })).status, 201);
});

test('any page may call with a token, none may call with credentials', async (context) => {
  const world = await controlWorld(context);
  const preflight = await world.send('OPTIONS', '/keys', {
    headers: { origin: 'https://app.test', 'access-control-request-method': 'POST' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST/);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Authorization/);
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
});

test('a page of another site cannot sign a browser in here', async (context) => {
  const world = await controlWorld(context);
  const { status, headers } = await world.send('POST', '/teams', {
    headers: { origin: 'https://app.test', 'sec-fetch-site': 'cross-site' },
    json: { joinCode: JOIN_CODE, name: 'Padma' },
  });
  assert.equal(status, 201);
  assert.equal(headers.get('set-cookie'), null);
});
