import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalogue } from '../../load.ts';
import { typescriptClient } from './client.ts';

/** A spec whose every text tries to become code. */
const HOSTILE = {
  openapi: '3.1.0',
  info: { title: 'A\nstolen()', version: '1.0.0\nstolen()', description: '*/ stolen() /*' },
  paths: {
    "/a/{b}'+stolen()+'": {
      get: {
        operationId: '__proto__',
        summary: '*/ stolen() /*',
        parameters: [
          { name: "b'];stolen()", in: 'query', schema: { type: 'string; stolen()' } },
          {
            name: 'b',
            in: 'path',
            required: true,
            description: '*/ stolen()',
            schema: { enum: ['a"; stolen()', { a: 1 }] },
          },
        ],
        responses: { '2XX': { description: 'Found' }, default: { description: 'Not found' } },
      },
      post: {
        operationId: 'class; stolen()',
        requestBody: { content: { 'text/plain"; stolen()': { schema: { $ref: '#/components/schemas/Result' } } } },
        responses: {
          '200': {
            description: 'Done',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/a-b' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Result: {
        type: 'object',
        properties: { '"; stolen()': { type: 'string' }, __proto__x: { const: "'; stolen()" } },
      },
      'a-b': { type: ['array', 'null'], items: { $ref: '#/components/schemas/a.b' }, description: '*/ stolen()' },
      'a.b': { allOf: [{ $ref: '#/components/schemas/a-b' }, { type: 'object', properties: { 'c d': true } }] },
    },
  },
};

test('no text of a spec becomes code in its client', async (t) => {
  const specsDir = await mkdtemp(join(tmpdir(), 'client-'));
  t.after(() => rm(specsDir, { recursive: true }));
  await mkdir(join(specsDir, 'hostile/v1'), { recursive: true });
  await writeFile(join(specsDir, 'hostile/v1/openapi.json'), JSON.stringify(HOSTILE));
  const [service] = (await loadCatalogue({ specsDir, cacheDir: null })).services;
  assert.ok(service);
  const client = typescriptClient(service, 'https://dpi.example');
  const code = client.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\])*"/g, '');
  assert.ok(!code.includes('stolen'), code);

  const file = join(specsDir, 'client.ts');
  await writeFile(file, client);
  const { createClient } = await import(file);
  const asked: string[] = [];
  const record = async (url: URL) => {
    asked.push(url.pathname);
    return new Response('');
  };
  const api = createClient({ fetch: record });
  assert.deepEqual(Object.keys(api), ['__proto__', 'class; stolen()']);
  await api['class; stolen()']();
  assert.equal(asked.length, 1);
});
