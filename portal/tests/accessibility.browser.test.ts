import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Operation } from '@dpi/specs/model';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { type BuiltPage, builtPages } from './builtPages.fixture.ts';
import { JOIN_CODE, openPlatform, type Platform } from './platform.ts';

/** Phones, tablets and laptops, in pixels; 320 is a desktop page at 400 %. */
const WIDTHS = [320, 360, 768, 1024, 1200, 1280, 1366, 1440];
/** What a page shows later, or not to everybody, is what moves the rest. */
const SLOW = [
  '/',
  '/catalogue/',
  '/catalogue/?text=consent',
  '/personas/?text=rahima',
  '/problems/?text=nid',
  '/search/?q=nid',
  '/get-a-key/',
  '/my-team/',
  '/my-world/',
  '/my-webhooks/',
];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let platform: Platform;
let browser: Browser;
let pages: string[];
let built: BuiltPage[];
/** The page of an operation with as many people in its examples as none other has. */
let crowded: string;

before(async () => {
  const { services, journeys, standards, problems } = await loadCatalogue();
  const [service] = services;
  const operations = services.flatMap((one) => one.operations);
  const people = ({ examples }: Operation) => Math.max(0, ...examples.map(({ personas }) => personas.length));
  crowded = operations.toSorted((a, b) => people(b) - people(a))[0]?.url ?? '/';
  const reference = [operations[0]?.url ?? '/', crowded];
  pages = [
    '/',
    '/catalogue/',
    service?.url ?? '/',
    `${service?.url}changelog/`,
    ...reference,
    '/docs/from-sandbox-to-production/',
    '/docs/journeys/',
    `/docs/journeys/${journeys[0]?.id}/`,
    '/standards/',
    `/standards/${standards[0]?.id}/`,
    '/guideline/',
    '/guideline/string-bounded/',
    '/personas/',
    '/problems/',
    `/problems/${problems[0]?.id}/`,
    '/get-a-key/',
    '/my-team/',
    '/my-world/',
    '/my-webhooks/',
    '/search/?q=nid',
  ];
  built = await builtPages();
  platform = await openPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const locale of ['en', 'bn']) {
  test(`axe finds nothing on a phone in either theme, and nothing overflows on any screen (${locale})`, async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 740 } });
    await join(context, locale);
    const isFirst = locale === 'en';
    const findings: string[] = [];
    // All that a language leaves as it is are colours.
    for (const path of pages) findings.push(...(await inspect(context, isFirst ? path : `/${locale}${path}`, isFirst)));
    const others = isFirst ? [] : heaviest(locale).filter((path) => !pages.includes(path.slice(locale.length + 1)));
    for (const path of others) findings.push(...(await inspect(context, path, true)));
    assert.deepEqual(findings, []);
    await context.close();
  });
}

for (const locale of ['en', 'bn']) {
  test(`the open forms of a team's world pass axe in both themes, and are filled in by keyboard alone (${locale})`, async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 740 } });
    await join(context, `Forms ${locale}`);
    const page = await context.newPage();
    await page.goto(`${platform.url}${locale === 'en' ? '' : `/${locale}`}/my-world/`, { waitUntil: 'networkidle' });
    const { keyboard } = page;
    const section = (id: string) => page.locator(`section[aria-labelledby="${id}"]`);

    const object = section('objects').locator('li').first();
    await object.locator('summary').press('Enter');
    await object.getByRole('button').press('Enter');
    await object.locator('textarea').waitFor();

    const people = section('people');
    await people.locator('summary').press('Enter');
    await people.locator('input[type="date"]').fill('1994-02-11');
    // Each in the letters of the other language.
    await people.locator('input[name="name-bn"]').focus();
    await keyboard.insertText('Shirin');
    await keyboard.press('Tab');
    await keyboard.insertText('শিরিন');
    await people.locator('select').first().focus();
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await people.getByRole('alert').locator('li').nth(1).waitFor();
    assert.equal(await people.locator('[aria-invalid="true"]').count(), 2);

    const snapshots = section('snapshots');
    await snapshots.locator('input[name="snapshot"]').focus();
    await keyboard.insertText('Before');
    await keyboard.press('Enter');
    const buttons = snapshots.locator('tbody button');
    await buttons.nth(1).press('Enter');
    await snapshots.getByRole('status').locator('code').waitFor();
    assert.deepEqual(await inBothThemes(page), []);

    await buttons.nth(2).press('Enter');
    await page.getByRole('dialog').waitFor();
    // All else is inert, and partly behind it.
    assert.deepEqual(await inBothThemes(page, { within: 'dialog' }), []);
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.ok(await buttons.nth(2).evaluate((button) => button === document.activeElement));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await context.close();
  });
}

for (const width of [360, 1440]) {
  test(`nothing moves while a page loads slowly (${width} px)`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 740 } });
    await context.addInitScript(() => {
      const shifts = { sum: 0 };
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await join(context, `Slow ${width}`);
    const tooMuch: string[] = [];
    for (const path of [...SLOW, crowded]) {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      const throughput = (400 * 1000) / 8;
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 100,
        downloadThroughput: throughput,
        uploadThroughput: throughput,
      });
      await page.goto(platform.url + path, { waitUntil: 'networkidle' });
      const { sum } = await page.evaluate(() => (globalThis as unknown as { shifts: { sum: number } }).shifts);
      if (sum > 0.02) tooMuch.push(`${path} ${sum}`);
      await page.close();
    }
    assert.deepEqual(tooMuch, []);
    await context.close();
  });
}

