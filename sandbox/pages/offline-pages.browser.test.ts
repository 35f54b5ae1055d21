import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Browser, Page } from 'playwright-core';
import { SITE } from '../../portal/tests/builtPages.fixture.ts';
import { words } from '../../portal/tests/words.ts';
import { openBrowser } from '../../scripts/browser.ts';
import { findPortalBuild } from '../../scripts/portal/build.ts';
import { startTestSandbox, type TestSandbox } from '../testing/test-sandbox.ts';

const WORKER = 'service-worker.js';

let browser: Browser;
let built: string;
/** The page of a service. */
let service: string;

before(async () => {
  const { services } = await loadCatalogue();
  service = services[0]?.url ?? '';
  ({ dir: built } = await findPortalBuild(null, SITE));
  browser = await openBrowser();
});
after(() => browser?.close());

for (const prefix of ['', '/bn']) {
  const locale = prefix === '' ? 'en' : 'bn';

  test(`pages that were read open without a connection, others say what does (${locale})`, async (t) => {
    const sandbox = await startTestSandbox(t, {}, { portalDir: await releaseOf(t) });
    const page = await openPage(t);
    const url = (path: string) => sandbox.url + prefix + path;
    await page.goto(url('/catalogue/'));
    await kept(page, `${prefix}/catalogue/`);
    const title = await page.title();
    // By a link, as a reader goes on.
    await page.locator(`main a[href="${prefix}${service}"]`).first().click();
    await page.waitForURL(url(service));
    await kept(page, prefix + service);
    await page.waitForFunction((before) => document.title !== before, title);
    const heading = await page.locator('h1').textContent();
    await page.goto(url('/my-team/'));
    await page.goto(`${sandbox.url}/livez`);
    await sandbox.close();

    await page.goto(url(service));
    assert.equal(await page.locator('h1').textContent(), heading);
    assert.ok(await page.evaluate(() => getComputedStyle(document.body).margin === '0px'), 'it has its styles');
    await page.locator('html[data-has-hydrated=true]').waitFor();
    await page.locator(`main a[href="${prefix}/catalogue/"]`).first().click();
    await page.waitForFunction((wanted) => document.title === wanted, title);

    for (const path of ['/personas/', '/my-team/']) {
      const answer = await page.goto(url(path));
      assert.equal(answer?.status(), 503);
      assert.equal(await page.locator('html').getAttribute('lang'), locale);
      assert.equal(await page.locator('h1').textContent(), words(locale, 'offline.title', 'You are offline'));
      assert.deepEqual(
        await page.locator('li a').evaluateAll((links) => links.map((link) => link.getAttribute('href')).sort()),
        [`${prefix}/catalogue/`, prefix + service],
      );
    }
    await page.locator('li a', { hasText: title }).first().click();
    await page.waitForFunction((wanted) => document.title === wanted, title);
    await assert.rejects(page.goto(`${sandbox.url}/livez`));
  });
}

test('nothing but pages for everyone and their files is kept', async (t) => {
  const sandbox = await startTestSandbox(t, {}, { portalDir: await releaseOf(t) });
  const page = await openPage(t);
  await page.goto(`${sandbox.url}/catalogue/`);
  await kept(page, '/catalogue/');
  for (const path of ['/my-team/', '/search/?q=x', '/catalogue/?text=x', '/nothing/', '/catalogue/nothing/'])
    await page.goto(sandbox.url + path, { waitUntil: 'networkidle' });
  await page.evaluate(() => Promise.all(['/api/v1/teams', '/catalogue.json', '/livez'].map((path) => fetch(path))));
  const paths = await page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url.slice(location.origin.length));
    return found;
  });
  assert.deepEqual(
    paths.filter((path) => !/^(\/bn)?\/assets\//.test(path)),
    ['/catalogue/'],
  );
});

test('a new release is shown where there is a connection, kept, and its worker takes over', async (t) => {
  const first = await startTestSandbox(t, {}, { portalDir: await releaseOf(t) });
  const page = await openPage(t);
  await page.goto(`${first.url}/catalogue/`);
  await kept(page, '/catalogue/');
  await first.close();

  const change = { [WORKER]: (text: string) => text.replace("'pages-1'", "'pages-2'") };
  const rename = (html: string) => html.replace(/(<title[^>]*>)[^<]*/, '$1New release');
  const second = await again(t, first, await releaseOf(t, { ...change, 'catalogue/index.html': rename }));
  const title = async () =>
    /<title[^>]*>([^<]*)/.exec((await (await page.goto(`${second.url}/catalogue/`))?.text()) ?? '')?.[1];
  assert.equal(await title(), 'New release');
  await until(page, async () => {
    const names = await caches.keys();
    return names.includes('pages-2') && !names.includes('pages-1');
  });
  await kept(page, '/catalogue/');
  await second.close();
  assert.equal(await title(), 'New release');
});

test('where pages are not to be kept, those that were are forgotten', async (t) => {
  const portalDir = await releaseOf(t);
  const first = await startTestSandbox(t, {}, { portalDir });
  const page = await openPage(t);
  await page.goto(`${first.url}/catalogue/`);
  await kept(page, '/catalogue/');
  await first.close();
  const second = await again(t, first, portalDir, { OFFLINE_PAGES: 'off' });
  await page.goto(`${second.url}/catalogue/`);
  await until(page, async () => {
    return (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistration()) === undefined;
  });
  await second.close();
  await assert.rejects(page.goto(`${second.url}/catalogue/`));
});

/** A few pages of the build, in a folder that goes when the test ends. @param changes of files, by path */
async function releaseOf(t: TestContext, changes: Record<string, (text: string) => string> = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'release-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const pages = ['catalogue', service.slice(1, -1), 'personas', 'my-team', 'search'].map(
    (page) => `${page}/index.html`,
  );
  for (const prefix of ['', 'bn/'])
    for (const path of ['404.html', 'assets', ...pages])
      await cp(join(built, prefix, path), join(dir, prefix, path), { recursive: true });
  await cp(join(built, WORKER), join(dir, WORKER));
  for (const [path, change] of Object.entries(changes)) {
    const file = join(dir, path);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }
  return dir;
}

/** A sandbox at the address of one that is closed. */
function again(
  t: TestContext,
  { port }: TestSandbox,
  portalDir: string,
  env: Record<string, string> = {},
): Promise<TestSandbox> {
  return startTestSandbox(t, { PORT: String(port), ...env }, { portalDir });
}

async function openPage(t: TestContext): Promise<Page> {
  const context = await browser.newContext();
  t.after(() => context.close());
  return context.newPage();
}

/** Waits until a page is kept. */
async function kept(page: Page, path: string): Promise<void> {
  await until(
    page,
    async (wanted) => {
      for (const name of await caches.keys())
        if (name.startsWith('pages') && (await (await caches.open(name)).match(wanted, { ignoreVary: true })))
          return true;
      return false;
    },
    path,
  );
}

/** Playwright's own waiting takes the promise of a condition for one that holds. */
async function until(page: Page, holds: (argument: string) => Promise<boolean>, argument = ''): Promise<void> {
  while (!(await page.evaluate(holds, argument))) await page.waitForTimeout(50);
}
