import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalogue } from '../catalogue/load.ts';
import { assessCatalogue } from './assess.ts';

const SPEC = `openapi: 3.1.0
info: { title: Things, version: 1.0.0 }
paths:
  /things:
    post:
      requestBody:
        content:
          application/json: { schema: { type: object, required: [pin], properties: { pin: { type: string, minLength: 3, maxLength: 2 } } } }
      responses:
        '200': { description: Fine., content: { application/json: { schema: { type: integer, minimum: 2, maximum: 1 } } } }
        '201': { description: Fine., content: { application/json: { schema: { type: integer } } } }
`;

test('where no value can be made up of a schema, an example is asked for with the place', async (t) => {
  const specsDir = await mkdtemp(join(tmpdir(), 'made-up-'));
  t.after(() => rm(specsDir, { recursive: true, force: true }));
  await mkdir(join(specsDir, 'things/v1'), { recursive: true });
  await writeFile(join(specsDir, 'things/v1/openapi.yaml'), SPEC);
  const catalogue = await loadCatalogue({ specsDir, cacheDir: null });
  const { findings } = await assessCatalogue(catalogue, { specsDir, cacheDir: null });
  assert.deepEqual(
    findings.filter(({ rule }) => rule.endsWith('example-named')).map(({ line, message }) => `${line} ${message}`),
    [
      '6 The body of POST /things (application/json) has no example, and no value could be made up that fits its schema at: /.',
      '10 The 200 response (application/json) has no named example, and no value could be made up that fits its schema at: /.',
      '11 The 201 response (application/json) has no named example.',
    ],
  );
});
