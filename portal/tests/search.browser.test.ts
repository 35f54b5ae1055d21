import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { openPlatform, type Platform } from './platform.ts';
import { words } from './words.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

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

for (const [locale, typed, title] of [
  ['en', 'idempotancy', 'Idempotency'],
  ['bn', 'ভোটার আইডি', 'এনআইডি যাচাই'],
] as const) {
  test(`one searches and goes on by keyboard alone (${locale})`, async () => {
    const prefix = locale === 'en' ? '' : `/${locale}`;
    const page = await browser.newPage();
    const requested: string[] = [];
    page.on('request', (request) => requested.push(new URL(request.url()).pathname));
    await page.goto(`${platform.url}${prefix}/catalogue/`, { waitUntil: 'networkidle' });
    await page.locator('html[data-has-hydrated=true]').waitFor();
    assert.ok(
      !requested.some((path) => path.includes('/search/')),
      'Nothing of the search is loaded before it is used',
    );

    await page.keyboard.press('/');
    const text = page.getByRole('combobox', { name: words(locale, 'search.what', WHAT) });
    await page.locator('dialog :focus').waitFor();
    await page.keyboard.type(typed);
    const options = page.locator('dialog').getByRole('option');
    await options.first().waitFor();
    assert.ok(requested.includes(`${prefix}/search/index.json`));
    assert.match((await page.locator('dialog').getByRole('status').textContent()) ?? '', /[\d০-৯]/);
    assert.equal(await text.getAttribute('aria-activedescendant'), null);

    await page.keyboard.press('ArrowUp');
    assert.equal(await chosen(page), (await options.count()) - 1);
    await page.keyboard.press('ArrowDown');
    assert.equal(await chosen(page), -1);
    const names = await options.allTextContents();
    const wanted = names.findIndex((name) => name.includes(title));
    assert.ok(wanted >= 0 && wanted < 3, names.join(' | '));
    for (let step = 0; step <= wanted; step++) await page.keyboard.press('ArrowDown');
    assert.equal(await chosen(page), wanted);
    assert.ok((await page.locator('[role=option] mark').count()) > 0);
    assert.deepEqual(await axe(page), []);

    await page.keyboard.press('Enter');
    await page.locator('h1:focus, h2:focus').waitFor();
    assert.equal(await page.locator('dialog').count(), 0);

    await page.keyboard.press('Control+k');
    await page.locator('dialog :focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.close();
  });
}

test('Enter without a choice opens the page with all results, and back from a result leads there again', async () => {
  const page = await browser.newPage();
  await page.goto(`${platform.url}/`, { waitUntil: 'networkidle' });
  await page.locator('html[data-has-hydrated=true]').waitFor();
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.locator('dialog[open] input:focus').waitFor();
  await page.keyboard.type('consent');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search/?q=consent');
  assert.equal(await page.inputValue('#search-text'), 'consent');
  const first = page.locator('#search-results ol a').first();
  await first.click();
  await page.waitForURL('**/catalogue/**');
  await page.goBack();
  await page.locator('#search-results ol a').first().waitFor();
  await page.close();
});

test('what is typed before the search has come stands in its field', async () => {
  const page = await browser.newPage();
  await page.goto(`${platform.url}/catalogue/`, { waitUntil: 'networkidle' });
  await page.locator('html[data-has-hydrated=true]').waitFor();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route('**/assets/js/*.js', async (route) => {
    await allowed;
    await route.continue();
  });
  await page.keyboard.press('/');
  await page.keyboard.type('nidx');
  await page.keyboard.press('Backspace');
  allow();
  await page.locator('dialog :focus').waitFor();
  await page.keyboard.type(' 2');
  assert.equal(await page.locator('dialog').getByRole('combobox').inputValue(), 'nid 2');
  await page.close();
});

test('a slash that is written somewhere opens nothing', async () => {
  const page = await browser.newPage();
  await page.goto(`${platform.url}/catalogue/`, { waitUntil: 'networkidle' });
  await page.locator('html[data-has-hydrated=true]').waitFor();
  await page.locator('input[name=text]').focus();
  await page.keyboard.type('/');
  assert.equal(await page.inputValue('input[name=text]'), '/');
  assert.equal(await page.locator('dialog').count(), 0);
  await page.close();
});

for (const [locale, typed, found] of [
  ['en', 'POST /sandbox/nid-verification/v1/verifications 422', '/catalogue/nid-verification/v1/verifyIdentity/'],
  ['bn', '৪৯১২৮৭৬৫০১', '/bn/personas/#rahima-begum'],
] as const) {
  test(`the search works without script, on its page and on one that is missing (${locale})`, async () => {
    const prefix = locale === 'en' ? '' : `/${locale}`;
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(`${platform.url}${prefix}/catalogue/`);
    await page
      .locator('header')
      .getByRole('button', { name: words(locale, 'search.search', 'Search') })
      .click();
    await page.waitForURL(`**${prefix}/search/**`);
    await page.fill('#search-text', typed);
    await page.locator('#search-text').press('Enter');
    await page.locator('#search-results ol a').first().waitFor();
    assert.equal(await page.locator('#search-results ol a').first().getAttribute('href'), found);
    assert.equal(await page.inputValue('#search-text'), typed);

    const response = await page.goto(`${platform.url}${prefix}/docs/idempotent/`);
    assert.equal(response?.status(), 404);
    const proposed = await page
      .locator('#search-results ol a')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    assert.ok(
      proposed.some((href) => href?.includes('idempotency')),
      proposed.join(' '),
    );
    await context.close();
  });
}

const WHAT = 'A name, field, path, error or number';

/** Position of the option that is chosen; -1 where none is. */
async function chosen(page: Page): Promise<number> {
  const id = await page.locator('dialog').getByRole('combobox').getAttribute('aria-activedescendant');
  const selected = await page
    .locator('dialog [role=option]')
    .evaluateAll((options) =>
      options.map((option) => (option.getAttribute('aria-selected') === 'true' ? option.id : '')),
    );
  assert.deepEqual(
    selected.filter((one) => one !== ''),
    id === null ? [] : [id],
  );
  return id === null ? -1 : selected.indexOf(id);
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const run = (globalThis as unknown as { axe: { run(where: string): Promise<{ violations: { id: string }[] }> } })
      .axe;
    return (await run.run('dialog')).violations.map(({ id }) => id);
  });
}
