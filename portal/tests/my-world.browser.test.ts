import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { JOIN_CODE, openPlatform, type Platform } from './platform.ts';
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

for (const [locale, team] of [
  ['en', 'World Builders'],
  ['bn', 'জগৎ গড়ি'],
] as const) {
  test(`a team sees what its call changed and why, and steers its world (${locale})`, async () => {
    const { page, key, prefix, says } = await joined(locale, team);
    await transfer(key);

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

    const people = page.locator('section[aria-labelledby="people"]');
    await people.locator('summary').click();
    const device = await page.context().newPage();
    await device.goto(platform.url + (await people.getByRole('link').first().getAttribute('href')));
    await device.getByText(team).waitFor();
    assert.equal(new URL(device.url()).pathname.startsWith(`${prefix}/phone/`), true, device.url());
    await device.close();

    await people.locator('input[name="name-en"]').fill('Shirin Sultana');
    await people.locator('input[name="name-bn"]').fill('শিরিন সুলতানা');
    await people.locator('input[name="birthDate"]').fill('1994-02-11');
    await people.getByRole('button', { name: says('world.addPerson', 'Add the person') }).click();
    await people
      .getByText(locale === 'bn' ? 'শিরিন সুলতানা' : 'Shirin Sultana')
      .first()
      .waitFor();
    await people
      .locator('li', { hasText: locale === 'bn' ? 'শিরিন সুলতানা' : 'Shirin Sultana' })
      .getByText(locale === 'bn' ? 'জাতীয় পরিচয়পত্র' : 'National ID')
      .waitFor();
    const [, added = ''] = says('world.byPerson', '{person} was added by your team').split('{person}');
    await timeline.getByText(added.trim()).waitFor();

    const snapshots = page.locator('section[aria-labelledby="snapshots"]');
    await snapshots.locator('input[name="snapshot"]').fill('Shirin');
    await snapshots.getByRole('button', { name: says('world.take', 'Take a snapshot') }).click();
    await snapshots.getByRole('button', { name: says('world.share', 'Share') }).click();
    const code = await snapshots.getByRole('status').locator('code').innerText();
    const other = await joined(locale, `${team} 2`);
    await other.page.goto(`${platform.url}${prefix}/my-world/`);
    const theirs = other.page.locator('section[aria-labelledby="snapshots"]');
    await theirs.locator('input[name="code"]').fill(code);
    await theirs.getByRole('button', { name: says('world.restoreShared', 'Restore their snapshot') }).click();
    await other.page.getByRole('dialog').getByRole('button').last().click();
    const restored = other.page.locator('section[aria-labelledby="people"]');
    await restored.locator('strong').waitFor();
    await other.page.context().close();

    await page.locator('section[aria-labelledby="reset"] button').click();
    await page.getByRole('dialog').getByRole('button').last().click();
    // A world that has just begun has events of its own, so its timeline need not be empty.
    await timeline.getByRole('link', { name: 'createTransfer' }).waitFor({ state: 'detached' });
    await page.context().close();
  });
}

for (const [locale, team] of [
  ['en', 'Log Readers'],
  ['bn', 'লগ পড়ি'],
] as const) {
  test(`a team sees which rule refused a call, and what another changed (${locale})`, async () => {
    const { page, key, prefix, says } = await joined(locale, team);
    await transfer(key);
    const refused = await transfer(key, '40000.00');
    assert.equal(refused.headers.get('x-sandbox-rule'), 'insufficient-funds');

    await page.goto(`${platform.url}${prefix}/my-team/`);
    const calls = page.locator('section[aria-labelledby="calls"] tbody tr');
    const { service, operation } = await createTransfer();
    const because = service.behaviour?.operations.createTransfer?.refuse['insufficient-funds']?.because[locale];
    await calls.nth(0).getByText(`: ${because}`).waitFor();
    const changed = calls.nth(1).locator('summary');
    const [label = ''] = says('team.changedObjects', 'Changed objects: {count}').split('{');
    assert.ok((await changed.innerText()).includes(label));
    await changed.press('Enter');
    const account = calls.nth(1).locator('ul > li', { hasText: 'account' }).first();
    await account.getByText(/balance: .* BDT → .* BDT/).waitFor();
    await account.getByRole('link').click();
    await page.waitForURL(`**${prefix}/my-world/?*`);
    const objects = page.locator('section[aria-labelledby="objects"] details[open]');
    await objects.getByText('balance', { exact: true }).waitFor();
    assert.equal(await objects.count(), 1);

    await page.goto(platform.url + prefix + operation.url);
    const changes = await sendFromPage(page, says);
    await changes
      .getByRole('link', { name: /^account / })
      .first()
      .waitFor();
    await page.context().close();
  });
}

