import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { OpenApiDocument, Standard } from '@dpi/specs/model';
import { call } from '../testing/call.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

for (const [path, type] of [
  ['/catalogue.json', 'application/json'],
  ['/llms.txt', 'text/plain; charset=utf-8'],
  ['/catalogue/nid-verification/v1/openapi.yaml', 'application/yaml'],
  ['/catalogue/nid-verification/v1/openapi.json', 'application/json'],
  ['/catalogue/nid-verification/v1/postman.json', 'application/json'],
  ['/catalogue/nid-verification/v1/client.ts', 'text/plain; charset=utf-8'],
  ['/catalogue/nid-verification/v1/client.py', 'text/plain; charset=utf-8'],
  ['/catalogue/nid-verification/v1/badge.svg', 'image/svg+xml'],
  ['/catalogue/nid-verification/v1/changelog.atom', 'application/atom+xml; charset=utf-8'],
  ['/changelog.atom', 'application/atom+xml; charset=utf-8'],
] as const) {
  test(`${path} is there for tools on any site, before the pages are`, async (t) => {
    const { url } = await startTestSandbox(t);
    const response = await fetch(url + path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const text = await response.text();
    assert.ok(text.length > 0);
    if (type === 'application/json') JSON.parse(text);

    const again = await fetch(url + path, { headers: { 'If-None-Match': response.headers.get('etag') ?? '' } });
    assert.equal(again.status, 304);
  });
}

test('the catalogue lists its services', async (t) => {
  const { url } = await startTestSandbox(t);
  const { services } = (await (await fetch(`${url}/catalogue.json`)).json()) as { services: { id: string }[] };
  assert.deepEqual(
    services.map(({ id }) => id),
    ['nid-verification', 'old-registry'],
  );
});

test('downloads can only be read', async (t) => {
  const { url } = await startTestSandbox(t);
  const { status, problem } = await call(`${url}/catalogue.json`, { method: 'DELETE' });
  assert.equal(status, 405);
  assert.equal(problem.type, 'http://dpi.test/problems/method-not-allowed/');
});

test('a sample app is an archive for tools on any site, and one that is not there is said to be missing', async (t) => {
  const catalogue = await testCatalogue();
  const app = {
    id: 'desk',
    title: 'Desk',
    summary: '',
    url: '/docs/apps/desk/',
    services: [],
    files: [{ path: 'app.ts', text: '1' }],
  };
  const { url } = await startTestSandbox(t, {}, { catalogue: { ...catalogue, sampleApps: [app] } });
  const response = await fetch(`${url}/apps/desk.zip`);
  assert.equal(response.headers.get('content-type'), 'application/zip');
  assert.equal(response.headers.get('content-encoding'), null);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.match(Buffer.from(await response.arrayBuffer()).toString('latin1'), /^PK.*desk\/app\.ts/s);
  const { status, problem } = await call(`${url}/apps/desks.zip`);
  assert.equal(status, 404);
  assert.match(problem.detail, /\/apps\/desk\.zip/);
});

test('a service that is not in the catalogue has no downloads', async (t) => {
  const { url } = await startTestSandbox(t);
  assert.notEqual((await fetch(`${url}/catalogue/land/v1/openapi.yaml`)).status, 200);
});

test('the JSON Schema of a standard is there for tools on any site, and an Arazzo file that is not there is said to be missing', async (t) => {
  const catalogue = await testCatalogue();
  const standard: Standard = {
    id: 'cup',
    kind: 'schema',
    name: null,
    source: 'v1/cups.yaml#/schemas/Cup',
    title: 'Cup',
    description: '',
    schema: { type: 'string' },
    usedBy: [],
  };
  const { url } = await startTestSandbox(t, {}, { catalogue: { ...catalogue, standards: [standard] } });
  const response = await fetch(`${url}/standards/cup/v1/schema.json`);
  assert.equal(response.headers.get('content-type'), 'application/schema+json');
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.equal(((await response.json()) as { $id: string }).$id, 'http://dpi.test/standards/cup/v1/schema.json');
  assert.equal((await fetch(`${url}/standards/cup/v1/schema.json`, { method: 'HEAD' })).status, 200);
  for (const path of ['/standards/cup/v2/schema.json', '/journeys/none.arazzo.yaml'])
    assert.notEqual((await fetch(url + path)).status, 200);
});

const LOCALES = [
  { id: 'en', name: 'English', formats: 'en' },
  { id: 'bn', name: 'Bangla', formats: 'bn' },
];

/** A sandbox whose first service has a translation; `read` counts how often it was read. */
async function startTranslated(t: TestContext, document: OpenApiDocument | null) {
  const catalogue = await testCatalogue();
  const services = catalogue.services.map((service, index) =>
    index === 0 ? { ...service, translations: ['bn'] } : service,
  );
  const read: string[] = [];
  const { url } = await startTestSandbox(
    t,
    {},
    {
      catalogue: { ...catalogue, country: { ...catalogue.country, locales: LOCALES }, services },
      readTranslation: async ({ id }, locale) => {
        read.push(`${id} ${locale}`);
        return document;
      },
    },
  );
  return { url: `${url}/catalogue/nid-verification`, read };
}

const TRANSLATED: OpenApiDocument = { openapi: '3.1.0', info: { title: 'Jachai', version: '1.0.0' }, paths: {} };

test('a spec is there in every language of its overlays, and read once', async (t) => {
  const { url, read } = await startTranslated(t, TRANSLATED);
  const response = await fetch(`${url}/v1/openapi.bn.json`);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('content-language'), 'bn');
  assert.equal(((await response.json()) as OpenApiDocument).info.title, 'Jachai');
  const etag = response.headers.get('etag') ?? '';
  assert.equal((await fetch(`${url}/v1/openapi.bn.json`, { headers: { 'If-None-Match': etag } })).status, 304);
  assert.deepEqual(read, ['nid-verification bn']);
  assert.match(await (await fetch(`${url}/v1/openapi.bn.yaml`)).text(), /title: Jachai/);
  assert.equal((await fetch(`${url}/v1/openapi.yaml`)).headers.get('content-language'), 'en');
});

