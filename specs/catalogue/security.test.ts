import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlatformTexts } from '../texts/platform-texts.ts';
import { llmsTxt } from './downloads/llms-txt.ts';
import { openApiJson } from './downloads/openapi.ts';
import { postmanCollection } from './downloads/postman/collection.ts';
import { loadCatalogue } from './load.ts';
import type { OpenApiDocument } from './model.ts';
import { readService } from './read-service.ts';
import { credentialNeed, simulatedSchemes } from './security.ts';

const texts = await openPlatformTexts();

const HERE = 'https://dpi.example';
const catalogue = await loadCatalogue();

function service(part: Partial<OpenApiDocument>, operation: object = {}) {
  const paths = { '/a': { get: { operationId: 'a', responses: {}, ...operation } } };
  const document = { openapi: '3.1.0', info: { title: 'A', version: '1.0.0' }, paths, ...part };
  const origin = {
    id: 'a',
    version: 'v1',
    file: 'a/v1/openapi.yaml',
    changelog: '',
    releases: [],
    translations: [],
    behaviour: null,
    login: null,
    seed: {},
  };
  return readService(document as OpenApiDocument, origin, []);
}

for (const [what, root, operation, need] of [
  ['no security anywhere', {}, {}, 'none'],
  ['an empty list', { security: [{ Key: [] }] }, { security: [] }, 'none'],
  ['an empty requirement alone', { security: [{ Key: [] }] }, { security: [{}] }, 'none'],
  ['an empty requirement beside another', {}, { security: [{}, { Key: [] }] }, 'optional'],
  ['the requirement of the whole spec', { security: [{ Key: [] }] }, {}, 'required'],
  ['a requirement of its own', {}, { security: [{ Key: [] }] }, 'required'],
] as const) {
  test(`${what}: credentials are ${need}`, () => {
    const [read] = service(root, operation).operations;
    assert.ok(read);
    assert.equal(credentialNeed(read), need);
  });
}

test('the key stands in for every scheme that is not the key itself', () => {
  const securitySchemes = {
    Key: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    Other: { type: 'apiKey', in: 'header', name: 'Ocp-Apim-Subscription-Key' },
    Query: { type: 'apiKey', in: 'query', name: 'X-API-Key' },
    Login: { type: 'oauth2', flows: {} },
    Certificate: { type: 'mutualTLS' },
    Unused: { type: 'http', scheme: 'basic' },
  };
  const security = ['Key', 'Other', 'Query', 'Login', 'Certificate'].map((name) => ({ [name]: [] }));
  const simulated = service({ security, components: { securitySchemes } });
  assert.deepEqual(simulatedSchemes(simulated), ['Other', 'Query', 'Login', 'Certificate']);
  const [server] = openApiJson(simulated, HERE, 'en', texts).servers as { url: string; description: string }[];
  assert.match(server?.description ?? '', /X-API-Key.* stands in for Other, Query, Login, Certificate/);
});

test('every health check, key set and discovery document of the catalogue needs no credentials', () => {
  const open = catalogue.services
    .filter(({ servedBy }) => servedBy === 'sandbox')
    .flatMap(({ operations }) => operations.filter((operation) => credentialNeed(operation) === 'none'));
  assert.ok(open.length >= 33, String(open.length));
  for (const { operations } of catalogue.services) {
    for (const operation of operations) {
      if (!/^\/(health|\.well-known)\b/.test(operation.path)) continue;
      assert.equal(credentialNeed(operation), 'none', operation.url);
    }
  }
});

test('a Postman collection sends no key where none is needed', () => {
  for (const one of catalogue.services) {
    const requests = postmanCollection(one, HERE).item.flatMap(({ item }) => item);
    const open = one.operations.filter((operation) => credentialNeed(operation) === 'none').length;
    assert.equal(requests.filter(({ request }) => request.auth?.type === 'noauth').length, open, one.id);
  }
});

const [platform, ...others] = catalogue.services.filter(({ servedBy }) => servedBy === 'platform');

test('the control API is described where it is answered, in every download', () => {
  assert.ok(platform && others.length === 0);
  assert.equal(platform.basePath, '/api/v1');
  assert.deepEqual(
    (openApiJson(platform, HERE, 'en', texts).servers as { url: string }[]).map(({ url }) => url),
    [`${HERE}/api/v1`],
  );
  const text = llmsTxt(catalogue, HERE);
  assert.match(text, /not simulated, at https:\/\/dpi\.example\/api\/v1\n/);
  assert.doesNotMatch(text, /\/sandbox\/sandbox\//);
  assert.match(text, /POST \/teams\]\(.*\(no token\)/);
});

test('the Postman collection of the control API holds a token for the team and one for organisers, and no key', () => {
  assert.ok(platform);
  const { auth, variable, item } = postmanCollection(platform, HERE);
  assert.equal(auth, undefined);
  assert.ok(!variable.some(({ key }) => key === 'apiKey'));
  assert.deepEqual(
    variable.filter(({ key }) => ['baseUrl', 'adminToken', 'teamToken'].includes(key)),
    [
      { key: 'baseUrl', value: `${HERE}/api/v1` },
      { key: 'adminToken', value: '' },
      { key: 'teamToken', value: '' },
    ],
  );
  const requests = item.flatMap(({ item }) => item);
  const authOf = (name: string) => requests.find((one) => one.name === name)?.request.auth;
  const token = (name: string) => ({
    type: 'bearer',
    bearer: [{ key: 'token', value: `{{${name}}}`, type: 'string' }],
  });
  assert.deepEqual(authOf('List your keys'), token('teamToken'));
  assert.deepEqual(authOf('List the teams'), token('adminToken'));
  assert.deepEqual(authOf('Join an event'), { type: 'noauth' });
});

test('a relative server alone does not make a spec an API of the platform, nor does a path outside /api/', () => {
  for (const server of [
    { url: '/api/v1' },
    { url: '/sandbox/other/v1', 'x-served-by': 'platform' },
    { url: 'https://elsewhere.example/api/v1', 'x-served-by': 'platform' },
    { url: '//elsewhere.example/api/v1', 'x-served-by': 'platform' },
  ]) {
    const read = service({ servers: [server] });
    assert.deepEqual([read.servedBy, read.basePath, read.servers.length], ['sandbox', '/sandbox/a/v1', 1]);
  }
});

test('a service that logs people in checks the tokens that it gave, and says so', () => {
  const login = catalogue.services.find(({ login }) => login !== null);
  assert.ok(login);
  assert.ok(login.operations.some(({ security }) => security.flat().includes('AccessToken')));
  assert.deepEqual(simulatedSchemes(login), []);
});
