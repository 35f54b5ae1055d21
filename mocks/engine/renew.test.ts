import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Catalogue, OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from './catalogue.fixture.ts';
import { VERIFICATION } from './documents.fixture.ts';
import { createMockEngine, type MockEngine } from './index.ts';
import { KARIM, RAHIMA } from './match/people.fixture.ts';

const options = { publicUrl: 'https://portal.example' };
const people = { personas: [RAHIMA, KARIM] };

/** The example that answers for a person of the fixture. */
function verify(engine: MockEngine, service: string): string | null {
  const headers = { 'content-type': 'application/json' };
  const body = Buffer.from(JSON.stringify({ nid: '1990000001', birthDate: '1999-09-09' }));
  return engine.answer(service, 'v1', { method: 'POST', path: '/verifications', query: '', headers, body }).example;
}

test('a renewed engine answers for the new specs, and the old one as before', async () => {
  const first = catalogueOf({ kept: VERIFICATION, gone: VERIFICATION }, people);
  const engine = await createMockEngine(first, options);
  const next = await engine.renew(catalogueOf({ kept: VERIFICATION, added: VERIFICATION }, people));
  assert.equal(next.services, 2);
  assert.equal(verify(next, 'added'), 'rahima-wrong-birth-date');
  assert.equal(next.answer('gone', 'v1', { method: 'GET', path: '/', query: '', headers: {}, body: null }).status, 404);
  assert.equal(verify(engine, 'gone'), 'rahima-wrong-birth-date');
});

test('a service whose spec is unchanged is taken over, with its operations; scores may change', async () => {
  const first = catalogueOf({ kept: structuredClone(VERIFICATION) }, people);
  const engine = await createMockEngine(first, options);
  const assessment = { score: 90, cap: null, categories: [], losses: [], waivers: [] };
  const scored: Catalogue = { ...first, services: first.services.map((service) => ({ ...service, assessment })) };
  // Whoever prepared it again would have to read the document.
  for (const { document } of scored.services) unreadable(document);
  const next = await engine.renew(scored);
  assert.equal(verify(next, 'kept'), 'rahima-wrong-birth-date');
});

test('what an example says of a person is compared with what is true of the person now', async () => {
  const first = catalogueOf({ kept: VERIFICATION }, people);
  const engine = await createMockEngine(first, options);
  const next = await engine.renew({
    ...first,
    personas: [{ ...RAHIMA, facts: { ...RAHIMA.facts, birthDate: '1999-09-09' } }, KARIM],
  });
  assert.equal(verify(engine, 'kept'), 'rahima-wrong-birth-date');
  // Neither example shows the birth date that is true now.
  assert.equal(verify(next, 'kept'), null);
});

test('memory stays as it is however often a spec changes', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  let engine = await createMockEngine(catalogueOf({ kept: VERIFICATION }, people), options);
  const usedAfter = async (changes: number) => {
    for (let change = 0; change < changes; change += 1) {
      engine = await engine.renew(catalogueOf({ kept: largeVerification() }, people));
      verify(engine, 'kept');
    }
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await usedAfter(20);
  const more = (await usedAfter(60)) - before;
  assert.ok(more < 2_000_000, `${more} bytes more after 60 changes`);
});

/** With a schema that takes about 100 kB. */
function largeVerification(): OpenApiDocument {
  const document = structuredClone(VERIFICATION);
  const places = Array.from({ length: 2000 }, (_, index) => `a place with the number ${index}`);
  const schemas = document.components?.schemas as Record<string, { properties: object }>;
  Object.assign(schemas.VerificationRequest?.properties ?? {}, { place: { enum: places } });
  return document;
}

function unreadable(document: OpenApiDocument): void {
  Object.defineProperty(document, 'paths', {
    get: () => {
      throw new Error('read again');
    },
  });
}
