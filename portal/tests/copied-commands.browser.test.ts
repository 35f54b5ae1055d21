import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../../scripts/browser.ts';
import { JOIN_CODE, type Platform, startPlatform } from './platform.ts';
import { words } from './words.ts';

/** The address for which {@link startPlatform} has the pages built; readers here come by another. */
const BUILT = 'http://localhost:4000';
const NO_SHELL = ['bash', 'curl'].some((command) => spawnSync(command, ['--version']).status !== 0);

let platform: Platform;
let browser: Browser;
let context: BrowserContext;

before(async () => {
  // One of its own: the commands join with names that other tests have.
  // One of its own: the commands join under names that other tests have, too.
  platform = await startPlatform();
  browser = await openBrowser();
  context = await browser.newContext();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: platform.url });
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const path of [
  '/',
  '/bn/docs/getting-started/',
  '/docs/test-data/',
  '/bn/docs/journeys/shop-takes-qr/',
  '/catalogue/nid-verification/v1/',
  '/bn/catalogue/nid-verification/v1/verifyIdentity/',
  '/catalogue/fund-transfer/v1/createTransfer/',
]) {
  test(`what the buttons on ${path} copy works where the reader is`, {
    skip: NO_SHELL && 'no bash or curl',
  }, async () => {
    const copied = await copiedOn(path);
    assert.ok(copied.length > 0);
    for (const [index, text] of copied.entries()) {
      if (isJson(text)) continue;
      assert.ok(!text.includes(BUILT), text);
      if (!text.startsWith('curl ')) continue;
      const { status, body } = await run(text.replaceAll('YOUR-CODE', JOIN_CODE));
      const shown = copied[index + 1] ?? '';
      const expected = isJson(shown) ? JSON.parse(shown).status : undefined;
      const asked = /Prefer: code=(\d+)/.exec(text)?.[1];
      if (typeof expected === 'number') assert.equal(status, expected, text);
      else if (asked !== undefined) assert.equal(status, Number(asked), text);
      else assert.ok(status < 300 || body.includes('/problems/nid-blocked/'), `${text}\n${status} ${body}`);
    }
  });
}

test('a page that came by plain HTTP from another machine copies, too', async () => {
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
  await page.goto(`${platform.url}/`);
  await page.locator('html[data-has-hydrated=true]').waitFor();
  const button = page.locator('main button:has([aria-live])').first();
  await button.click();
  await button.getByText(words('en', 'ref.copied', 'Copied')).waitFor();
  await page.close();
  const reader = await context.newPage();
  await reader.goto(`${platform.url}/`);
  assert.match(await reader.evaluate(() => navigator.clipboard.readText()), /^curl /);
  await reader.close();
});

/** What each Copy button of a page puts on the clipboard, in the order of the page. */
async function copiedOn(path: string): Promise<string[]> {
  const page = await context.newPage();
  await page.goto(platform.url + path);
  await page.locator('html[data-has-hydrated=true]').waitFor();
  const label = words(path.startsWith('/bn/') ? 'bn' : 'en', 'ref.copy', 'Copy');
  const copied = await page.evaluate(async (label) => {
    const texts: string[] = [];
    for (const button of document.querySelectorAll('button')) {
      if (button.querySelector('[aria-live]')?.textContent !== label) continue;
      await navigator.clipboard.writeText('');
      // Buttons of tabs that are not shown, too.
      button.click();
      for (let waited = 0; waited < 50 && (await navigator.clipboard.readText()) === ''; waited += 1)
        await new Promise((done) => setTimeout(done, 20));
      texts.push(await navigator.clipboard.readText());
    }
    return texts;
  }, label);
  await page.close();
  return copied;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command of curl as a reader's terminal does, in a folder of its own: some download a file. */
async function run(command: string): Promise<{ status: number; body: string }> {
  const cwd = await mkdtemp(join(tmpdir(), 'copied-command-'));
  const shell = spawn(
    'bash',
    ['-c', `curl() { command curl -sS --max-time 30 -w '\\n%{http_code}' "$@"; }\n${command}`],
    { cwd },
  );
  let [output, errors] = ['', ''];
  shell.stdout.on('data', (chunk) => {
    output += chunk;
  });
  shell.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = await new Promise((done) => shell.once('close', done));
  await rm(cwd, { recursive: true });
  assert.equal(code, 0, `${command}\n${errors}`);
  const end = output.lastIndexOf('\n');
  return { status: Number(output.slice(end)), body: output.slice(0, end) };
}
