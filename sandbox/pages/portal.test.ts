import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { call } from '../testing/call.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const HTML = { Accept: 'text/html' };
const INLINE = "document.documentElement.dataset.theme='dark'";

async function buildOf(t: TestContext, files: Record<string, string | Buffer>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'portal-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  return dir;
}

async function startWithPortal(t: TestContext) {
  const dir = await buildOf(t, {
    'index.html': `<html><script>${INLINE}</script><script src="/assets/js/main.1234.js"></script><p>home</p>`,
    'bn/index.html': '<html lang="bn"><p>হোম</p>',
    '404.html': '<p>nothing</p>',
    'bn/404.html': '<p>কিছু নেই</p>',
    'catalogue/nid/v1/index.html': '<p>nid</p>',
    'assets/js/main.1234.js': `console.log("${'x'.repeat(3000)}")`,
    'img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'docs/শুরু/index.html': '<p>শুরু</p>',
    'data.bin': Buffer.alloc(3000),
  });
  return { dir, sandbox: await startTestSandbox(t, {}, { portalDir: dir }) };
}

test('pages are served from their folders, in both languages', async (t) => {
  const { sandbox } = await startWithPortal(t);
  for (const [path, text] of [
    ['/', 'home'],
    ['/bn/', 'হোম'],
    ['/catalogue/nid/v1/', 'nid'],
    [encodeURI('/docs/শুরু/'), 'শুরু'],
  ] as const) {
    const response = await fetch(sandbox.url + path, { headers: HTML });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(await response.text(), new RegExp(text));
  }
});

test('a page is there as Markdown, in each language', async (t) => {
  const { sandbox } = await startWithPortal(t);
  for (const [path, text] of [
    ['/catalogue/nid/v1.md', 'nid\n'],
    ['/index.md', 'home\n'],
    ['/bn/index.md', 'হোম\n'],
    ['/bn.md', 'হোম\n'],
  ] as const) {
    const response = await fetch(sandbox.url + path);
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get('content-type'), 'text/markdown; charset=utf-8');
    assert.equal(await response.text(), text);
  }
  assert.equal((await fetch(`${sandbox.url}/catalogue/none.md`)).status, 404);
});

test('a page without its last slash is found, query and all', async (t) => {
  const { sandbox } = await startWithPortal(t);
  const response = await fetch(`${sandbox.url}/catalogue/nid/v1?tab=try`, { redirect: 'manual' });
  assert.equal(response.status, 301);
  assert.equal(response.headers.get('location'), '/catalogue/nid/v1/?tab=try');
});

test('no path redirects to another site', async (t) => {
  const { sandbox } = await startWithPortal(t);
  for (const path of ['//evil.test', '//evil.test/catalogue/nid/v1', '/\\evil.test']) {
    const answer = await rawRequest(sandbox.port, `GET ${path} HTTP/1.1\r\nHost: dpi.test\r\n\r\n`);
    assert.equal(answer.status, 404);
  }
});

test('nothing outside the build can be read', async (t) => {
  const { dir } = await startWithPortal(t);
  await writeFile(join(dir, '..', 'portal-secret.txt'), 'hidden text');
  t.after(() => rm(join(dir, '..', 'portal-secret.txt')));
  await symlink('/etc/passwd', join(dir, 'link.txt'));
  const sandbox = await startTestSandbox(t, {}, { portalDir: dir });
  for (const path of [
    '/../portal-secret.txt',
    '/%2e%2e/portal-secret.txt',
    '/..%2fportal-secret.txt',
    '/assets/../../portal-secret.txt',
    '/link.txt',
    '/%00',
    '/%ff',
    '/%',
  ]) {
    const answer = await rawRequest(sandbox.port, `GET ${path} HTTP/1.1\r\nHost: dpi.test\r\n\r\n`);
    assert.equal(answer.status, 404, path);
    assert.ok(!answer.body.includes('hidden text'));
  }
});

test('a missing page is told in the language of its path; a program gets a problem', async (t) => {
  const { sandbox } = await startWithPortal(t);
  const english = await fetch(`${sandbox.url}/nowhere/`, { headers: HTML });
  assert.equal(english.status, 404);
  assert.match(await english.text(), /nothing/);
  assert.match(await (await fetch(`${sandbox.url}/bn/nowhere/`, { headers: HTML })).text(), /কিছু নেই/);
  const { status, problem, headers } = await call(`${sandbox.url}/nowhere/`);
  assert.equal(status, 404);
  assert.equal(problem.type, 'http://dpi.test/problems/not-found/');
  assert.ok(headers.get('x-request-id'));
});

test('files with a hash in their name are kept for ever, pages are asked for again', async (t) => {
  const { sandbox } = await startWithPortal(t);
  const script = await fetch(`${sandbox.url}/assets/js/main.1234.js`);
  assert.equal(script.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  const page = await fetch(`${sandbox.url}/`, { headers: HTML });
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  const again = await fetch(`${sandbox.url}/`, {
    headers: { ...HTML, 'If-None-Match': `"other", W/${page.headers.get('etag')}` },
  });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), '');
});

