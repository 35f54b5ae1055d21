import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Operation } from '@dpi/specs/model';
import type { Browser, Page, Response } from 'playwright-core';
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
  ['en', 'Night Owls'],
  ['bn', 'রাত জাগা দল'],
] as const) {
  test(`a team joins, gets a key, sends a call and finds it in My team (${locale})`, async () => {
    const page = await openPage(locale);
    const errors = pageErrors(page);
    const prefix = locale === 'en' ? '' : `/${locale}`;
    const says = (id: string, english: string) => words(locale, id, english);

    await page.goto(`${platform.url}${prefix}/get-a-key/#code=${JOIN_CODE}`);
    await page.fill('input[name="name"]', team);
    assert.equal(await page.inputValue('input[name="joinCode"]'), JOIN_CODE);
    await page.locator('main form button[type="submit"]').first().click();
    const key = page.locator('code', { hasText: /^dpi_[A-Za-z0-9]{38}$/ });
    await key.waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem('dpi.key')), await key.textContent());

    const { operation, basePath } = await personaOperation();
    await page.goto(platform.url + prefix + operation.url);
    const answer = await send(page, says('console.send', 'Send'), basePath);
    assert.equal(answer.status(), Number(operation.examples[0]?.response?.status));
    assert.equal(answer.request().headers()['x-api-key'], await page.evaluate(() => localStorage.getItem('dpi.key')));
    await page
      .getByText(firstText(await answer.json()))
      .filter({ visible: true })
      .first()
      .waitFor();

    // Whoever calls reads English; whoever looks at the page reads the reason in its language.
    const wrong = await fetch(`${platform.url}${basePath}/nothing-here`, {
      headers: { 'X-API-Key': (await page.evaluate(() => localStorage.getItem('dpi.key'))) ?? '' },
    });
    assert.equal(wrong.headers.get('content-language'), 'en');

    await page.goto(`${platform.url}${prefix}/my-team/`);
    await page.getByRole('heading', { name: says('team.lastCalls', 'Last calls') }).waitFor();
    const { problems } = await loadCatalogue({ locale });
    const title = problems.find(({ id }) => id === 'operation-not-found')?.title ?? '';
    await page.getByRole('link', { name: title }).filter({ visible: true }).first().waitFor();
    await page.getByText(operation.path).filter({ visible: true }).first().waitFor();
    await page.getByRole('rowheader', { name: says('team.firstKey', 'First key') }).waitFor();
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  test(`a call with a mistyped key tells why it failed (${locale})`, async () => {
    const page = await openPage(locale);
    const prefix = locale === 'en' ? '' : `/${locale}`;
    const { operation, basePath } = await personaOperation();
    await page.goto(platform.url + prefix + operation.url);
    await page.evaluate(() => localStorage.setItem('dpi.key', 'dpi_00000000000000000000000000000000000000'));
    await page.reload();
    const answer = await send(page, words(locale, 'console.send', 'Send'), basePath);
    assert.equal(answer.status(), 401);
    const problem = await answer.json();
    assert.match(problem.type, /\/problems\/key-malformed\/$/);
    assert.equal(answer.headers()['content-language'], locale);
    assert.equal(/\p{Script=Bengali}/u.test(problem.detail), locale === 'bn');
    await page.getByText(problem.detail).filter({ visible: true }).first().waitFor();
    await page.context().close();
  });
}

test('choosing another case takes away the answer to the one before', async () => {
  const page = await openPage('en');
  const { operation, basePath } = await personaOperation();
  await page.goto(platform.url + operation.url);
  await send(page, 'Send', basePath);
  const answer = page.getByText('Response body').first();
  await answer.waitFor();
  await page.locator('#try ~ label select').selectOption({ index: 1 });
  await answer.waitFor({ state: 'hidden' });
  await page.context().close();
});

