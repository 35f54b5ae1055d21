import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { JOIN_CODE, type Platform, startPlatform } from './platform.ts';
import { words } from './words.ts';

let platform: Platform;
let browser: Browser;

before(async () => {
  platform = await startPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const [locale, team] of [
  ['en', 'World Builders'],
  ['bn', 'জগৎ গড়ি'],
] as const) {
  test(`a team sees what its call changed and why, and steers its world (${locale})`, async () => {
    const page = await (await browser.newContext({ locale })).newPage();
    const prefix = locale === 'en' ? '' : `/${locale}`;
    const says = (id: string, english: string) => words(locale, id, english);
    await page.goto(`${platform.url}${prefix}/get-a-key/#code=${JOIN_CODE}`);
    await page.fill('input[name="name"]', team);
    await page.locator('form button[type="submit"]').first().click();
    await page.locator('code', { hasText: /^dpi_[A-Za-z0-9]{38}$/ }).waitFor();
    await transfer(await page.evaluate(() => localStorage.getItem('dpi.key') ?? ''));

    await page.goto(`${platform.url}${prefix}/my-world/`);
    const timeline = page.locator('section[aria-labelledby="timeline"]');
    await timeline.getByRole('link', { name: 'createTransfer' }).waitFor();
    await timeline.getByText(says('world.created', 'Created')).first().waitFor();

    await page.getByLabel(says('world.changedOnly', 'Only what differs from the beginning')).check();
    const objects = page.locator('section[aria-labelledby="objects"]');
    const account = objects.locator('li', { hasText: 'account' }).first();
    await account.locator('strong').waitFor();
    await account.locator('summary').click();
    await account.getByRole('button', { name: says('world.edit', 'Edit') }).click();
    await edit(account.locator('textarea'), (text) => text.replace('{', '{ oops'));
    await account.getByRole('button', { name: says('world.save', 'Save') }).click();
    await account.getByRole('alert').locator('li').waitFor();
    await edit(account.locator('textarea'), (text) =>
      text.replace('{ oops', '{').replace(/"amount": "[^"]*"/, '"amount": "12.34"'),
    );
    await account.getByRole('button', { name: says('world.save', 'Save') }).click();
    await timeline.getByText(says('world.byEdit', 'Edited by your team')).waitFor();

    const clock = page.locator('section[aria-labelledby="clock"]');
    await clock.getByRole('button', { name: says('world.hour', '1 hour forward') }).click();
    await clock.getByRole('status').locator('p').first().waitFor();

    await page.locator('section[aria-labelledby="reset"] button').click();
    await page.getByRole('dialog').getByRole('button').last().click();
    // A world that has just begun has events of its own, so its timeline need not be empty.
    await timeline.getByRole('link', { name: 'createTransfer' }).waitFor({ state: 'detached' });
    await page.context().close();
  });
}

async function edit(field: ReturnType<Page['locator']>, change: (text: string) => string): Promise<void> {
  await field.fill(change(await field.inputValue()));
}

/** Sends the first transfer of the examples that succeeds, in the name of a key. */
async function transfer(key: string): Promise<void> {
  const { services } = await loadCatalogue({ services: ['fund-transfer'] });
  const [service] = services;
  const operation = service?.operations.find(({ id }) => id === 'createTransfer');
  const example = operation?.examples.find(({ response }) => response?.status === '201');
  assert.ok(service && operation && example);
  const sent = Object.fromEntries(
    (example.request?.parameters ?? []).flatMap(({ in: place, name, value }) =>
      place === 'header' ? [[name, String(value)]] : [],
    ),
  );
  const answer = await fetch(platform.url + service.basePath + operation.path, {
    method: 'POST',
    headers: { 'Idempotency-Key': crypto.randomUUID(), ...sent, 'Content-Type': 'application/json', 'X-API-Key': key },
    body: JSON.stringify(example.request?.body),
  });
  assert.equal(answer.status, 201, await answer.text());
}