test('text travels compressed, as small as the browser can read; the rest as it is', async (t) => {
  const { sandbox } = await startWithPortal(t);
  const path = '/assets/js/main.1234.js';
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
  ] as const) {
    const response = await fetch(sandbox.url + path, { headers: { 'Accept-Encoding': accepted } });
    assert.equal(response.headers.get('content-encoding'), encoding);
    assert.equal(response.headers.get('vary'), 'Accept-Encoding');
    assert.equal((await response.text()).length, 3015);
  }
  const binary = await fetch(`${sandbox.url}/data.bin`, { headers: { 'Accept-Encoding': 'br' } });
  assert.equal(binary.headers.get('content-encoding'), null);
});

test('a file compressed at build time is sent as it is', async (t) => {
  const script = Buffer.from('x'.repeat(2000));
  const dir = await buildOf(t, { 'a.js': script, 'a.js.br': brotliCompressSync(Buffer.from('built')) });
  const sandbox = await startTestSandbox(t, {}, { portalDir: dir });
  const response = await fetch(`${sandbox.url}/a.js`, { headers: { 'Accept-Encoding': 'br' } });
  assert.equal(await response.text(), 'built');
  assert.equal(response.headers.get('content-encoding'), 'br');
});

test('only the scripts of the build may run, and nobody may frame a page', async (t) => {
  const { sandbox } = await startWithPortal(t);
  const { headers } = await fetch(`${sandbox.url}/`, { headers: HTML });
  const policy = headers.get('content-security-policy') ?? '';
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(INLINE));
  assert.match(policy, /default-src 'self'/);
  assert.ok(policy.includes(`'sha256-${Buffer.from(digest).toString('base64')}'`));
  assert.ok(!/script-src[^;]*unsafe-inline/.test(policy));
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('referrer-policy'), 'strict-origin-when-cross-origin');
});

test('pages can only be read', async (t) => {
  const { sandbox } = await startWithPortal(t);
  const { status, headers, problem } = await call(`${sandbox.url}/`, { method: 'POST', body: 'x' });
  assert.equal(status, 405);
  assert.equal(headers.get('allow'), 'GET, HEAD, OPTIONS');
  assert.equal(problem.type, 'http://dpi.test/problems/method-not-allowed/');
  const head = await fetch(`${sandbox.url}/`, { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.ok(Number(head.headers.get('content-length')) > 0);
});

test('while the pages are built, people read so in both languages, and see how far it is', async (t) => {
  const sandbox = await startTestSandbox(t);
  sandbox.portal.building('12 of 28 <services>');
  const response = await fetch(`${sandbox.url}/catalogue/nid/v1/`, { headers: HTML });
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '5');
  const page = await response.text();
  assert.match(page, /http-equiv="refresh"/);
  assert.match(page, /পাতাগুলো তৈরি হচ্ছে/);
  assert.match(page, /12 of 28 &#60;services&#62;/);
  assert.ok(page.includes('Testland Platform'));

  const { status, problem } = await call(`${sandbox.url}/`);
  assert.equal(status, 503);
  assert.equal(problem.type, 'http://dpi.test/problems/portal-building/');
});

test('a portal that is ready later is served from then on, and a newer one after it', async (t) => {
  const sandbox = await startTestSandbox(t);
  await sandbox.portal.ready(await buildOf(t, { 'index.html': 'first' }));
  assert.equal(await (await fetch(`${sandbox.url}/`)).text(), 'first');
  await sandbox.portal.ready(await buildOf(t, { 'index.html': 'second' }));
  assert.equal(await (await fetch(`${sandbox.url}/`)).text(), 'second');
});

test('a page whose file is gone gives a 500 and does no harm', async (t) => {
  const { sandbox, dir } = await startWithPortal(t);
  await rm(join(dir, 'index.html'));
  assert.equal((await call(`${sandbox.url}/`)).status, 500);
  assert.equal((await fetch(`${sandbox.url}/bn/`)).status, 200);
});

test('a browser is given a worker that keeps pages, or one that forgets them: where they are switched off or still being written', async (t) => {
  const portalDir = await buildOf(t, { 'index.html': '<p>home</p>', 'service-worker.js': 'keep()' });
  const worker = async (sandbox: { url: string }) => {
    const response = await fetch(`${sandbox.url}/service-worker.js`);
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    return response.text();
  };
  const kept = await startTestSandbox(t, {}, { portalDir });
  assert.equal(await worker(kept), 'keep()');
  kept.portal.live(new Map(), []);
  assert.match(await worker(kept), /unregister/);
  assert.match(await worker(await startTestSandbox(t, { OFFLINE_PAGES: 'off' }, { portalDir })), /unregister/);
});
