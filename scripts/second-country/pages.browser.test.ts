import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Platform, startPlatform } from '../../portal/tests/platform.ts';
import { openBrowser } from '../browser.ts';
import { buildPortal, findPortalBuild } from '../portal/build.ts';
import { foreignWords, SERVICES } from './country.fixture.ts';

/** The address that pages of other tests are built for as well. */
const PUBLIC_URL = 'http://localhost:4000';

let pages: { path: string; html: string }[];
/** What the search of each language reads. */
let searched: string[];
let platform: Platform;
let browser: Browser;

before(async () => {
  const build = await findPortalBuild(SERVICES, PUBLIC_URL);
  if (!build.done) await buildPortal(build.dir, { specsDir: SERVICES, publicUrl: PUBLIC_URL, onProgress: () => {} });
  pages = globSync('**/index.html', { cwd: build.dir }).map((file) => ({
    path: `/${file.slice(0, -'index.html'.length)}`,
    html: readFileSync(join(build.dir, file), 'utf8'),
  }));
  searched = globSync('**/search/*.json', { cwd: build.dir }).map((file) =>
    readFileSync(join(build.dir, file), 'utf8'),
  );
  platform = await startPlatform({ SPECS_DIR: SERVICES });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await platform?.stop();
});

test('the country has its pages in both languages, and each says which way it is read', () => {
  const inArabic = pages.filter(({ path }) => path.startsWith('/ar/'));
  assert.ok(inArabic.length > 50);
  assert.equal(inArabic.length * 2, pages.length);
  const wrong = pages.filter(({ path, html }) => {
    const tag = /<html[^>]*>/.exec(html)?.[0] ?? '';
    return path.startsWith('/ar/') ? !/ lang=ar\b.* dir=rtl\b/.test(tag) : !/ lang=fr\b.* dir=ltr\b/.test(tag);
  });
  assert.deepEqual(
    wrong.map(({ path }) => path),
    [],
  );
});

test('a language looks as its own style sheet says', async () => {
  const page = await browser.newPage();
  const spacing = async (path: string) => {
    await page.goto(`${platform.url}${path}`);
    return page.evaluate(() => {
      const heading = document.querySelector('h1');
      return heading && getComputedStyle(heading).letterSpacing;
    });
  };
  assert.match(String(await spacing('/')), /^-/);
  assert.match(String(await spacing('/ar/')), /^(normal|0px)$/);
  await page.close();
});

test('its services, layers, people and problems stand on the pages in each language', () => {
  const text = (path: string) => pages.find((page) => page.path === path)?.html ?? '';
  for (const word of ['Portail des API de Valmora', 'Prestations', 'Bibliothèque'])
    assert.ok(text('/').includes(word), word);
  for (const word of ['بوابة واجهات فالمورا', 'الخدمات', 'المكتبة']) assert.ok(text('/ar/').includes(word), word);
  assert.ok(text('/personas/').includes('Carte unique'));
  assert.ok(text('/ar/personas/').includes('البطاقة الموحدة'));
  assert.ok(text('/catalogue/bibliotheque/v1/').includes('Associations'));
  assert.ok(text('/catalogue/bibliotheque/v1/').includes('Données nominatives'));
  assert.ok(text('/ar/problems/livre-sorti/').includes('الكتاب معار'));
});

test('no page says anything of another country', () => {
  const found = pages.flatMap(({ path, html }) => {
    const words = foreignWords(html);
    return words === null ? [] : [`${path}: ${words}`];
  });
  assert.deepEqual(found, []);
  assert.equal(searched.length, 4);
  assert.deepEqual(
    searched.map(foreignWords).filter((words) => words !== null),
    [],
  );
});

for (const width of [360, 1440]) {
  test(`at ${width} px, pages read from right to left begin at the right and fit the screen`, async () => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    for (const path of [
      '/ar/',
      '/ar/catalogue/',
      '/ar/catalogue/bibliotheque/v1/',
      '/ar/catalogue/bibliotheque/v1/createLoan/',
      '/ar/get-a-key/',
    ]) {
      await page.goto(platform.url + path);
      assert.equal(await overflow(page), 0, `${path} is wider than the screen`);
      const heading = await page
        .locator('h1')
        .first()
        .evaluate((element) => {
          const range = document.createRange();
          range.selectNodeContents(element);
          const [text, main] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
          return { before: main.right - text.right, after: text.left - main.left };
        });
      assert.ok(heading.before <= heading.after, `${path} begins at the left`);
    }
    await page.close();
  });
}

test('code is read from left to right, whichever way the page is', async () => {
  const page = await browser.newPage();
  await page.goto(`${platform.url}/ar/`);
  const direction = (element: Element) => getComputedStyle(element).direction;
  assert.equal(await page.locator('html').evaluate(direction), 'rtl');
  assert.equal(await page.locator('pre').first().evaluate(direction), 'ltr');
  await page.close();
});

test('an operation page sends its call from the browser, in the language of the page', async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${platform.url}/ar/catalogue/etat-civil/v1/createVerification/`);
  const sent = page.waitForResponse((response) => response.url().includes('/sandbox/etat-civil/v1/verifications'));
  await page.getByRole('button', { name: 'Send', exact: true }).first().click();
  assert.equal((await sent).status(), 200);
  await page.close();
});

function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth));
}
