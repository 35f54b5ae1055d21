import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../browser.ts';
import { freePorts } from '../process.ts';

const START = resolve(import.meta.dirname, '../start.ts');

/** How long it takes is measured elsewhere; a busy machine may take longer. */
const PATIENCE = { timeout: 60_000 };

let dir: string;
let url: string;
let platform: ChildProcess;
let browser: Browser;
let output = '';

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dpi-live-'));
  await save('land/v1/openapi.yaml', spec('Land records'));
  await save('tax/v1/openapi.yaml', spec('Tax'));
  const [port = 0] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  platform = spawn(process.execPath, [START, '--service', 'land'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: join(dir, 'data'),
      SPECS_DIR: join(dir, 'specs'),
      // Pages built for the other tests bring what draws these; without them they are built first.
      PUBLIC_URL: 'http://localhost:4000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [platform.stdout, platform.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  for (let waited = 0; !/The portal is ready/.test(output); waited += 100) {
    assert.ok(waited < 120_000 && platform.exitCode === null, `the portal did not open:\n${output}`);
    await sleep(100);
  }
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  platform.kill();
  await once(platform, 'exit');
  await rm(dir, { recursive: true, force: true });
});

test('an open page shows what was saved, by itself and in both languages', async () => {
  const errors: string[] = [];
  for (const prefix of ['', '/bn']) {
    const page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(`${url}${prefix}/catalogue/land/v1/`);
    const title = `Plots ${prefix}`;
    await page.waitForSelector('h1');
    await save('land/v1/openapi.yaml', spec(title));
    await page.waitForSelector(`h1:text("${title}")`, PATIENCE);
    await page.close();
  }
  assert.deepEqual(errors, []);
});

test('an operation that was just written has its page, reached by its link', async () => {
  const page = await browser.newPage();
  await save('land/v1/openapi.yaml', `${spec('Land')}${operation('/owners', 'List owners')}`);
  await page.goto(`${url}/catalogue/land/v1/`);
  await page.click('main a:has-text("List owners")', PATIENCE);
  await page.waitForSelector('h1:text("List owners")');
  await page.reload();
  await page.waitForSelector('h1:text("List owners")');
  await page.close();
});

test('an open page says in its language where a spec cannot be read, until it can', async () => {
  const pages = await Promise.all(
    ['', '/bn'].map(async (prefix) => {
      const page = await browser.newPage();
      await page.goto(`${url}${prefix}/catalogue/land/v1/`);
      await page.waitForSelector('h1');
      return page;
    }),
  );
  const [english, bangla] = pages;
  await save('land/v1/openapi.yaml', spec('Land').replace('paths:', 'paths: ['));
  await english?.getByText(/^Cannot be read: .*land\/v1\/openapi\.yaml:\d+ /).waitFor(PATIENCE);
  await bangla?.getByText(/^পড়া যাচ্ছে না: .*land\/v1\/openapi\.yaml:\d+ /).waitFor(PATIENCE);
  await save('land/v1/openapi.yaml', spec('Land'));
  for (const page of pages) {
    await page.getByText(/^(Cannot be read|পড়া যাচ্ছে না): /).waitFor({ state: 'detached', ...PATIENCE });
    await page.close();
  }
});

test('other services are not shown', async () => {
  const at = (path: string) => fetch(url + path, { headers: { Accept: 'text/html' } });
  assert.equal((await at('/catalogue/tax/v1/')).status, 404);
  assert.equal((await at('/catalogue/nid-verification/v1/')).status, 404);
  assert.equal((await fetch(`${url}/sandbox/tax/v1/plots`, { headers: { 'X-API-Key': 'DEMO_KEY' } })).status, 404);
});

test('a service that does not exist is refused with those that do, as wrong use', async () => {
  const env = { ...process.env, SPECS_DIR: join(dir, 'specs'), DATA_DIR: join(dir, 'other') };
  const child = spawn(process.execPath, [START, '--service', 'lnad'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 2);
  assert.match(said, /There is no service "lnad"\. There are: land, tax\.\n$/);
});

function spec(title: string): string {
  return `openapi: 3.1.0\ninfo: { title: ${title}, version: 1.0.0 }\npaths:\n${operation('/plots', 'List plots')}`;
}

function operation(path: string, summary: string): string {
  return `  ${path}:\n    get:\n      summary: ${summary}\n      responses: { '200': { description: Found } }\n`;
}

async function save(name: string, text: string): Promise<void> {
  const file = join(dir, 'specs', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
