import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import * as client from 'openid-client';
import { Browser, logInAs, register, startLogin, startLoginSandbox } from './login-sandbox.fixture.ts';

async function begun(t: TestContext, parameters: Record<string, string> = {}) {
  const sandbox = await startLoginSandbox(t);
  const config = await register(sandbox, (await sandbox.newKey()).secret);
  const { url } = await startLogin(config, { acr_values: 'substantial', ...parameters });
  const browser = new Browser();
  return { sandbox, config, browser, page: await browser.open(url) };
}

const errorOf = ({ searchParams }: URL) => [searchParams.get('error'), searchParams.get('error_description')];

test('a wrong one-time password can be tried again, and three of them end the login', async (t) => {
  const { browser, page } = await begun(t);
  const asked = await browser.open(page.url, { action: 'person', person: 'rahima-begum' });
  assert.match(asked.text, /autocomplete="one-time-code"/);
  const wrong = { action: 'password', code: 'wrong' };
  const second = await browser.open(page.url, wrong);
  assert.equal(second.status, 400);
  assert.match(second.text, /role="alert">The one-time password is wrong\. 2 tries are left/);
  assert.match((await browser.open(page.url, wrong)).text, /One try is left/);
  const { url } = await browser.open(page.url, wrong);
  assert.deepEqual(errorOf(url), ['access_denied', 'The person could not be authenticated: 3 wrong tries.']);
});

test('a one-time password expires, and a new one can be had', async (t) => {
  const { browser, page } = await begun(t);
  const first = await browser.open(page.url, { action: 'person', person: 'rahima-begum' });
  const code = /\b\d{6}\b/.exec(first.text.replace(/<style>[\s\S]*<\/style>/, ''))?.[0] ?? '';
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 181_000 });
  const late = await browser.open(page.url, { action: 'password', code });
  assert.match(late.text, /role="alert">The one-time password has expired/);
  assert.match((await logInAs(browser, page.url, 'rahima-begum')).search, /code=/);
});

test('who cannot be reached gets no one-time password, and whatever is typed is wrong', async (t) => {
  const { browser, page } = await begun(t);
  const asked = await browser.open(page.url, { action: 'person', person: 'shahin-alam' });
  assert.match(asked.text, /this phone is never reached/);
  assert.doesNotMatch(asked.text.replace(/<style>[\s\S]*<\/style>/, ''), /\b\d{6}\b/);
  assert.equal((await browser.open(page.url, { action: 'password', code: '' })).status, 400);
  const { url } = await browser.open(page.url, { action: 'cancel' });
  assert.deepEqual(errorOf(url), ['access_denied', 'The person cancelled the login.']);
});

test('who cannot log in is told why, and another person can be chosen', async (t) => {
  const { browser, page } = await begun(t);
  for (const [person, reason] of [
    ['mizanur-rahman', /Mizanur Rahman cannot log in: the identity is blocked/],
    ['hajera-banu', /Hajera Banu cannot log in: the person has died/],
    ['nobody', /There is no such person/],
  ] as const) {
    assert.match((await browser.open(page.url, { action: 'person', person })).text, reason);
  }
  assert.match((await logInAs(browser, page.url, 'karim-mia')).search, /code=/);
});

test('consent can be refused, and is asked once', async (t) => {
  const { browser, page, config } = await begun(t);
  await browser.open(page.url, { action: 'person', person: 'rahima-begum' });
  const password = await browser.open(page.url);
  const code = /\b\d{6}\b/.exec(password.text.replace(/<style>[\s\S]*<\/style>/, ''))?.[0] ?? '';
  const consent = await browser.open(page.url, { action: 'password', code });
  for (const shown of ['Test app', 'Rahima Begum', '1968-03-12', '+8801712345601']) {
    assert.ok(consent.text.includes(shown), shown);
  }
  const { url } = await browser.open(consent.url, { action: 'refuse' });
  assert.deepEqual(errorOf(url), ['access_denied', 'The person refused consent.']);

  const again = await startLogin(config, { acr_values: 'substantial' });
  assert.match((await logInAs(browser, again.url, 'rahima-begum')).search, /code=/);
  const third = await startLogin(config, { acr_values: 'substantial' });
  assert.match((await browser.open(third.url)).url.search, /code=/, 'logged in and agreed already');
});

test('a higher level of assurance asks for more, even of somebody who is logged in', async (t) => {
  const { browser, page, config } = await begun(t, { acr_values: 'low' });
  assert.match((await logInAs(browser, page.url, 'rahima-begum')).search, /code=/);
  const high = await startLogin(config, { acr_values: 'high' });
  const asked = await browser.open(high.url);
  assert.match(asked.text, /Level of assurance: high/);
  const factors = await browser.open(asked.url, { action: 'person', person: 'rahima-begum' });
  assert.match(factors.text, /name="biometric"/);
  const code = /\b\d{6}\b/.exec(factors.text.replace(/<style>[\s\S]*<\/style>/, ''))?.[0] ?? '';
  const differs = await browser.open(asked.url, { action: 'password', code, biometric: 'differs' });
  assert.match(differs.text, /does not match/);
  const { url } = await browser.open(asked.url, { action: 'password', code, biometric: 'matches' });
  assert.match(url.search, /code=/);
});

test('the page speaks the language that the app or the browser asks for', async (t) => {
  const { browser, page } = await begun(t, { ui_locales: 'bn' });
  assert.match(page.text, /<html lang="bn">/);
  assert.match(page.text, /রহিমা বেগম/);
  const { href } = new URL('?ui_locales=en', page.url);
  assert.match((await browser.open(href)).text, /<html lang="en">[\s\S]*Rahima Begum/);
});

test('no script runs on the page, nobody frames it, and its forms lead only here and to the app', async (t) => {
  const { page } = await begun(t);
  const response = await fetch(page.url);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /form-action 'self' http:\/\/localhost:3999(;|$)/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(response.status, 400, 'another browser cannot go on with the login');
});

test('another site cannot send the forms of the page', async (t) => {
  const { page } = await begun(t);
  const response = await fetch(page.url, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams({ action: 'person', person: 'rahima-begum' }),
  });
  assert.equal(response.status, 403);
});

test('what an app calls itself is shown as text', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const name = '<script>alert(1)</script>';
  const config = await register(sandbox, (await sandbox.newKey()).secret, { client_name: name });
  const { url } = await startLogin(config);
  const { text } = await new Browser().open(url);
  assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
  assert.ok(!text.includes(name));
});

test('logging out ends the tokens of the login and leads back to the app', async (t) => {
  const sandbox = await startLoginSandbox(t);
  const after = 'http://localhost:3999/';
  const config = await register(sandbox, (await sandbox.newKey()).secret, { post_logout_redirect_uris: [after] });
  const { url, verifier, state, nonce } = await startLogin(config);
  const browser = new Browser();
  const back = await logInAs(browser, url, 'rahima-begum');
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const tokens = await client.authorizationCodeGrant(config, back, checks);
  const end = client.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: after,
    state: 'a-state',
  });
  const page = await browser.open(end);
  const xsrf = /name="xsrf" value="(\w+)"/.exec(page.text)?.[1] ?? '';
  const confirm = new URL(`${sandbox.issuer}/session-end/confirm`);
  assert.equal((await browser.open(confirm, { xsrf, logout: 'yes' })).url.href, `${after}?state=a-state`);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token ?? ''), { error: 'invalid_grant' });
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? ''));

  const elsewhere = new URL(end);
  elsewhere.searchParams.set('post_logout_redirect_uri', 'http://localhost:3999/elsewhere');
  assert.equal((await browser.open(elsewhere)).status, 400);
});
