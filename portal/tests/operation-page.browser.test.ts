import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Operation } from '@dpi/specs/model';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { openPlatform, type Platform } from './platform.ts';
import { words } from './words.ts';

const SCREENS = [
  { width: 360, height: 640 },
  { width: 1440, height: 900 },
];
const PHONE = { width: 360, height: 740 };

let platform: Platform;
let browser: Browser;
let operations: Operation[];
/** Of services that end, which say so above all else. */
let ending: Operation[];

before(async () => {
  const { services } = await loadCatalogue();
  operations = services.flatMap((service) => service.operations);
  ending = services.filter(({ lifecycle }) => lifecycle === 'deprecated').flatMap((service) => service.operations);
  platform = await openPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const locale of ['en', 'bn']) {
  for (const screen of SCREENS) {
    test(`what a call takes begins within a screen and a half (${locale}, ${screen.width} px)`, async () => {
      const context = await browser.newContext({ viewport: screen, locale, javaScriptEnabled: false });
      const page = await context.newPage();
      const late: string[] = [];
      for (const url of longestHeads()) {
        await page.goto(platform.url + (locale === 'en' ? '' : `/${locale}`) + url, { waitUntil: 'domcontentloaded' });
        const top = await page
          .locator('#parameters, #request-body, #credentials')
          .first()
          .evaluate((heading) => heading.getBoundingClientRect().top);
        if (top > screen.height * 1.5) late.push(`${url} ${top}`);
      }
      assert.deepEqual(late, []);
      await context.close();
    });
  }
}

test('the console is the next stop of the keyboard after the heading', async () => {
  const wide = await openPage(busiest().url, { width: 1440, height: 900 });
  await focusHeading(wide);
  await wide.keyboard.press('Tab');
  assert.equal(
    await wide.evaluate(() => document.activeElement?.closest('section')?.getAttribute('aria-labelledby')),
    'try',
  );
  await wide.context().close();

  const narrow = await openPage(busiest().url, PHONE);
  const send = narrow.getByRole('button', { name: 'Send', exact: true });
  assert.equal(await send.isVisible(), false);
  await focusHeading(narrow);
  await narrow.keyboard.press('Tab');
  assert.equal(await narrow.evaluate(() => document.activeElement?.textContent), 'Try it');
  await narrow.keyboard.press('Enter');
  await send.waitFor();
  await narrow.context().close();
});

test('a phone opens the console in its place without script, too', async () => {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(platform.url + busiest().url);
  await page.locator('main summary', { hasText: 'Try it' }).click();
  await page.locator('pre', { hasText: 'curl ' }).first().waitFor();
  await context.close();
});

test('an example is chosen from the list, narrowed by typing, and goes to the console', async () => {
  const operation = busiest();
  const page = await openPage(operation.url, PHONE);
  const rows = page.locator('#examples ~ * [id^="example-"]');
  assert.equal(await rows.count(), operation.examples.length);
  const refused = operation.examples.find(({ response }) => response?.status === '404');
  assert.ok(refused);
  await page.getByRole('searchbox', { name: 'Filter examples' }).last().fill('404');
  await page.waitForFunction(
    (most) => document.querySelectorAll('#examples ~ * [id^="example-"]').length < most,
    operation.examples.length,
  );
  await page.locator(`[id="example-${refused.name}"] + button`).click();
  await page.locator('#try:focus').waitFor();
  assert.equal(await page.locator('#try ~ label select').inputValue(), refused.name);
  await page.context().close();
});

test('the body of an example is shown twice at the most: in the list, and in the console for the one chosen', async () => {
  const operation = busiest();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(platform.url + operation.url);
  const blocks = await page.locator('pre').allTextContents();
  const [chosen] = operation.examples;
  for (const { name, response } of operation.examples) {
    if (response === null || typeof response.body !== 'object') continue;
    const same = operation.examples.filter((other) => isSame(other.response?.body, response.body)).length;
    const shown = blocks.filter((text) => isSame(parsed(text), response.body)).length;
    assert.equal(shown, same + (isSame(chosen?.response?.body, response.body) ? 1 : 0), name);
  }
  await context.close();
});

test('each Send has an Idempotency-Key of its own, until the one that is shown is kept for a replay', async () => {
  const { services } = await loadCatalogue({ services: ['fund-transfer'] });
  const operation = services[0]?.operations.find(({ id }) => id === 'createTransfer');
  assert.ok(operation);
  const page = await openPage(operation.url, { width: 1440, height: 900 }, { 'X-Forwarded-For': '10.30.0.1' });
  const send = async () => {
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.url().includes('/sandbox/fund-transfer/') && one.request().method() === 'POST'),
      page.getByRole('button', { name: 'Send', exact: true }).first().click(),
    ]);
    return {
      key: response.request().headers()['idempotency-key'],
      isReplay: response.headers()['idempotent-replayed'] === 'true',
      transferId: (await response.json()).transferId,
    };
  };
  const first = await send();
  const field = page.locator('form input[name="header:Idempotency-Key"]');
  assert.equal(await field.inputValue(), first.key);
  const second = await send();
  assert.notEqual(second.key, first.key);
  assert.notEqual(second.transferId, first.transferId);

  await page.getByRole('checkbox', { name: /^New Idempotency-Key for each Send/ }).uncheck();
  assert.deepEqual(await send(), { ...second, isReplay: true });
  await field.fill('a-key-of-my-own-01');
  assert.equal((await send()).key, 'a-key-of-my-own-01');
  await page.context().close();
});