test('focus follows the reader: to the heading of a new page, to an answer, and not beneath an open menu', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.closest('header, main, footer')?.localName === 'main' ? element.localName : element?.textContent;
    });
  await page.goto(`${platform.url}/catalogue/`, { waitUntil: 'networkidle' });
  const menu = page.locator('summary', { hasText: 'Menu' });
  await menu.press('Enter');
  await page.locator('#content[inert]').waitFor();
  for (let step = 0; step < 30; step++) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.closest('#content, footer')), null);
  }
  await page.keyboard.press('Escape');
  assert.equal(await focused(), 'Menu');
  assert.equal(await menu.evaluate(({ parentElement }) => (parentElement as HTMLDetailsElement).open), false);
  assert.equal(await page.locator('[inert]').count(), 0);

  const operation = pages[4] ?? '';
  await page.goto(platform.url + pages[2], { waitUntil: 'networkidle' });
  await page.locator(`main a[href="${operation}"]`).first().press('Enter');
  await page.waitForURL(`**${operation}`);
  await page.locator('h1:focus').waitFor();

  const wide = await page
    .locator('pre')
    .evaluateAll((blocks) => blocks.filter((one) => one.scrollWidth > one.clientWidth));
  assert.equal(wide.length, 0, 'Addresses in code wrap on a phone');
  await page.locator('main summary', { hasText: 'Try it' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).first().click();
  await page.locator('#try ~ div :focus', { hasText: / ms/ }).waitFor();
  await context.close();
});

test('a browser in another language is offered that language once, and the choice is kept', async () => {
  const context = await browser.newContext({ locale: 'bn-BD', viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(`${platform.url}/`);
  const offer = page.locator('[data-offer="bn"]');
  await offer.locator('a').click();
  await page.waitForURL(`${platform.url}/bn/`);
  await page.goto(`${platform.url}/`);
  await page.waitForURL(`${platform.url}/bn/`);
  assert.equal(await page.locator('[data-offer]').first().isVisible(), false);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    assert.equal(await page.locator('header a[hreflang="en"]').isVisible(), true, `Languages at ${width} px`);
  }
  await page.locator('header a[hreflang="en"]').click();
  await page.waitForURL(`${platform.url}/`);
  await page.reload();
  assert.equal(new URL(page.url()).pathname, '/');
  assert.equal(await offer.isVisible(), false);
  await context.close();

  const other = await browser.newContext({ locale: 'bn-BD' });
  const dismissed = await other.newPage();
  await dismissed.goto(`${platform.url}/catalogue/`);
  await dismissed.locator('[data-offer="bn"] button').click();
  assert.equal(await dismissed.locator('[data-offer="bn"]').isVisible(), false);
  await dismissed.reload();
  assert.equal(await dismissed.locator('[data-offer="bn"]').isVisible(), false);
  await other.close();
});

/** Joins, so that My team shows a team. */
async function join(context: BrowserContext, name: string): Promise<void> {
  const answer = await context.request.post(`${platform.url}/api/v1/teams`, { data: { joinCode: JOIN_CODE, name } });
  assert.equal(answer.status(), 201);
}

/** The page with most HTML of each kind that has several; in one language, since the other has the same elements. */
function heaviest(locale: string): string[] {
  const kinds = new Map<string, BuiltPage[]>();
  for (const page of built.filter((one) => one.locale === locale)) {
    const kind = kindOf(page.path);
    kinds.set(kind, [...(kinds.get(kind) ?? []), page]);
  }
  return [...kinds.values()]
    .filter(({ length }) => length > 1)
    .flatMap((some) => some.toSorted((a, b) => b.html.length - a.html.length)[0]?.path ?? []);
}

/** What a page is about, by its address: its first part, and how deep below it the page stands. */
function kindOf(path: string): string {
  const [first = '', ...rest] = path
    .replace(/^\/bn\//, '/')
    .split('/')
    .slice(1, -1);
  return `${first} ${path.endsWith('/changelog/') || rest.length}`;
}

const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What is wrong with a page. @param withColours whether its colours are looked at, in both themes */
async function inspect(context: BrowserContext, path: string, withColours: boolean): Promise<string[]> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(platform.url + path, { waitUntil: 'networkidle' });
  const violations = await inBothThemes(page, { withColours });
  const overflows: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) overflows.push(`${overflow} px wider than a screen of ${width}`);
  }
  await page.close();
  return [...errors, ...violations, ...overflows].map((one) => `${path} ${one}`);
}

/**
 * What axe finds on a page as it stands.
 * @param options.withColours whether its colours are looked at, in both themes
 * @param options.within selects the part that is looked at
 */
async function inBothThemes(page: Page, { withColours = true, within = 'html' } = {}): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  // What is half below the header is half as large.
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(AXE);
  const colours = Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: withColours }]));
  const violations = await axe(page, within, { rules: { 'target-size': { enabled: true }, ...colours } });
  if (!withColours) return violations;
  // All that a theme changes is colours.
  await page.emulateMedia({ colorScheme: 'dark' });
  const inDark = await axe(page, within, { runOnly: COLOURS });
  return [...violations, ...inDark.map((one) => `dark ${one}`)];
}

async function axe(page: Page, within: string, options: object): Promise<string[]> {
  return page.evaluate(
    async ({ within, options }) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run(within, options);
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    },
    { within, options: { resultTypes: ['violations'], ...options } },
  );
}

interface Axe {
  run(context: string, options: object): Promise<{ violations: AxeViolation[] }>;
}

interface AxeViolation {
  id: string;
  nodes: { html: string }[];
}
