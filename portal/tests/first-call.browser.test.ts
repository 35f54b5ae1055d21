import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { openPlatform, type Platform } from './platform.ts';
import { words } from './words.ts';

let platform: Platform;
let browser: Browser;

before(async () => {
  platform = await openPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const locale of ['en', 'bn']) {
  test(`the first call of the home page and of services is sent from a phone, and succeeds (${locale})`, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale });
    const { services } = await loadCatalogue();
    const simulated = services.filter(({ servedBy }) => servedBy === 'sandbox').slice(0, 5);
    for (const path of ['/', ...simulated.map(({ url }) => url)]) {
      const page = await context.newPage();
      await page.goto(platform.url + (locale === 'en' ? '' : `/${locale}`) + path, { waitUntil: 'networkidle' });
      const button = page.getByRole('button', { name: words(locale, 'console.send', 'Send'), exact: true });
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().includes('/sandbox/')),
        button.click(),
      ]);
      assert.ok(answer.ok(), `${path} ${answer.status()}`);
      assert.equal(answer.request().headers()['x-api-key'], 'DEMO_KEY');
      await page.locator(':focus', { hasText: String(answer.status()) }).waitFor();
      await page.close();
    }
    await context.close();
  });
}

test('the first call of a service that takes an Idempotency-Key is another request each time it is sent', async () => {
  const { services } = await loadCatalogue();
  const service = services.find(({ operations: [first] }) =>
    first?.parameters.some(({ name, in: place }) => place === 'header' && name === 'Idempotency-Key'),
  );
  assert.ok(service);
  const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': '10.40.0.1' } });
  const page = await context.newPage();
  await page.goto(platform.url + service.url, { waitUntil: 'networkidle' });
  const keys: (string | undefined)[] = [];
  for (let count = 0; count < 2; count++) {
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.url().includes('/sandbox/')),
      page.getByRole('button', { name: 'Send', exact: true }).click(),
    ]);
    keys.push(response.request().headers()['idempotency-key']);
    await page.locator(':focus', { hasText: String(response.status()) }).waitFor();
  }
  assert.match(keys[0] ?? '', /^[0-9a-f-]{36}$/);
  assert.notEqual(keys[0], keys[1]);
  await context.close();
});

test('the way from a first call to the console opens it on a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(platform.url, { waitUntil: 'networkidle' });
  await page.getByRole('link', { name: 'Change the request in the console' }).click();
  await page.locator('#try:focus').waitFor();
  await page.getByRole('button', { name: 'Edit the request' }).waitFor();
  await context.close();
});

test('each kind of reader has a first step on the home page that leads somewhere', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(platform.url);
  for (const [who, step] of [
    ['Developers', 'Send a first call'],
    ['Hackathon teams', 'Join with your code'],
    ['Agencies', 'Publish a service'],
  ] as const) {
    const door = page.locator('main section > div', { has: page.getByRole('heading', { name: who, exact: true }) });
    const href = await door.getByRole('link', { name: step }).getAttribute('href');
    assert.ok(href);
    if (href.startsWith('#')) assert.equal(await page.locator(href).count(), 1);
    else assert.equal((await fetch(platform.url + href)).status, 200);
  }
  await page.context().close();
});
