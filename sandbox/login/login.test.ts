import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import * as client from 'openid-client';
import {
  Browser,
  HTTP,
  logInAs,
  REDIRECT,
  register,
  startLogin,
  startLoginSandbox,
  tokensFor,
} from './login-sandbox.fixture.ts';

const INVALID_GRANT = { error: 'invalid_grant' };

test('openid-client logs a test person in, reads the claims, renews and revokes the tokens', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const { secret } = await sandbox.newKey();
  const config = await register(sandbox, secret);
  const tokens = await tokensFor(config, 'rahima-begum', { acr_values: 'substantial' });
  const claims = tokens.claims();
  assert.equal(claims?.acr, 'substantial');
  assert.equal(claims?.aud, config.clientMetadata().client_id);
  assert.equal(claims?.name, undefined, 'an ID token holds nothing about the person');
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '');
  assert.deepEqual(userinfo, {
    sub: claims?.sub,
    name: 'Rahima Begum',
    'name#bn': 'রহিমা বেগম',
    birthdate: '1968-03-12',
    gender: 'female',
    phone_number: '+8801712345601',
    phone_number_verified: true,
  });

  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  assert.equal(renewed.claims()?.sub, claims?.sub);
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  await client.tokenRevocation(config, renewed.refresh_token ?? '');
  await assert.rejects(client.refreshTokenGrant(config, renewed.refresh_token ?? ''), INVALID_GRANT);
  await assert.rejects(client.fetchUserInfo(config, renewed.access_token, claims?.sub ?? ''));
  assert.deepEqual(sandbox.troubles, []);
});

test('a library that does not push its requests works, too', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const { url, verifier, state, nonce } = await startLogin(config, { scope: 'openid' }, false);
  const back = await logInAs(new Browser(), url, 'karim-mia');
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const tokens = await client.authorizationCodeGrant(config, back, checks);
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  assert.deepEqual(Object.keys(userinfo), ['sub'], 'nothing that no scope asked for');
});

test('a server proves itself by private_key_jwt, and nobody else can be it', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const metadata = {
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [{ kty, crv, x, y }] },
  };
  const config = await register(sandbox, (await sandbox.newKey()).secret, metadata, client.PrivateKeyJwt(privateKey));
  assert.ok((await tokensFor(config)).access_token);

  const impostor = await client.discovery(
    sandbox.issuer,
    config.clientMetadata().client_id,
    undefined,
    client.None(),
    HTTP,
  );
  await assert.rejects(startLogin(impostor), { error: 'invalid_client', status: 401 });
});

test('a code works once, and a second use ends the tokens of the first', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const { url, verifier, state, nonce } = await startLogin(config);
  const back = await logInAs(new Browser(), url, 'rahima-begum');
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const tokens = await client.authorizationCodeGrant(config, back, checks);
  await assert.rejects(client.authorizationCodeGrant(config, back, checks), INVALID_GRANT);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token ?? ''), INVALID_GRANT);
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? ''));
});

test('a refresh token that was replaced ends the login when it is used again', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const first = await tokensFor(config);
  const second = await client.refreshTokenGrant(config, first.refresh_token ?? '');
  await assert.rejects(client.refreshTokenGrant(config, first.refresh_token ?? ''), INVALID_GRANT);
  await assert.rejects(client.refreshTokenGrant(config, second.refresh_token ?? ''), INVALID_GRANT);
});

test('a code is worth nothing without its verifier, and not to another app', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const { secret } = await sandbox.newKey();
  const [config, other] = [await register(sandbox, secret), await register(sandbox, secret)];
  const codeOf = async () => {
    const { url, verifier, state, nonce } = await startLogin(config);
    const back = await logInAs(new Browser(), url, 'rahima-begum');
    return { back, checks: { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce } };
  };
  const wrong = await codeOf();
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const attempt = client.authorizationCodeGrant(config, wrong.back, { ...wrong.checks, pkceCodeVerifier });
  await assert.rejects(attempt, INVALID_GRANT);
  const stolen = await codeOf();
  await assert.rejects(client.authorizationCodeGrant(other, stolen.back, stolen.checks), INVALID_GRANT);
});

test('a request without PKCE is refused', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const url = client.buildAuthorizationUrl(config, { redirect_uri: REDIRECT, scope: 'openid', state: 'a-state' });
  const { url: back } = await new Browser().open(url);
  assert.equal(back.searchParams.get('error'), 'invalid_request');
  assert.match(back.searchParams.get('error_description') ?? '', /PKCE/);
  assert.equal(back.searchParams.get('state'), 'a-state');
});

test('a browser is led nowhere but to a registered address', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const elsewhere = { redirect_uri: 'http://localhost:3999/elsewhere' };
  await assert.rejects(startLogin(config, elsewhere), { error: 'invalid_request', status: 400 });
  const { url } = await startLogin(config, elsewhere, false);
  const page = await new Browser().open(url);
  assert.equal(page.url.origin, sandbox.issuer.origin);
  assert.equal(page.status, 400);
  assert.match(page.text, /invalid_redirect_uri/);
});

