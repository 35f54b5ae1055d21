import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenApiDocument } from '@dpi/specs/model';
import { readOperations } from './prism.ts';
import { toSelfContained } from './self-contained.ts';

function documentWith(schemas: Record<string, unknown>, rest: object = {}): OpenApiDocument {
  return { openapi: '3.1.0', info: {}, components: { schemas }, ...rest } as unknown as OpenApiDocument;
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
  const result = toSelfContained(documentWith(schemas));
  for (const name of Object.keys(schemas)) assert.deepEqual(result.components?.schemas?.[name], {}, name);
});

test('references that lead somewhere stay, also through others', () => {
  const schemas = {
    A: { type: 'object', properties: { b: { $ref: '#/components/schemas/B' } } },
    B: { $ref: '#/components/schemas/C' },
    C: { type: 'object', properties: { 'x/y': { type: 'string' } } },
    D: { $ref: '#/components/schemas/B/properties/x~1y' },
  };
  assert.deepEqual(toSelfContained(documentWith(schemas)).components?.schemas, schemas);
});

test('the document itself is not changed', () => {
  const document = documentWith({ A: { $ref: '#/nothing' } }, { servers: [{ url: 'https://x' }] });
  const before = JSON.stringify(document);
  toSelfContained(document);
  assert.equal(JSON.stringify(document), before);
});

test('a recursive schema and one that is used twice become operations', async () => {
  const node = {
    type: 'object',
    properties: { next: { $ref: '#/components/schemas/Node' }, value: { type: 'string' } },
  };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } };
  const operation = { requestBody: { content }, responses: { 200: { description: '', content } } };
  const operations = await readOperations(
    documentWith({ Node: node }, { paths: { '/a': { post: operation }, '/b': { put: operation } } }),
  );
  assert.deepEqual([...operations.keys()], ['post /a', 'put /b']);
});

test('callbacks never become part of an operation', async () => {
  const operation = {
    callbacks: { done: { '{$request.body#/url}': { post: { responses: { 200: { description: '' } } } } } },
    responses: { 200: { description: '' } },
  };
  const operations = await readOperations(documentWith({}, { paths: { '/a': { post: operation } } }));
  assert.equal('callbacks' in (operations.get('post /a') ?? {}), false);
});
