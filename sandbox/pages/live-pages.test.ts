import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const HTML = { Accept: 'text/html' };

function built(lang: string, drawn: string, data: string | null): string {
  const block = data === null ? '' : `<script type=text/plain id=page-data>${data}</script>`;
  return `<html lang=${lang}><head><script src=/assets/js/main.js defer></script></head><body><div id=__docusaurus><main>${drawn}</main>${block}</div></body>`;
}

async function start(t: TestContext, live: Record<string, object>) {
  const dir = await mkdtemp(join(tmpdir(), 'portal-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const pages = {
    'index.html': built('en', 'Home', '{"title":"Home"}'),
    'bn/index.html': built('bn', 'হোম', '{"title":"হোম"}'),
    'catalogue/land/v1/index.html': built('en', 'Land', '{"title":"Land"}'),
    'catalogue/tax/v1/index.html': built('en', 'Tax', '{"title":"Tax"}'),
    'docs/start/index.html': built('en', 'Guide', null),
    '404.html': '<p>nothing</p>',
  };
  for (const [path, content] of Object.entries(pages)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  const sandbox = await startTestSandbox(t, {}, { portalDir: dir });
  sandbox.portal.live(pagesOf(live), []);
  const text = async (path: string) => (await fetch(sandbox.url + path, { headers: HTML })).text();
  return { sandbox, text };
}

function pagesOf(pages: Record<string, object>): Map<string, string> {
  return new Map(Object.entries(pages).map(([path, page]) => [path, JSON.stringify(page)]));
}

test('a page that has not changed comes as it was built', async (t) => {
  const { text } = await start(t, { '/catalogue/land/v1/': { title: 'Land' } });
  assert.match(await text('/catalogue/land/v1/'), /<main>Land<\/main>/);
});

test('a page that has changed, or is new, has its own data and is drawn in the browser', async (t) => {
  const live = { '/catalogue/land/v1/': { title: 'New </script>' }, '/bn/catalogue/sky/v1/': { title: 'আকাশ' } };
  const { text, sandbox } = await start(t, live);
  const changed = await text('/catalogue/land/v1/');
  assert.match(changed, /id="page-data">\{"title":"New \\u003c\/script>"\}<\/script>/);
  assert.match(changed, /<div id="__docusaurus"><\/div>/);
  assert.match(changed, /main\.js/);
  assert.doesNotMatch(changed, /<main>/);
  assert.match(await text('/bn/catalogue/sky/v1/'), /lang=bn.*আকাশ/s);
  const bare = await fetch(`${sandbox.url}/bn/catalogue/sky/v1`, { redirect: 'manual' });
  assert.equal(bare.headers.get('location'), '/bn/catalogue/sky/v1/');
});

test('what the search reads is that of the pages that are shown', async (t) => {
  const { sandbox } = await start(t, { '/': { title: 'Home' }, '/bn/search/index.json': { entries: [] } });
  const response = await fetch(`${sandbox.url}/bn/search/index.json`);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.deepEqual(await response.json(), { entries: [] });
});

test('services that are not shown have no pages; guides have theirs', async (t) => {
  const { sandbox, text } = await start(t, { '/': { title: 'Home' } });
  const response = await fetch(`${sandbox.url}/catalogue/tax/v1/`, { headers: HTML });
  assert.equal(response.status, 404);
  assert.match(await text('/docs/start/'), /<main>Guide/);
});

test('an open page hears that it has changed, and a shutdown does not wait for it', async (t) => {
  const { sandbox, text } = await start(t, { '/a/': { n: 1 }, '/b/': { n: 1 } });
  assert.match(await text('/a/'), /<script src="\/live\/reload\.js" defer>/);
  assert.match(await (await fetch(`${sandbox.url}/live/reload.js`)).text(), /location\.reload/);
  const { body, headers } = await fetch(`${sandbox.url}/live/changes`);
  assert.equal(headers.get('content-type'), 'text/event-stream');
  assert.ok(body);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  await reader.read();
  sandbox.portal.live(pagesOf({ '/a/': { n: 2 }, '/b/': { n: 1 } }), []);
  assert.equal((await reader.read()).value, 'event: change\ndata: ["/a/"]\n\n');
  const before = performance.now();
  await sandbox.close();
  assert.ok(performance.now() - before < 1000);
});

test('an open page hears why a spec cannot be read, one opened later too, and that it can be read again', async (t) => {
  const { sandbox } = await start(t, { '/a/': { n: 1 } });
  const listen = async () => {
    const { body } = await fetch(`${sandbox.url}/live/changes`);
    assert.ok(body);
    return body.pipeThrough(new TextDecoderStream()).getReader();
  };
  const first = await listen();
  assert.match((await first.read()).value ?? '', /event: faults\ndata: \[\]/);
  sandbox.portal.live(pagesOf({ '/a/': { n: 1 } }), ['land/v1/openapi.yaml:3 It is cut off.']);
  const told = 'event: faults\ndata: ["land/v1/openapi.yaml:3 It is cut off."]\n\n';
  assert.equal((await first.read()).value, told);
  const later = await listen();
  assert.ok((await later.read()).value?.endsWith(told));
  sandbox.portal.live(pagesOf({ '/a/': { n: 1 } }), []);
  assert.equal((await first.read()).value, 'event: faults\ndata: []\n\n');
});

test('without live pages there is nothing to listen to', async (t) => {
  const { url } = await startTestSandbox(t);
  assert.notEqual((await fetch(`${url}/live/changes`)).status, 200);
});
