import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { threadTime } from '../../base/thread-time.fixture.ts';
import { loadCatalogue } from '../../catalogue/load.ts';
import type { OpenApiDocument } from '../../catalogue/model.ts';
import { valueAt } from '../../json/reference.ts';
import { openPlatformTexts } from '../../texts/platform-texts.ts';
import { changeText, compareSpecs } from '../index.ts';
import { largeSpec, tangledSpec } from './large-spec.fixture.ts';

const texts = await openPlatformTexts();

const { services } = await loadCatalogue();
const documents = services.map(({ document }) => document);
const [sample] = documents;
assert.ok(sample);

test('a spec does not differ from itself', () => {
  for (const document of documents) assert.deepEqual(compareSpecs(document, structuredClone(document)), []);
});

test('other words, other examples and another order are no change', () => {
  for (const document of documents) assert.deepEqual(compareSpecs(document, reworded(document)), []);
});

test('components with other names are no change', () => {
  for (const document of documents) {
    const text = JSON.stringify(document).replaceAll('"#/components/schemas/', '"#/components/schemas/New');
    const renamed: OpenApiDocument = JSON.parse(text);
    const schemas = Object.entries(renamed.components?.schemas ?? {});
    const named = Object.fromEntries(schemas.map(([name, schema]) => [`New${name}`, schema]));
    const changes = compareSpecs(document, { ...renamed, components: { ...renamed.components, schemas: named } });
    assert.deepEqual(changes, []);
  }
});

test('a pointer leads to a place in the revision, or to what was removed from the base', () => {
  const places = [...placesIn(sample)];
  for (const step of [7, 11, 13]) {
    const changed = structuredClone(sample);
    for (let index = step; index < places.length; index += places.length / step) {
      const [holder, key] = holderOf(changed, places[Math.floor(index)] ?? []);
      if (holder !== null) delete holder[key];
    }
    for (const { id, pointer } of compareSpecs(sample, changed)) {
      const found = valueAt(changed, `#${pointer}`) ?? valueAt(sample, `#${pointer}`);
      assert.notEqual(found, undefined, `${id} ${pointer}`);
    }
  }
});

test('no document, however wrong, ends the comparison', () => {
  const places = [...placesIn(sample)];
  const schemas = Object.keys(sample.components?.schemas ?? {}).map((name) => ({
    $ref: `#/components/schemas/${name}`,
  }));
  const junk = fc.oneof(
    fc.jsonValue(),
    fc.constant(undefined),
    fc.constantFrom(
      ...schemas,
      { $ref: '#/components' },
      { $ref: '#' },
      { $ref: '#/nowhere' },
      { $ref: 7 },
      true,
      false,
    ),
    fc.constantFrom(...schemas).map((schema) => ({ allOf: [schema, schema], oneOf: [schema, { type: 'null' }] })),
  );
  const mutation = fc.tuple(fc.nat(places.length - 1), junk);
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
      const changed = structuredClone(sample);
      for (const [index, value] of mutations) put(changed, places[index] ?? [], value);
      for (const change of [...compareSpecs(sample, changed), ...compareSpecs(changed, sample)]) {
        assert.notEqual(changeText(change, 'bn', texts), change.id, `${change.id} has no words`);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is no OpenAPI document at all is compared without a complaint', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 4 }), fc.object({ maxDepth: 4 }), (base, revision) => {
      compareSpecs(base as unknown as OpenApiDocument, { paths: base, ...revision } as unknown as OpenApiDocument);
    }),
    { numRuns: 100 },
  );
});

test('1,200 operations that share circular schemas are compared in seconds', () => {
  const base = largeSpec(1200);
  const revision = structuredClone(base);
  const [schema] = Object.values(revision.components?.schemas ?? {});
  (schema as { properties: Record<string, unknown> }).properties.p1 = { type: 'integer' };
  const start = threadTime();
  assert.deepEqual(compareSpecs(base, structuredClone(base)), []);
  const operations = new Set(compareSpecs(base, revision).map(({ operation }) => operation));
  assert.equal(operations.size, 1200);
  assert.ok(threadTime() - start < 10_000);
});

test('schemas that multiply without end are cut short, and it is said', () => {
  const changes = compareSpecs(tangledSpec(40, 0), tangledSpec(40, 1));
  assert.ok(changes.some(({ id }) => id === 'comparison-cut-short'));
});

/** The same spec, each mapping turned round, and all that only people read replaced. */
function reworded(document: OpenApiDocument): OpenApiDocument {
  const turn = (node: unknown, isNamed: boolean): unknown => {
    if (Array.isArray(node)) return node.map((item) => turn(item, false));
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).map(([key, value]): [string, unknown] => {
      const isProse = !isNamed && typeof value === 'string' && ['description', 'summary', 'title'].includes(key);
      if (isProse) return [key, 'In other words'];
      return [key, key === 'example' ? value : turn(value, ['properties', 'schemas'].includes(key))];
    });
    return Object.fromEntries(entries.reverse());
  };
  return turn(document, false) as OpenApiDocument;
}

function* placesIn(node: unknown, path: string[] = []): Generator<string[]> {
  if (path.length > 0) yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) yield* placesIn(child, [...path, key]);
}

function put(root: unknown, path: string[], value: unknown): void {
  const [holder, key] = holderOf(root, path);
  if (holder !== null) holder[key] = value;
}

/** What holds the last part of a path; `null` where the path no longer leads there. */
function holderOf(root: unknown, path: string[]): [Record<string, unknown> | null, string] {
  let holder = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) {
    const next = holder?.[key];
    if (typeof next !== 'object' || next === null) return [null, ''];
    holder = next as Record<string, unknown>;
  }
  return [holder, path.at(-1) ?? ''];
}

test('a reference that is percent-encoded is another spelling of the same, and leads to the same place', () => {
  const refers = ($ref: string, type: string): OpenApiDocument => ({
    openapi: '3.1.0',
    info: { title: 'A', version: '1.0.0' },
    paths: {
      '/a': { get: { responses: { 200: { description: '', content: { 'application/json': { schema: { $ref } } } } } } },
    },
    components: { schemas: { 'A {b}': { type: 'object', properties: { c: { type } } } } },
  });
  const [plain, encoded] = ['#/components/schemas/A {b}', '#/components/schemas/A%20%7Bb%7D'];
  assert.deepEqual(compareSpecs(refers(plain, 'string'), refers(encoded, 'string')), []);
  const changes = compareSpecs(refers(encoded, 'string'), refers(encoded, 'integer'));
  assert.deepEqual(
    changes.map(({ pointer }) => pointer),
    ['/components/schemas/A {b}/properties/c'],
  );
});