test('every parameter, property and response can be linked to, also where it is folded', async () => {
  const operation = busiest();
  const page = await openPage(operation.url, PHONE);
  const unlinked = await page.evaluate(() => {
    const names = [
      ...document.querySelectorAll('main dt code, main li > p > code:first-child, main h3 > span:first-child'),
    ];
    return names
      .filter((name) => name.closest('section[aria-labelledby="errors"], section[aria-labelledby="responses"]'))
      .filter((name) => !name.closest('[id^="examples-"]') && name.closest('a') === null)
      .map(({ textContent }) => textContent);
  });
  assert.deepEqual(unlinked, []);
  const folded = await page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('main details:not([open]) a[href^="#"]')];
    const missing = links.filter(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))) === null);
    return {
      missing: missing.map(({ hash }) => hash),
      deepest: links.map(({ hash }) => hash).find((hash) => hash.includes('.')),
    };
  });
  assert.deepEqual(folded.missing, []);
  assert.ok(folded.deepest);
  for (const arrive of [
    (address: string) => page.goto(address),
    (address: string) => page.evaluate((hash) => window.location.assign(hash), new URL(address).hash),
  ]) {
    await page.goto(platform.url + operation.url, { waitUntil: 'networkidle' });
    await arrive(platform.url + operation.url + folded.deepest);
    await page.locator(`[id="${folded.deepest.slice(1)}"]`).waitFor();
  }
  await page.context().close();
});

test('what refuses a request stands with its error, and leads to the example', async () => {
  const { services } = await loadCatalogue();
  const service = services.find(({ behaviour }) => behaviour?.operations.createTransfer !== undefined);
  const operation = service?.operations.find(({ id }) => id === 'createTransfer');
  assert.ok(service && operation);
  const page = await openPage(operation.url, PHONE);
  const rules = Object.entries(service.behaviour?.operations.createTransfer?.refuse ?? {});
  assert.ok(rules.length > 0);
  for (const [rule, { example, because }] of rules) {
    const status: string | undefined = operation.examples.find(({ name }) => name === example)?.response?.status;
    const condition = page.locator(`#response-${status} li`, { hasText: because.en ?? '' }).filter({ hasText: rule });
    assert.equal(await condition.locator('a').getAttribute('href'), `#example-${example}`);
  }
  await page.context().close();
});

for (const locale of ['en', 'bn']) {
  test(`the page can be taken as Markdown, and its call as a command (${locale})`, async () => {
    const context = await browser.newContext({ locale });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: platform.url });
    const page = await context.newPage();
    const operation = busiest();
    await page.goto(platform.url + (locale === 'en' ? '' : `/${locale}`) + operation.url, { waitUntil: 'networkidle' });
    const copied = async (label: string) => {
      const button = await page.getByRole('button', { name: label, exact: true }).elementHandle();
      await button?.click();
      await page.waitForFunction(([pressed, done]) => pressed?.textContent === done, [
        button,
        words(locale, 'ref.copied', 'Copied'),
      ] as const);
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const markdown = await copied(words(locale, 'ref.copyMarkdown', 'Copy as Markdown'));
    assert.equal(markdown.split('\n', 1)[0], `# ${await page.locator('h1').textContent()}`);
    for (const { name } of [...operation.parameters, ...operation.examples])
      assert.ok(markdown.includes(`\`${name}\``), name);
    for (const { status } of operation.responses) assert.ok(markdown.includes(`### ${status}`), status);
    const file = await page.getByRole('link', { name: 'Markdown', exact: true }).getAttribute('href');
    const answer = await context.request.get(platform.url + file);
    assert.match(answer.headers()['content-type'] ?? '', /^text\/markdown/);
    assert.equal(await answer.text(), markdown);
    const command = await copied(words(locale, 'ref.copyCurl', 'Copy as curl'));
    assert.equal(command.startsWith('curl '), true);
    assert.ok(command.includes(platform.url), command);
    await context.close();
  });
}

/** Pages on which much may stand before the parameters: of the longest texts, names and paths. */
function longestHeads(): string[] {
  const by = (length: (operation: Operation) => number) =>
    operations.toSorted((a, b) => length(b) - length(a)).slice(0, 3);
  const urls = [
    ...by(({ description }) => description.length),
    ...by(({ description }) => description.split('\n\n')[0]?.length ?? 0),
    ...by(({ summary, path }) => summary.length + path.length),
    ...by(({ examples }) => examples.length),
    ...ending,
  ].map(({ url }) => url);
  return [...new Set(urls)];
}

/** The operation with the most examples. */
function busiest(): Operation {
  const [operation] = operations.toSorted((a, b) => b.examples.length - a.examples.length);
  assert.ok(operation);
  return operation;
}

async function openPage(
  url: string,
  viewport: { width: number; height: number },
  extraHTTPHeaders: Record<string, string> = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport, extraHTTPHeaders });
  const page = await context.newPage();
  await page.goto(platform.url + url, { waitUntil: 'networkidle' });
  return page;
}

async function focusHeading(page: Page): Promise<void> {
  await page.locator('h1').evaluate((heading) => {
    heading.tabIndex = -1;
    heading.focus();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