for (const [locale, team] of [
  ['en', 'Fault Finders'],
  ['bn', 'ত্রুটি খুঁজি'],
] as const) {
  test(`a team lets one call fail, sees which fault it met, and what became of the fault (${locale})`, async () => {
    const { page, key, prefix, says } = await joined(locale, team);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${platform.url}${prefix}/my-world/`);
    const faults = page.locator('section[aria-labelledby="faults"]');
    await faults.getByLabel(says('world.kind', 'Service')).selectOption('fund-transfer/v1');
    await faults.getByLabel(says('world.faultOperation', 'Operation')).selectOption('createTransfer');
    await faults.getByLabel(says('world.faultTimes', 'Number of calls (empty: until it is deleted)')).fill('1');
    await faults.getByRole('button', { name: says('world.setFault', 'Set the fault') }).click();
    const row = faults.locator('tbody tr');
    await row.getByText('createTransfer').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);

    const failed = await transfer(key, '10.00');
    assert.equal(failed.status, 503);
    await faults.getByRole('button', { name: says('team.refresh', 'Refresh') }).click();
    const [, over = ''] = says('world.usedUp', '{count} of {times} calls: calls go well again').split(':');
    await row.getByText(over.trim()).waitFor();

    await page.goto(`${platform.url}${prefix}/my-team/`);
    const calls = page.locator('section[aria-labelledby="calls"] tbody tr');
    await calls.first().getByText(says('team.metFault', 'Your team’s fault:')).waitFor();

    await page.goto(`${platform.url}${prefix}/my-world/`);
    await row.getByRole('button').click();
    await row.waitFor({ state: 'detached' });
    await page.context().close();
  });
}

test('whoever calls with the demo key sees what the call changed, but no world to open it in', async () => {
  // Others send the same example, and a repeated call changes nothing.
  const context = await browser.newContext({ extraHTTPHeaders: { 'X-Forwarded-For': '10.0.0.1' } });
  const page = await context.newPage();
  const { operation } = await createTransfer();
  await page.goto(platform.url + operation.url);
  const changes = await sendFromPage(page, (_, english) => english);
  await changes
    .getByText(/^account /)
    .first()
    .waitFor();
  assert.equal(await changes.getByRole('link').count(), 0);
  await page.context().close();
});

/** Sends the request of a reference page. @returns where the page says what it changed */
async function sendFromPage(page: Page, says: (id: string, english: string) => string) {
  await page
    .getByRole('button', { name: says('console.send', 'Send'), exact: true })
    .first()
    .click();
  return page.locator('section', { hasText: says('console.changes', 'What the call changed') }).last();
}

/** A page of a team that has just joined, in a browser of its own. */
async function joined(locale: string, team: string) {
  const page = await (await browser.newContext({ locale })).newPage();
  const prefix = locale === 'en' ? '' : `/${locale}`;
  const says = (id: string, english: string) => words(locale, id, english);
  await page.goto(`${platform.url}${prefix}/get-a-key/#code=${JOIN_CODE}`);
  await page.fill('input[name="name"]', team);
  await page.locator('main form button[type="submit"]').first().click();
  await page.locator('code', { hasText: /^dpi_[A-Za-z0-9]{38}$/ }).waitFor();
  return { page, key: await page.evaluate(() => localStorage.getItem('dpi.key') ?? ''), prefix, says };
}

async function edit(field: ReturnType<Page['locator']>, change: (text: string) => string): Promise<void> {
  await field.fill(change(await field.inputValue()));
}

async function createTransfer() {
  const { services } = await loadCatalogue({ services: ['fund-transfer'] });
  const [service] = services;
  const operation = service?.operations.find(({ id }) => id === 'createTransfer');
  const example = operation?.examples.find(({ response }) => response?.status === '201');
  assert.ok(service && operation && example);
  return { service, operation, example };
}

/** Sends the first transfer of the examples that succeeds, in the name of a key; with another amount where one is given. */
async function transfer(key: string, amount?: string): Promise<Response> {
  const { service, operation, example } = await createTransfer();
  const sent = Object.fromEntries(
    (example.request?.parameters ?? []).flatMap(({ in: place, name, value }) =>
      place === 'header' ? [[name, String(value)]] : [],
    ),
  );
  const body = { ...(example.request?.body as object), ...(amount && { amount: { amount, currency: 'BDT' } }) };
  const answer = await fetch(platform.url + service.basePath + operation.path, {
    method: 'POST',
    headers: { ...sent, 'Idempotency-Key': crypto.randomUUID(), 'Content-Type': 'application/json', 'X-API-Key': key },
    body: JSON.stringify(body),
  });
  if (amount === undefined) assert.equal(answer.status, 201, await answer.text());
  return answer;
}