test('a translation that cannot be read is asked for again', async (t) => {
  const { url, read } = await startTranslated(t, null);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const { status, problem } = await call(`${url}/v1/openapi.bn.yaml`);
    assert.equal(status, 500);
    assert.match(problem.detail, /\/catalogue\/nid-verification\/v1\/openapi\.yaml is the same/);
  }
  assert.equal(read.length, 2);
});

test('an address that is almost that of a download leads there', async (t) => {
  const { url } = await startTranslated(t, TRANSLATED);
  const { origin } = new URL(url);
  for (const [path, target] of [
    ['/catalogue.json/', '/catalogue.json'],
    ['/bn/llms.txt', '/llms.txt'],
    ['/catalogue/nid-verification/openapi.yaml', '/catalogue/nid-verification/v1/openapi.yaml'],
    ['/catalogue/nid-verification/v1/openapi.yaml/', '/catalogue/nid-verification/v1/openapi.yaml'],
    ['/catalogue/nid-verification/v1/openapi.yml', '/catalogue/nid-verification/v1/openapi.yaml'],
    ['/catalogue/nid-verification/v1/openapi.en.json', '/catalogue/nid-verification/v1/openapi.json'],
    ['/catalogue/nid-verification/openapi.bn.yaml', '/catalogue/nid-verification/v1/openapi.bn.yaml'],
    ['/bn/catalogue/nid-verification/v1/openapi.yaml', '/catalogue/nid-verification/v1/openapi.bn.yaml'],
    ['/bn/catalogue/old-registry/v1/openapi.yaml', '/catalogue/old-registry/v1/openapi.yaml'],
    ['/bn/catalogue/nid-verification/postman.json', '/catalogue/nid-verification/v1/postman.json'],
  ] as const) {
    const response = await fetch(origin + path, { redirect: 'manual' });
    assert.equal(response.status, 302, path);
    assert.equal(response.headers.get('location'), target);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
  }
});

test('a download that is not there is refused with the addresses that are', async (t) => {
  const { url } = await startTranslated(t, TRANSLATED);
  const { origin } = new URL(url);
  for (const [path, expected, detail] of [
    ['/catalogue/nid-verification/v1/openapi.fr.yaml', 404, /\/v1\/openapi\.yaml, .*\/v1\/openapi\.bn\.json/],
    [
      '/catalogue/nid-verification/v9/openapi.yaml',
      404,
      /Did you mean \/catalogue\/nid-verification\/v1\/openapi\.yaml\?/,
    ],
    ['/catalogue/nid-verificaton/openapi.yaml', 404, /Did you mean \/catalogue\/nid-verification\/v1\/openapi\.yaml\?/],
    ['/catalogue/land/v1/openapi.yaml', 500, /land cannot be read/],
    ['/standards/none/v1/schema.json', 404, /\/catalogue\.json lists/],
    ['/journeys/none.arazzo.yaml', 404, /no journey "none"/],
  ] as const) {
    const { status, problem } = await call(origin + path);
    assert.equal(status, expected, path);
    assert.match(problem.detail, detail, path);
  }
});

test('the files of a standard and a journey are found by shorter addresses', async (t) => {
  const catalogue = await testCatalogue();
  const standard = {
    id: 'cup',
    kind: 'schema',
    name: null,
    source: 'v1/cups.yaml#/schemas/Cup',
    title: 'Cup',
  } as const;
  const journey = { id: 'tea', title: 'Tea', summary: '', description: '', personas: [], steps: [], document: {} };
  const standards: Standard[] = [{ ...standard, description: '', schema: {}, usedBy: [] }];
  const { url } = await startTestSandbox(t, {}, { catalogue: { ...catalogue, standards, journeys: [journey] } });
  for (const [path, target] of [
    ['/standards/cup/schema.json', '/standards/cup/v1/schema.json'],
    ['/standards/cup/v1/schema.json/', '/standards/cup/v1/schema.json'],
    ['/journeys/tea.yaml', '/journeys/tea.arazzo.yaml'],
    ['/journeys/tea/arazzo.yaml', '/journeys/tea.arazzo.yaml'],
    ['/docs/journeys/tea.arazzo.yaml', '/journeys/tea.arazzo.yaml'],
  ] as const)
    assert.equal((await fetch(url + path, { redirect: 'manual' })).headers.get('location'), target, path);
  const { problem } = await call(`${url}/standards/cupp/v1/schema.json`);
  assert.match(problem.detail, /Did you mean \/standards\/cup\/v1\/schema\.json\?/);
  assert.match(
    (await call(`${url}/standards/cup/v2/schema.json`)).problem.detail,
    /\/standards\/cup\/v1\/schema\.json/,
  );
});
