import assert from 'node:assert/strict';
import test from 'node:test';
import * as client from 'openid-client';
import {
  type LoginSandbox,
  REDIRECT,
  register,
  startLogin,
  startLoginSandbox,
  tokensFor,
} from './login-sandbox.fixture.ts';

function send(sandbox: LoginSandbox, method: string, path: string, key: string, body?: object): Promise<Response> {
  return fetch(`${sandbox.issuer}${path}`, {
    method,
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
}

test('a team sees, uses and deletes its own clients only', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const [own, other] = [(await sandbox.newKey()).secret, (await sandbox.newKey()).secret];
  const config = await register(sandbox, own);
  const id = config.clientMetadata().client_id;
  const idsOf = async (key: string) => {
    const { clients } = (await (await send(sandbox, 'GET', '/clients', key)).json()) as {
      clients: { client_id: string }[];
    };
    return clients.map(({ client_id }) => client_id);
  };
  assert.deepEqual(await idsOf(own), [id]);
  assert.deepEqual(await idsOf(other), []);

  const { url } = await startLogin(config);
  const simulation = { request_uri: url.searchParams.get('request_uri'), nid: '4912876501', decision: 'allow' };
  assert.equal((await send(sandbox, 'POST', '/login-simulations', other, simulation)).status, 400);
  assert.equal((await send(sandbox, 'POST', '/login-simulations', own, simulation)).status, 201);
  assert.equal((await send(sandbox, 'POST', '/login-simulations', own, simulation)).status, 400, 'used up');

  const tokens = await tokensFor(config);
  assert.equal((await send(sandbox, 'DELETE', `/clients/${id}`, other)).status, 404);
  assert.equal((await send(sandbox, 'DELETE', `/clients/${id}`, own)).status, 204);
  assert.deepEqual(await idsOf(own), []);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token ?? ''), { error: 'invalid_client' });
});

test('a client needs a key, of which DEMO_KEY is one for a day', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const response = await fetch(`${sandbox.issuer}/clients`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [REDIRECT] }),
  });
  assert.equal(response.status, 401);
  const config = await register(sandbox, 'DEMO_KEY');
  assert.ok((await tokensFor(config)).access_token);
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 25 * 3_600_000 });
  await assert.rejects(startLogin(config), { error: 'invalid_client' });
});

test('a public client gets no secret', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const { secret } = await sandbox.newKey();
  const response = await send(sandbox, 'POST', '/clients', secret, { redirect_uris: [REDIRECT] });
  const registered = (await response.json()) as Record<string, unknown>;
  assert.equal(registered.token_endpoint_auth_method, 'none');
  assert.equal(registered.client_secret, undefined);
});

for (const [what, metadata] of [
  ['an address without TLS', { redirect_uris: ['http://app.example/callback'] }],
  ['a script', { redirect_uris: ['javascript:alert(1)'] }],
  ['a fragment', { redirect_uris: ['https://app.example/callback#here'] }],
  ['no address', { redirect_uris: [] }],
  ['addresses on two hosts', { redirect_uris: ['https://a.example/', 'https://b.example/'] }],
  [
    'an address after logout without TLS',
    { redirect_uris: [REDIRECT], post_logout_redirect_uris: ['http://app.example/'] },
  ],
  ['keys that would have to be fetched', { redirect_uris: [REDIRECT], jwks_uri: 'https://app.example/keys' }],
  [
    'a sector that would have to be fetched',
    { redirect_uris: [REDIRECT], sector_identifier_uri: 'https://a.example/s' },
  ],
  ['a secret', { redirect_uris: [REDIRECT], token_endpoint_auth_method: 'client_secret_basic' }],
  ['a flow that is not offered', { redirect_uris: [REDIRECT], response_types: ['id_token'] }],
] as const) {
  test(`a client with ${what} is refused`, async (t) => {
    const sandbox = await startLoginSandbox(t);
    const response = await send(sandbox, 'POST', '/clients', (await sandbox.newKey()).secret, metadata);
    assert.equal(response.status, 400);
    assert.match(((await response.json()) as { error: string }).error, /^invalid_(client_metadata|redirect_uri)$/);
  });
}

test('a team has as many clients as it may, and others have room', async (t) => {
  const sandbox = await startLoginSandbox(t, { QUOTA_PER_SECOND: '1000' });
  const [own, other] = [(await sandbox.newKey()).secret, (await sandbox.newKey()).secret];
  const metadata = { redirect_uris: [REDIRECT] };
  for (let count = 0; count < 50; count++) {
    assert.equal((await send(sandbox, 'POST', '/clients', own, metadata)).status, 201);
  }
  const refused = await send(sandbox, 'POST', '/clients', own, metadata);
  assert.equal(refused.status, 409);
  assert.match(((await refused.json()) as { type: string }).type, /client-limit-reached/);
  assert.equal((await send(sandbox, 'POST', '/clients', other, metadata)).status, 201);
});

test('examples can be had by name, and without a key where the provider needs none', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const response = await fetch(`${sandbox.issuer}/tokens`, {
    method: 'POST',
    headers: { 'X-Sandbox-Scenario': 'code-used' },
    body: new URLSearchParams({ grant_type: 'authorization_code', client_id: 'app-1f0c5a7be2d94c36' }),
  });
  assert.equal(response.status, 400);
  assert.equal(response.headers.get('x-sandbox-example'), 'code-used');
});

test('a body that no client has is refused before it is read as JSON', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const key = (await sandbox.newKey()).secret;
  for (const client_name of ['x'.repeat(70_000), 'x'.repeat(900_000)]) {
    const response = await send(sandbox, 'POST', '/clients', key, { redirect_uris: [REDIRECT], client_name });
    assert.equal(response.status, 413);
    assert.match(((await response.json()) as { detail: string }).detail, /65,?536/);
  }
});
