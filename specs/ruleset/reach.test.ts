import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenApiDocument } from '../catalogue/model.ts';
import { operationsAt } from './reach.ts';

const answers = (name: string) => ({
  responses: { 200: { content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } } },
});
const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'A', version: '1.0.0' },
  paths: {
    '/people/{id}': {
      parameters: [{ $ref: '#/components/parameters/Id' }],
      get: answers('Person'),
      delete: answers('Receipt'),
    },
    '/pets': { get: answers('Pet') },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path' } },
    schemas: {
      Person: { properties: { pets: { items: { $ref: '#/components/schemas/Pet' } } } },
      Pet: { properties: { owner: { $ref: '#/components/schemas/Person' } } },
      Receipt: { type: 'object' },
      Unused: { type: 'object' },
    },
  },
};
const operations = operationsAt(document);

test('a place in an operation belongs to it', () => {
  assert.deepEqual(operations('#/paths/~1people~1{id}/get/responses/200'), ['GET /people/{id}']);
});

test('a place in a component belongs to all operations that lead there, through circles too', () => {
  assert.deepEqual(operations('#/components/schemas/Pet/properties/owner'), ['GET /people/{id}', 'GET /pets']);
  assert.deepEqual(operations('#/components/schemas/Receipt'), ['DELETE /people/{id}']);
});

test('what a path shares belongs to each of its operations', () => {
  const all = ['GET /people/{id}', 'DELETE /people/{id}'];
  assert.deepEqual(operations('#/paths/~1people~1{id}/parameters/0'), all);
  assert.deepEqual(operations('#/components/parameters/Id'), all);
});

test('a place that nothing leads to stands for itself', () => {
  assert.deepEqual(operations('#/components/schemas/Unused'), ['#/components/schemas/Unused']);
  assert.deepEqual(operations('#/info'), ['#/info']);
});

test('a component is found by a reference that is percent-encoded', () => {
  const schemas = { 'Person (full)': {}, 'a/b': {} };
  const get = { ...answers('Person%20(full)'), requestBody: { $ref: '#/components/schemas/a%7E1b' } };
  const at = operationsAt({ ...document, paths: { '/people': { get } }, components: { schemas } });
  assert.deepEqual(at('#/components/schemas/Person (full)'), ['GET /people']);
  assert.deepEqual(at('#/components/schemas/a~1b'), ['GET /people']);
});

test('an operation counts once for a component that its path refers to too', () => {
  const item = {
    parameters: [{ $ref: '#/components/parameters/Id' }],
    get: { ...answers('Pet'), parameters: [{ $ref: '#/components/parameters/Id' }] },
  };
  const at = operationsAt({ ...document, paths: { '/people/{id}': item } });
  assert.deepEqual(at('#/components/parameters/Id'), ['GET /people/{id}']);
});
