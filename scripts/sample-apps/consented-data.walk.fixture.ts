import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Platform, type RunningApp, startApp } from './app.fixture.ts';

const RAHIMA = '4912876501';
const PURPOSE = 'See which allowances a household is entitled to, by its poverty band';
const ASK = { id: 'a5c00000-0000-4000-8000-000000000001' };

/** Begins a login, and decides as the person does on the page of the provider. @returns where the browser comes back */
async function logIn(app: RunningApp, nid: string, decision: 'allow' | 'deny'): Promise<string> {
  const response = await app.get('/login', { method: 'POST' });
  const request_uri = new URL(response.headers.get('Location') ?? '').searchParams.get('request_uri');
  const simulation = { request_uri, nid, decision, acr: 'substantial' };
  const { redirect_to } = await app.service('single-sign-on/v2/login-simulations', simulation);
  const { pathname, search } = new URL(String(redirect_to));
  return pathname + search;
}

/** Requests for consent that the app has made. */
async function requestsOf(app: RunningApp) {
  const requests = await app.objects('consent-manager/v1', 'consentRequest');
  return requests.filter(({ purpose }) => String(JSON.stringify(purpose)).includes(PURPOSE));
}

async function decide(app: RunningApp, decision: 'approve' | 'refuse'): Promise<void> {
  for (const { requestId, status } of await requestsOf(app)) {
    if (status === 'pending')
      await app.service(`consent-manager/v1/consent-requests/${requestId}/decision`, { decision });
  }
}

/** @param folder where the app was unpacked */
export function walkConsentedData(platform: Platform, folder: string): void {
  test('consented-data: data comes with consent and goes with it, when every form and every call is sent twice', async (t) => {
    const app = await startApp(platform, folder, 'bn');
    t.after(() => app.close());
    app.connection.isDoubled = true;
    const back = await logIn(app, RAHIMA, 'allow');
    // A code works once; that the exchange is sent twice ends the login, as the guide says.
    app.connection.isDoubled = false;
    for (let round = 0; round < 2; round++) assert.equal((await app.get(back)).headers.get('Location'), '/');
    app.connection.isDoubled = true;
    assert.match(await (await app.get('/')).text(), /রহিমা বেগম/);
    const twice = async (path: string, form = {}) => {
      await app.post(path, form);
      return app.post(path, form);
    };
    assert.match(await twice('/link', { nid: '4912876502' }), /role="alert"/, 'the number of another');
    await twice('/link', { nid: RAHIMA });
    await twice('/ask', ASK);
    assert.equal((await requestsOf(app)).length, 1);
    assert.doesNotMatch(await twice('/fetch'), /অতিদরিদ্র/, 'before she has agreed');
    await decide(app, 'approve');
    await twice('/read');
    assert.match(await twice('/fetch'), /অতিদরিদ্র/);
    assert.doesNotMatch(await twice('/revoke'), /role="alert"|অতিদরিদ্র/);
    const refused = await twice('/fetch');
    assert.match(refused, /role="alert"[\s\S]*\p{Script=Bengali}[\s\S]*\/problems\//u);
    assert.doesNotMatch(refused, /অতিদরিদ্র/);
    await twice('/ask', ASK);
    assert.equal((await requestsOf(app)).length, 1, 'an old form asks for nothing new');
    await twice('/logout');
    assert.doesNotMatch(await twice('/fetch'), /রহিমা/);
  });

  test('consented-data: an app that is killed goes on where it was, and what was sent before is not sent anew', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    const back = await logIn(app, RAHIMA, 'allow');
    await app.get(back);
    await app.post('/link', { nid: RAHIMA });
    // Reading the clock comes first.
    await app.postAndKill('/ask', ASK, 1);
    // The page is loaded anew, and its form is another.
    assert.doesNotMatch(await app.post('/ask', { id: ASK.id.replace(/1$/, '2') }), /role="alert"/);
    assert.equal((await requestsOf(app)).length, 1);
    for (const path of ['/revoke', '/fetch', '/read', '/ask']) await app.post(path, ASK);
    await decide(app, 'approve');
    await app.post('/read');
    assert.match(await app.post('/fetch'), /Extreme/);
    await app.postAndKill('/revoke', {}, 3);
    const page = await app.post('/revoke');
    assert.doesNotMatch(page, /role="alert"|Extreme/);
    assert.match(page, /Revoked/);
    assert.match(await app.post('/fetch'), /role="alert"/);
  });

  test('consented-data: a consent that is revoked elsewhere takes the data with it, and a refusal is the end of it', async (t) => {
    const app = await startApp(platform, folder);
    t.after(() => app.close());
    const stranger = await app.get(await logIn(app, RAHIMA, 'allow'), { headers: { cookie: '' } });
    assert.equal(stranger.status, 400, 'another browser');
    const denied = await app.get(await logIn(app, RAHIMA, 'deny'));
    assert.match(await denied.text(), /refused or not completed/);

    await app.get(await logIn(app, RAHIMA, 'allow'));
    await app.post('/link', { nid: RAHIMA });
    await app.post('/ask', ASK);
    await decide(app, 'refuse');
    assert.match(await app.post('/read'), /You refuse/);
    await app.post('/ask', { id: ASK.id.replace(/1$/, '2') });
    await decide(app, 'approve');
    await app.post('/read');
    assert.match(await app.post('/fetch'), /Extreme/);
    const consents = await app.objects('consent-manager/v1', 'consent');
    const own = consents.find(({ purpose }) => String(JSON.stringify(purpose)).includes(PURPOSE));
    await app.service(`consent-manager/v1/consents/${own?.consent}/revocation`, null);
    const page = await app.post('/fetch');
    assert.match(page, /role="alert"/);
    assert.doesNotMatch(page, /Extreme/);
  });
}
