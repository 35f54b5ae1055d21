import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import * as client from 'openid-client';
import { openBrowser } from '../../scripts/browser.ts';
import { register, startLogin, startLoginSandbox } from './login-sandbox.fixture.ts';

for (const javaScriptEnabled of [true, false]) {
  test(`a person logs in to an app on localhost in a browser ${javaScriptEnabled ? 'with' : 'without'} scripts`, async (t) => {
    const app = createServer((_req, res) => res.end('Back in the app')).listen(0, '127.0.0.1');
    await new Promise((resolve) => app.once('listening', resolve));
    t.after(() => app.close());
    const redirect = `http://localhost:${(app.address() as AddressInfo).port}/callback`;
    const sandbox = await startLoginSandbox(t);
    const config = await register(sandbox, (await sandbox.newKey()).secret, { redirect_uris: [redirect] });
    const { url, verifier, state, nonce } = await startLogin(config, {
      redirect_uri: redirect,
      acr_values: 'high',
      ui_locales: 'en',
    });

    const browser = await openBrowser();
    t.after(() => browser.close());
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(url.href);
    await page.getByLabel('Karim Mia').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    const sms = await page.locator('p.note').last().innerText();
    await page.getByLabel('One-time password').fill(/\d{6}/.exec(sms)?.[0] ?? '');
    const [scrollWidth = 0, clientWidth = 0] = await page
      .locator('html')
      .evaluate((html) => [html.scrollWidth, html.clientWidth]);
    assert.ok(scrollWidth <= clientWidth, 'nothing is wider than a phone');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`${redirect}?**`);
    assert.deepEqual(complaints, []);

    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
    const tokens = await client.authorizationCodeGrant(config, new URL(page.url()), checks);
    assert.equal(tokens.claims()?.acr, 'high');
    const { name } = await client.fetchUserInfo(config, tokens.access_token, tokens.claims()?.sub ?? '');
    assert.equal(name, 'Karim Mia');
  });
}