test('tokens, codes and requests end with their time', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const tokens = await tokensFor(config);
  const sub = tokens.claims()?.sub ?? '';
  const { url, verifier, state, nonce } = await startLogin(config);
  const unused = await startLogin(config);
  const back = await logInAs(new Browser(), url, 'rahima-begum');
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  await assert.rejects(client.authorizationCodeGrant(config, back, checks), INVALID_GRANT);
  assert.match((await new Browser().open(unused.url)).text, /expired/);
  assert.equal((await client.fetchUserInfo(config, tokens.access_token, sub)).sub, sub);
  t.mock.timers.setTime(Date.now() + 15 * 60_000);
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, sub));
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  t.mock.timers.setTime(Date.now() + 30 * 24 * 3_600_000);
  await assert.rejects(client.refreshTokenGrant(config, renewed.refresh_token ?? ''), INVALID_GRANT);
});

test('clients, tokens and keys survive a restart, in files that only this user can read', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const tokens = await tokensFor(config);
  const before = await (await fetch(`${sandbox.issuer}/keys`)).text();
  await sandbox.close();
  for (const name of ['login-keys.json', 'login.sqlite']) {
    assert.equal((await stat(join(sandbox.dataDir, name))).mode & 0o777, 0o600, name);
  }
  const again = await startLoginSandbox(t, { DATA_DIR: sandbox.dataDir, PORT: sandbox.issuer.port });
  assert.equal(await (await fetch(`${again.issuer}/keys`)).text(), before);
  assert.doesNotMatch(before, /"d"/, 'the private part is nobody else’s');
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '');
  assert.equal(renewed.claims()?.sub, tokens.claims()?.sub);
});

test('one person is somebody else at each app’s address', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const { secret } = await sandbox.newKey();
  const subjectAt = async (redirect: string) => {
    const config = await register(sandbox, secret, { redirect_uris: [redirect] });
    const { url, verifier, state, nonce } = await startLogin(config, { redirect_uri: redirect });
    const back = await logInAs(new Browser(), url, 'rahima-begum');
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
    return (await client.authorizationCodeGrant(config, back, checks)).claims()?.sub;
  };
  const [first, again, other] = [
    await subjectAt('https://one.example/cb'),
    await subjectAt('https://one.example/cb'),
    await subjectAt('https://two.example/cb'),
  ];
  assert.equal(first, again);
  assert.notEqual(first, other);
});

test('what apps do stands in the log of their team without codes and tokens, and counts for it apart from its calls', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const { secret, token } = await sandbox.newKey();
  const config = await register(sandbox, secret);
  const tokens = await tokensFor(config);
  const response = await fetch(`${sandbox.url}/api/v1/requests?limit=50`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const log = await response.text();
  for (const operation of ['registerClient', 'pushAuthorizationRequest', 'startAuthorization', 'exchangeToken']) {
    assert.match(log, new RegExp(`"${operation}"`));
  }
  for (const used of [tokens.access_token, tokens.refresh_token ?? '', tokens.id_token ?? '', secret]) {
    assert.ok(!log.includes(used));
  }
  const usage = await fetch(`${sandbox.url}/api/v1/usage`, { headers: { authorization: `Bearer ${token}` } });
  const { quota } = (await usage.json()) as { quota: { perHour: { limit: number; remaining: number } } };
  assert.equal(quota.perHour.limit - quota.perHour.remaining, 1, 'the registration alone');
});

test('more logins than the quota of the team are refused', async (t) => {
  const sandbox = await startLoginSandbox(t, { QUOTA_PER_HOUR: '3' });
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  for (let count = 0; count < 3; count++) await startLogin(config);
  await assert.rejects(startLogin(config), (error: { cause?: Response }) => error.cause?.status === 429);
});

test('private keys are not published, and cookies are kept from scripts and other paths', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const { url } = await startLogin(config);
  const response = await fetch(url, { redirect: 'manual' });
  const cookies = response.headers.getSetCookie();
  assert.ok(cookies.length > 0);
  for (const cookie of cookies) {
    assert.match(cookie, /httponly/i);
    assert.match(cookie, /samesite=lax/i);
    assert.match(cookie, /path=\/sandbox\/single-sign-on\/v2/);
  }
  const { signing } = JSON.parse(await readFile(join(sandbox.dataDir, 'login-keys.json'), 'utf8'));
  const published = await (await fetch(`${sandbox.issuer}/keys`)).text();
  assert.ok(!published.includes(signing[0].d));
});

test('a person whom a team has added to its world logs in to the apps of this team alone', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const [own, other] = [await sandbox.newKey(), await sandbox.newKey()];
  const asked = {
    name: { en: 'Shirin Sultana', bn: 'শিরিন সুলতানা' },
    birthDate: '1994-02-11',
    gender: 'female',
    place: '6091',
  };
  const response = await fetch(`${sandbox.url}/api/v1/world/people`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${own.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(asked),
  });
  assert.equal(response.status, 201);
  const { id } = (await response.json()) as { id: string };
  const config = await register(sandbox, own.secret);
  const { url } = await startLogin(config);
  assert.match((await new Browser().open(url)).text, /Shirin Sultana/);
  const tokens = await tokensFor(config, id);
  const userinfo = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
  assert.deepEqual([userinfo.name, userinfo['name#bn']], [asked.name.en, asked.name.bn]);

  const elsewhere = await startLogin(await register(sandbox, other.secret));
  const browser = new Browser();
  const page = await browser.open(elsewhere.url);
  assert.doesNotMatch(page.text, /Shirin Sultana/);
  assert.match((await browser.open(page.url, { action: 'person', person: id })).text, /There is no such person/);
});
