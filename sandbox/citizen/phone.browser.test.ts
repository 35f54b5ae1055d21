import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test from 'node:test';
import { openBrowser } from '../../scripts/browser.ts';
import { RAHIMA, startCitizenSandbox } from './citizen-sandbox.fixture.ts';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('on a small screen, by keyboard alone, codes are dialled and consents given, and an SMS appears by itself', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  // The sessions of the beginning have ended by then.
  await sandbox.advance(key, 3600);
  const browser = await openBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
  await context.addCookies([{ name: 'dpi_session', value: key.token, url: sandbox.url }]);
  const page = await context.newPage();
  const check = async (state: string) => {
    await page.evaluate(AXE);
    const violations: string[] = await page.evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    );
    assert.deepEqual(violations, [], state);
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${state}: nothing is wider`);
  };

  await page.goto(`${sandbox.url}/bn/phone/rahima-begum`);
  await check('messages');
  const message = {
    channel: 'sms',
    recipient: { mobile: RAHIMA },
    language: 'bn',
    text: 'আপনার কোড ৪৮২৯১৩',
    urgent: true,
  };
  await sandbox.call(key, 'POST', '/notifications/v1/messages', message);
  await sandbox.advance(key, 10);
  await page.getByText('আপনার কোড ৪৮২৯১৩').waitFor();
  assert.match(await page.getByRole('status').innerText(), /GOV INFO/, 'it is announced');

  await page.getByRole('link', { name: 'USSD' }).focus();
  await page.keyboard.press('Enter');
  const code = page.getByLabel('কোড', { exact: true });
  await code.focus();
  await check('dialler');
  await page.keyboard.type('*333*7#');
  await page.keyboard.press('Enter');
  await page.getByText('ভাতা সেবা। বেছে নিন:').waitFor();
  await check('session');
  await page.getByLabel('আপনার উত্তর').focus();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await page.getByText('ভাতা প্রতি প্রান্তিকে আসে।').waitFor();
  await page.getByRole('link', { name: 'বন্ধ করুন' }).click();
  await code.waitFor();

  await page.goto(`${sandbox.url}/bn/citizen/rahima-begum`);
  await check('consents');
  await page.getByLabel('জন্মতারিখ').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'সম্মতি দিন' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('এখন কেউ সম্মতি চাইছে না।').waitFor();
  const given = await page.locator('article', { hasText: 'ব্যাংক অ্যাকাউন্ট খোলা' }).innerText();
  assert.match(given, /নাম, ঠিকানা/);
  for (const app of ['কে দেখেছে', 'নথি', 'আবেদন']) {
    await page.getByRole('link', { name: app, exact: true }).click();
    await page.getByRole('heading', { name: app, level: 2 }).waitFor();
    await check(app);
  }
});

test('a link opens the phone in another browser', async (t) => {
  const sandbox = await startCitizenSandbox(t);
  const key = await sandbox.newKey();
  const shared = await sandbox.submit(key, '/phone/rahima-begum/share', {});
  const [, code = ''] = /<output>[^<#]+#([^<]+)<\/output>/.exec(shared.text) ?? [];
  const browser = await openBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${sandbox.url}/phone/rahima-begum/open#${code}`);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.getByText('You see the world of the team').waitFor();
  assert.equal(new URL(page.url()).pathname, '/phone/rahima-begum');
  assert.deepEqual(complaints, []);
});