test('a page says the same with its script as without', async () => {
  const { services, standards } = await loadCatalogue();
  const standard = standards.find(({ id }) => id === 'address');
  const paths = [
    services[0]?.operations[0]?.url,
    services[0]?.url,
    `/standards/${standard?.id}/`,
    '/personas/',
    '/problems/',
  ];
  const texts = async (javaScriptEnabled: boolean) => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    const found: string[][] = [];
    for (const path of paths) {
      await page.goto(`${platform.url}${path}`, { waitUntil: 'networkidle' });
      found.push(await page.locator('main h2, main h3, main dt, main td, main li, main p').allTextContents());
    }
    await context.close();
    return found.map((list) =>
      list.map((text) => text.replaceAll(platform.url, '').replace(/http:\/\/localhost:4000/g, '')),
    );
  };
  const [withScript, without] = [await texts(true), await texts(false)];
  for (const [index, path] of paths.entries()) {
    const extra = (withScript[index] ?? []).filter((text) => !(without[index] ?? []).includes(text));
    assert.deepEqual(extra, [], `${path} changes when its script has run`);
  }
});

test('a second device asks for a key of the team instead of calling as a stranger', async () => {
  const name = 'Two Devices';
  const joined = await fetch(`${platform.url}/api/v1/teams`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ joinCode: JOIN_CODE, name }),
  });
  const { recoveryCode } = await joined.json();
  const { operation, basePath } = await personaOperation();
  const page = await openPage('en');
  const storedKey = () => page.evaluate(() => localStorage.getItem('dpi.key'));
  const keys: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.url().includes(basePath)) keys.push(request.headers()['x-api-key']);
  });

  await page.goto(`${platform.url}/my-team/`);
  await page.fill('input[name="recoveryCode"]', recoveryCode);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.goto(platform.url + operation.url);
  await page.getByRole('button', { name: 'Send', exact: true }).first().click();
  await page.getByText(`You are signed in as ${name}, but this device has no key`).waitFor();
  assert.deepEqual(keys, []);

  await page.getByRole('button', { name: 'Create a key for this device' }).click();
  await page.getByText(`Key of the team ${name}.`).waitFor();
  await send(page, 'Send', basePath);
  assert.match((await storedKey()) ?? '', /^dpi_/);
  assert.deepEqual(keys, [await storedKey()]);

  const field = page.getByLabel('Key', { exact: true });
  assert.equal(await field.getAttribute('type'), 'password');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  assert.equal(await field.getAttribute('type'), 'text');
  await field.fill('dpi_typed');
  await send(page, 'Send', basePath);
  assert.equal(keys.at(-1), 'dpi_typed');

  await page.goto(`${platform.url}/my-team/`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You are signed out').waitFor();
  assert.equal(await storedKey(), null);
  await page.context().close();
});

test('what was typed before the script came stays', async () => {
  const page = await openPage('en');
  const typed: Record<string, Record<string, string>> = {
    '/get-a-key/': { joinCode: 'ABCD-1234', name: 'Early Birds' },
    '/catalogue/': { text: 'nid' },
  };
  for (const [path, fields] of Object.entries(typed)) {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await page.route('**/*.js', (route) => held.then(() => route.continue()));
    await page.goto(platform.url + path, { waitUntil: 'commit' });
    for (const [name, text] of Object.entries(fields)) await page.fill(`#content [name="${name}"]`, text);
    release();
    await page.locator('html[data-has-hydrated="true"]').waitFor({ state: 'attached' });
    for (const [name, text] of Object.entries(fields)) {
      assert.equal(await page.inputValue(`#content [name="${name}"]`), text, `${path} ${name}`);
    }
  }
  const { services } = await loadCatalogue();
  const shown = await page.locator('main h3').count();
  assert.ok(shown < services.length, 'The list is narrowed by what was typed');
  await page.context().close();
});

/** Presses Send and returns what the sandbox answered. The answer may come before the click has returned. */
async function send(page: Page, label: string, basePath: string): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes(basePath)),
    page.getByRole('button', { name: label, exact: true }).first().click(),
  ]);
  return answer;
}

async function openPage(locale: string): Promise<Page> {
  const context = await browser.newContext({ locale });
  return context.newPage();
}

function pageErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** The first operation whose first example is about a person. */
async function personaOperation(): Promise<{ operation: Operation; basePath: string }> {
  const { services } = await loadCatalogue();
  for (const { operations, basePath } of services) {
    const operation = operations.find(
      ({ examples }) => (examples[0]?.personas.length ?? 0) > 0 && examples[0]?.response,
    );
    if (operation !== undefined) return { operation, basePath };
  }
  throw new Error('No operation has an example about a person');
}

/** The first text in an answer, which the page must show. */
function firstText(answer: unknown): string {
  const first = Object.values(answer as Record<string, unknown>).find((value) => typeof value === 'string');
  return String(first);
}
