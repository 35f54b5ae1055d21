import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { findPortalBuild } from '../../scripts/portal/build.ts';
import { SITE } from './builtPages.fixture.ts';
import { openPlatform, type Platform } from './platform.ts';

/** Bytes over the wire, headers included. */
const FIRST_VISIT = 90_000;
const NEXT_PAGE = 25_000;

let platform: Platform;
let browser: Browser;
/** The reference pages with the longest HTML, longest first; with the locale prefix. */
let longest: (prefix: string) => string[];

before(async () => {
  const { services } = await loadCatalogue();
  const { dir } = await findPortalBuild(null, SITE);
  longest = (prefix) =>
    services
      .flatMap((service) => service.operations.map(({ url }) => prefix + url))
      .map((url) => ({ url, size: statSync(join(dir, url, 'index.html')).size }))
      .sort((a, b) => b.size - a.size)
      .slice(0, 4)
      .map(({ url }) => url);
  platform = await openPlatform();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const prefix of ['', '/bn']) {
  test(`a first visit is light (${prefix || '/'})`, async () => {
    const heavy: string[] = [];
    for (const path of [`${prefix}/catalogue/`, ...longest(prefix)]) {
      const { page, bytes } = await weighed();
      await page.goto(platform.url + path, { waitUntil: 'networkidle' });
      const loaded = await bytes();
      if (loaded > FIRST_VISIT) heavy.push(`${path} ${loaded}`);
      assert.ok(loaded > FIRST_VISIT / 3, `${path} ${loaded}`);
      await page.context().close();
    }
    assert.deepEqual(heavy, []);
  });

  test(`the way from the catalogue by a service to an operation is light, and each page has its own head (${prefix || '/'})`, async () => {
    const [path = ''] = longest(prefix);
    const service = path.replace(/[^/]+\/$/, '');
    const fresh = await weighed();
    await fresh.page.goto(platform.url + path, { waitUntil: 'networkidle' });
    const head = await headOf(fresh.page);
    await fresh.page.context().close();

    const { page, bytes } = await weighed();
    // Whoever has been on such pages has their code and styles, and needs what is on another.
    await page.goto(`${platform.url}${prefix}/catalogue/`, { waitUntil: 'networkidle' });
    const { services } = await loadCatalogue();
    const other = services.find(({ url }) => prefix + url !== service);
    for (const seen of [other?.url, other?.operations[0]?.url]) await follow(page, prefix + seen);
    await follow(page, `${prefix}/catalogue/`);
    const heavy: string[] = [];
    for (const next of [service, path]) {
      const before = await bytes();
      await follow(page, next);
      const loaded = (await bytes()) - before;
      assert.ok(loaded > 0, next);
      if (loaded > NEXT_PAGE) heavy.push(`${next} ${loaded}`);
    }
    assert.deepEqual(heavy, []);
    assert.deepEqual(await headOf(page), head);
    await page.context().close();
  });
}

/** A page in a browser that has nothing of the portal yet, and the bytes it has loaded so far. */
async function weighed(): Promise<{ page: Page; bytes(): Promise<number> }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let sum = 0;
  const loading = new Set<string>();
  session.on('Network.requestWillBeSent', ({ requestId }) => loading.add(requestId));
  session.on('Network.loadingFailed', ({ requestId }) => loading.delete(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sum += encodedDataLength;
    loading.delete(requestId);
  });
  const bytes = async () => {
    // What the browser tells comes in its order, and later than what it does.
    do await session.send('Runtime.evaluate', { expression: '' });
    while (loading.size > 0);
    return sum;
  };
  return { page, bytes };
}

/** Goes to another page as a click does. */
async function follow(page: Page, href: string): Promise<void> {
  await page
    .locator(`a[href="${href}"]`)
    .first()
    .evaluate((link: HTMLAnchorElement) => link.click());
  await page.waitForFunction(
    (path) => document.querySelector('link[rel=canonical]')?.getAttribute('href')?.endsWith(path),
    href,
  );
  await page.waitForLoadState('networkidle');
}

async function headOf(page: Page): Promise<{ title: string; elements: string[] }> {
  return page.evaluate(() => ({
    title: document.title,
    elements: [...document.head.querySelectorAll('meta, link:not([rel=stylesheet])')]
      .map(({ outerHTML }) => outerHTML)
      .sort(),
  }));
}
