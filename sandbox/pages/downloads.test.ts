import assert from 'node:assert/strict';
import test from 'node:test';
import type { Standard } from '@dpi/specs/model';
import { call } from '../testing/call.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

for (const [path, type] of [
  ['/catalogue.json', 'application/json'],
  ['/llms.txt', 'text/plain; charset=utf-8'],
  ['/catalogue/nid-verification/v1/openapi.yaml', 'application/yaml'],
  ['/catalogue/nid-verification/v1/openapi.json', 'application/json'],
  ['/catalogue/nid-verification/v1/postman.json', 'application/json'],
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
