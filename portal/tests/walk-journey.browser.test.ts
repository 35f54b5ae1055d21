import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Browser, Page, Request } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { JOIN_CODE, openPlatform, type Platform } from './platform.ts';
import { words } from './words.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOCALE = 'bn';
const says = (id: string, english: string) => words(LOCALE, id, english);
const { journeys } = await loadCatalogue({ locale: LOCALE });

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

test('a guest walks from eKYC to the first transfer, with the code from the phone, and sends again', async () => {
  const page = await openJourney('ekyc-and-first-transfer', { 'X-Forwarded-For': '10.20.0.1' });
  const calls: Request[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/sandbox/') && request.method() !== 'OPTIONS') calls.push(request);
  });
  const steps = stepsOf('ekyc-and-first-transfer');

  // A step whose values are not there yet says which to send first, and sends nothing.
  const transfer = step(page, 'create-transfer');
  await transfer.getByRole('button', { name: says('console.send', 'Send'), exact: true }).click();
  await transfer.getByText(says('journey.awaited', 'Values are missing. First send:')).waitFor();
  await transfer.getByRole('link', { name: /create-quote|১০\. / }).waitFor();
  assert.equal(calls.length, 0);

  for (const { id } of steps.slice(0, -1)) {
    await send(page, id);
    if (id === 'send-alias-code') {
      const phone = await page.context().newPage();
      await phone.goto(`${platform.url}/${LOCALE}/phone/rahima-begum`);
      await phone.getByText('123456').first().waitFor();
      await phone.close();
    }
    await noOverflow(page, id);
  }
  assert.match(await transfer.locator('textarea').inputValue(), /"quoteId": "quo_/);
  await send(page, 'create-transfer');
  await page.getByText(says('journey.ended', 'You have walked this journey to its end.')).waitFor();
  const changes = transfer.locator('section', { hasText: says('console.changes', 'What the call changed') });
  await changes
    .getByText(/^account /)
    .first()
    .waitFor();

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(AXE);
    const found = await page.evaluate(
      'axe.run().then((result) => result.violations.map(({ id, nodes }) => [id, nodes[0].html]))',
    );
    assert.deepEqual(found, [], colorScheme);
  }

  // What has been walked is there after a reload.
  await page.reload();
  await page.getByText(says('journey.ended', 'You have walked this journey to its end.')).waitFor();
  await step(page, 'create-transfer')
    .getByRole('button', { name: says('journey.look', 'Request and response') })
    .click();
  await step(page, 'create-transfer').getByText(says('journey.passed', '✓ Success criteria passed')).waitFor();

  // What is sent can be changed: a refusal says which rule it was, and the journey's values can be had again.
  const again = step(page, 'create-transfer');
  const body = again.locator('textarea');
  const asTheJourneySays = await body.inputValue();
  await body.fill(asTheJourneySays.replace('500.00', '777.00'));
  await pressSend(page, 'create-transfer');
  await again.getByText(says('journey.notPassed', '✗ Success criteria did not pass')).waitFor();
  await again.getByText(says('console.rule', 'Refused by the rule')).waitFor();
  await again.getByRole('button', { name: says('journey.restore', 'Restore the values of the journey') }).click();
  assert.equal(await body.inputValue(), asTheJourneySays);

  // Each Send is a request of its own.
  await send(page, 'create-transfer');
  const keys = calls.flatMap((request) => request.headers()['idempotency-key'] ?? []);
  assert.equal(new Set(keys).size, keys.length);

  await page.getByRole('button', { name: says('journey.startAgain', 'Start again') }).click();
  await page.getByRole('dialog').getByRole('button').last().click();
  await step(page, 'create-transfer').getByText(says('console.edit', 'Edit the request')).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem('dpi.journey.ekyc-and-first-transfer')), null);
  await send(page, 'open-session');
  await page.context().close();
});

test('a team walks through a consent and the data that it opens, by keyboard, and begins again in a reset world', async () => {
  const page = await openJourney('consented-data-pull', {}, 'সম্মতি নিয়ে চলি');
  for (const { id } of stepsOf('consented-data-pull')) {
    const button = step(page, id).getByRole('button', { name: says('console.send', 'Send'), exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await step(page, id).getByText(says('journey.passed', '✓ Success criteria passed')).waitFor();
    await noOverflow(page, id);
  }
  await page.getByText(says('journey.ended', 'You have walked this journey to its end.')).waitFor();

  const person = await page.context().newPage();
  await person.goto(`${platform.url}/${LOCALE}/citizen/rahima-begum`);
  await person.getByText('সম্মতি নিয়ে চলি').first().waitFor();
  await person.close();

  await page.getByRole('button', { name: says('journey.startAgain', 'Start again') }).click();
  await page.getByRole('dialog').getByRole('checkbox').check();
  const reset = page.waitForResponse((response) => response.url().endsWith('/api/v1/world/reset'));
  await page.getByRole('dialog').getByRole('button').last().click();
  assert.equal((await reset).status(), 200);
  await send(page, 'create-consent-request');
  await page.context().close();
});

test('without script a journey can be read and has nothing to press', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${platform.url}/docs/journeys/widows-allowance/`);
  assert.equal(await page.locator('article, main').getByRole('button').filter({ visible: true }).count(), 0);
  assert.equal(await page.getByText('curl', { exact: false }).first().isVisible(), true);
  await context.close();
});

function stepsOf(journey: string) {
  const found = journeys.find(({ id }) => id === journey);
  assert.ok(found);
  return found.steps;
}

function step(page: Page, id: string) {
  return page.locator(`#send-${id}`);
}

/** The page of a journey on a phone, by its guide's address; in the name of a team where one is named. */
async function openJourney(journey: string, headers: Record<string, string>, team?: string): Promise<Page> {
  const context = await browser.newContext({
    locale: LOCALE,
    viewport: { width: 360, height: 740 },
    extraHTTPHeaders: headers,
  });
  const page = await context.newPage();
  if (team !== undefined) {
    await page.goto(`${platform.url}/${LOCALE}/get-a-key/#code=${JOIN_CODE}`);
    await page.fill('input[name="name"]', team);
    await page.locator('main form button[type="submit"]').first().click();
    await page.locator('code', { hasText: /^dpi_[A-Za-z0-9]{38}$/ }).waitFor();
  }
  await page.goto(`${platform.url}/${LOCALE}/docs/journeys/${journey}/`);
  await page.locator('html[data-has-hydrated="true"]').waitFor({ state: 'attached' });
  return page;
}

async function pressSend(page: Page, id: string): Promise<void> {
  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) => response.url().includes('/sandbox/') && response.request().method() !== 'OPTIONS',
    ),
    step(page, id)
      .getByRole('button', { name: says('console.send', 'Send'), exact: true })
      .click(),
  ]);
  await answer.finished();
}

/** Sends a step and waits until the page says that its criteria are met. */
async function send(page: Page, id: string): Promise<void> {
  await pressSend(page, id);
  await step(page, id).getByText(says('journey.passed', '✓ Success criteria passed')).waitFor();
}

async function noOverflow(page: Page, id: string): Promise<void> {
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, id);
}
