import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isObject, type JsonObject } from '@dpi/specs/json-value';
import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from '../catalogue.fixture.ts';
import { createMockEngine } from '../index.ts';
import { readOperations } from './prism.ts';
import { References } from './references.ts';

function documentWith(schemas: Record<string, unknown>, rest: object = {}): OpenApiDocument {
  return { openapi: '3.1.0', info: {}, components: { schemas }, ...rest } as unknown as OpenApiDocument;
}

function unfoldedSchemas(schemas: Record<string, unknown>): JsonObject {
  return new References(documentWith(schemas)).unfold(schemas) as JsonObject;
}

/** How many objects and lists there are in a value. */
function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, item) => sum + count(item), 1);
}

/** Every reference in a value. */
function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = isObject(value) && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function schemaReference(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function post(schema: JsonObject): JsonObject {
  const content = { 'application/json': { schema } };
  return { requestBody: { content }, responses: { 200: { description: '', content } } };
}

test('references that lead out of the document, to nothing or to themselves allow anything', () => {
  const schemas = {
    Web: { $ref: 'http://169.254.169.254/latest/meta-data' },
    File: { $ref: '/etc/passwd' },
    Sibling: { $ref: 'other.yaml#/a' },
    Nothing: { $ref: '#/components/schemas/Missing' },
    Itself: { $ref: '#/components/schemas/Itself' },
    Ring: { $ref: '#/components/schemas/Ring2' },
    Ring2: { $ref: '#/components/schemas/Ring' },
    Inside: { $ref: '#/components/schemas/Itself/properties/x' },
    Whole: { $ref: '#' },
  };
  const result = unfoldedSchemas(schemas);
  for (const name of Object.keys(schemas)) assert.deepEqual(result[name], {}, name);
});

test('what a reference leads to takes its place, also through others; what stands beside it goes first', () => {
  const c = { type: 'object', properties: { 'x/y': { type: 'string' } } };
  const result = unfoldedSchemas({
    A: { type: 'object', properties: { b: { ...schemaReference('B'), type: 'null' } } },
    B: schemaReference('C'),
    C: c,
    D: { $ref: '#/components/schemas/B/properties/x~1y' },
  });
  const a = { type: 'object', properties: { b: { ...c, type: 'null' } } };
  assert.deepEqual(result, { A: a, B: c, C: c, D: { type: 'string' } });
});

test('the document itself is not changed', () => {
  const document = documentWith({ A: { $ref: '#/nothing' } }, { servers: [{ url: 'https://x' }] });
  const before = JSON.stringify(document);
  new References(document).unfold(document);
  assert.equal(JSON.stringify(document), before);
});

describe('schemas that lead back to themselves, or unfold to very much,', () => {
  const node = { type: 'object', properties: { next: schemaReference('Node'), value: { type: 'string' } } };

  test('are put in place once, and referred to from there on', () => {
    const references = new References(documentWith({ Node: node }));
    const next = { $ref: '#/__bundled__/0' };
    const unfolded = { type: 'object', properties: { next, value: { type: 'string' } } };
    assert.deepEqual(references.unfold({ schema: schemaReference('Node') }), { schema: unfolded });
    assert.deepEqual(references.bundle(), { 0: unfolded });
  });

  const crosswise = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => {
      const others = [1, 2, index * 3, index * 7].map((step) => schemaReference(`S${(index + step) % 100}`));
      return [`S${index}`, { type: 'object', properties: { list: { oneOf: others } } }];
    }),
  );
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => {
      const below = index === 59 ? { type: 'string' } : schemaReference(`S${index + 1}`);
      return [`S${index}`, { type: 'object', properties: { left: below, right: below } }];
    }),
  );
  for (const [name, schemas] of Object.entries({ crosswise, doubling })) {
    test(`take no more room than they are worth (${name})`, () => {
      const references = new References(documentWith(schemas));
      const unfolded = references.unfold(Object.keys(schemas).map(schemaReference));
      assert.ok(count(unfolded) < 200_000, String(count(unfolded)));
      const bundle = references.bundle();
      const known = new Set(Object.keys(bundle).map((key) => `#/__bundled__/${key}`));
      for (const reference of [...referencesIn(unfolded), ...referencesIn(bundle)]) assert.ok(known.has(reference));
    });
  }

  test('are there for requests of every operation that needs them, and cut short in answers that are made up', async () => {
    const person = {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', example: 'Rahima' },
        mother: schemaReference('Person'),
        children: { type: 'array', items: schemaReference('Person') },
      },
    };
    const paths = { '/a': { post: post(schemaReference('Person')) }, '/b': { post: post(schemaReference('Person')) } };
    const engine = await createMockEngine(catalogueOf({ tree: documentWith({ Person: person }, { paths }) }), {
      publicUrl: '',
    });
    const ask = (path: string, value: unknown, headers = {}) =>
      engine.answer('tree', 'v1', {
        method: 'POST',
        path,
        query: '',
        headers: { 'content-type': 'application/json', ...headers },
        body: Buffer.from(JSON.stringify(value)),
      });
    const made = { name: 'Rahima', mother: { name: 'Rahima' }, children: [{ name: 'Rahima' }] };
    for (const path of ['/a', '/b']) {
      assert.deepEqual(JSON.parse(String(ask(path, made).body)), { name: 'Rahima', children: [] });
      assert.equal(ask(path, made, { prefer: 'dynamic=true' }).status, 200);
      const { violations } = ask(path, { name: 'Rahima', mother: { name: 'Ayesha', mother: {} } });
      assert.deepEqual(
        violations.map((violation) => violation.path),
        ['/mother/mother/name'],
      );
    }
  });
});

test('a path item and an operation may be references too', () => {
  const document = documentWith(
    {},
    {
      paths: { '/a': { $ref: '#/components/pathItems/A' }, '/b': { get: { $ref: '#/components/pathItems/A/get' } } },
      components: { pathItems: { A: { get: { responses: { 200: { description: '' } } } } } },
    },
  );
  assert.deepEqual([...readOperations(document).operations.keys()], ['get /a', 'get /b']);
});

test('callbacks never become part of an operation', () => {
  const operation = {
    callbacks: { done: { '{$request.body#/url}': { post: { responses: { 200: { description: '' } } } } } },
    responses: { 200: { description: '' } },
  };
  const { operations } = readOperations(documentWith({}, { paths: { '/a': { post: operation } } }));
  assert.equal('callbacks' in (operations.get('post /a') ?? {}), false);
});
