import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import { inferResources } from '@dpi/specs/behaviour';
import type { Catalogue, Service } from '@dpi/specs/model';
import { newService, readChoices } from '@dpi/specs/scaffold';
import { serviceReference } from '@dpi/specs/service-reference';
import { openPlatformTexts } from '@dpi/specs/texts';
import { createEnglishEngine } from '../engine/in-english.fixture.ts';
import { createMockEngine } from '../engine/index.ts';
import { MemoryStore, Worlds } from '../world/index.ts';
import { caseText, checkConformance } from './index.ts';
import { serve } from './server.fixture.ts';

const GATEWAY_HEADERS = {
  'x-request-id': 'req_1',
  'www-authenticate': 'ApiKey',
  'set-cookie': 'dpi_session=1; Path=/',
};
const UNAUTHORIZED = JSON.stringify({
  type: 'https://sandbox.example/problems/missing-api-key',
  title: 'API key missing',
  status: 401,
  detail: 'Send the API key.',
  // OpenID Connect names what is wrong in a member of its own.
  error: 'invalid_token',
});

type Engine = Awaited<ReturnType<typeof createEnglishEngine>>;

async function assertConforms(t: TestContext, catalogue: Catalogue, engine: Engine, service: Service) {
  const origin = await serve(t, async (request, response, body) => {
    const [url = '', query = ''] = (request.url ?? '').split('?');
    const path = url.slice(service.basePath.length);
    // Keys are the gateway's business, and so are the headers of every response.
    if (request.headers['x-api-key'] === undefined || request.headers.authorization === undefined) {
      response.writeHead(401, { 'content-type': 'application/problem+json', ...GATEWAY_HEADERS });
      return response.end(UNAUTHORIZED);
    }
    const answer = await engine.answer(service.id, service.version, {
      method: request.method ?? '',
      path,
      query,
      headers: request.headers,
      body: body.length > 0 ? body : null,
    });
    response.writeHead(answer.status, { ...answer.headers, ...GATEWAY_HEADERS });
    response.end(answer.body);
  });
  const { personas, journeys } = catalogue;
  const report = await checkConformance(service, {
    server: origin + service.basePath,
    headers: { 'x-api-key': 'test', authorization: 'Bearer test' },
    timeoutMs: 10_000,
    personas,
    journeys,
    texts,
    locale: 'en',
  });
  // What answers by examples keeps no objects; worlds do, and are held to it below.
  const wrong = report.cases.filter(({ outcome, group }) => outcome !== 'conforms' && !group.startsWith('Object: '));
  assert.deepEqual(wrong.map(caseText), []);
  assert.ok(report.cases.length >= service.operations.length);
}

const texts = await openPlatformTexts();
const catalogue = await loadCatalogue();
const engine = await createEnglishEngine(catalogue, { publicUrl: 'https://sandbox.example' });
// A login is answered by a provider of its own.
for (const service of catalogue.services.filter(({ login }) => login === null)) {
  test(`the mock of ${serviceReference(service)} conforms to its spec, example by example`, (t) =>
    assertConforms(t, catalogue, engine, service));
}

test('worlds keep the objects that conformance follows, in each service that has such objects', async (t) => {
  const worlds = new Worlds(catalogue, { store: new MemoryStore() });
  const inWorlds = await createMockEngine(catalogue, { publicUrl: 'https://sandbox.example', worlds });
  const followed: string[] = [];
  const wrong: string[] = [];
  for (const service of catalogue.services) {
    const resources = inferResources(service).filter(({ create }) => create !== null);
    if (resources.length === 0 || service.behaviour === null) continue;
    const server = await serve(t, async (request, response, body) => {
      const [url = '', query = ''] = (request.url ?? '').split('?');
      const answer = await inWorlds.answerWithoutBlocking(
        service.id,
        service.version,
        {
          method: request.method ?? '',
          path: url.slice(service.basePath.length),
          query,
          headers: request.headers,
          body: body.length > 0 ? body : null,
        },
        { world: serviceReference(service), requestId: '', language: 'en' },
      );
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    const { personas } = catalogue;
    const report = await checkConformance(service, {
      server: server + service.basePath,
      headers: { 'x-api-key': 'test' },
      timeoutMs: 10_000,
      personas,
      journeys: [],
      texts,
      locale: 'en',
    });
    const cases = report.cases.filter(({ group }) => group.startsWith('Object: '));
    followed.push(...cases.map(({ group, name }) => `${service.id} ${group} ${name}`));
    wrong.push(
      ...cases.filter(({ outcome }) => outcome !== 'conforms').map((result) => `${service.id} ${caseText(result)}`),
    );
  }
  assert.deepEqual(wrong, []);
  assert.ok(followed.length > 20, followed.join('\n'));
});

test('the mock of a service that was just scaffolded conforms to its spec', async (t) => {
  const specsDir = await mkdtemp(join(tmpdir(), 'dpi-scaffolded-'));
  t.after(() => rm(specsDir, { recursive: true, force: true }));
  const answers = {
    id: 'new-one',
    title: 'New one',
    titleBn: 'নতুন',
    layer: 'payments',
    agency: 'a2i',
    audience: ['bank'],
    dataProtection: 'internal',
    contact: 'a@b.example',
  };
  await newService(answers, await readChoices(), { specsDir, today: '2026-11-23' });
  const scaffolded = await loadCatalogue({ specsDir, cacheDir: null });
  const [service] = scaffolded.services;
  assert.ok(service);
  await assertConforms(t, scaffolded, await createEnglishEngine(scaffolded, { publicUrl: '' }), service);
});
