import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { examplePointer } from './example-pointer.ts';
import { placesIn } from './place-of.ts';

const SPEC = `openapi: 3.1.0
paths:
  /cups:
    parameters:
      - examples:
          all-cups: { value: red }
    get:
      operationId: listCups
      parameters:
        - examples:
            rahima-red: { value: red }
    post:
      requestBody:
        content:
          application/json:
            examples:
              "rahima-red": { value: {} }
      operationId: createCup
`;
const document = parse(SPEC);

const texts: Record<string, string> = { 'cups.yaml': SPEC, 'cups.json': JSON.stringify(document) };
for (const [file, text] of Object.entries(texts)) {
  test(`an example has the place in its own operation, though others use its name: ${file}`, async () => {
    const place = await placesIn(`/${file}`, text);
    const written = (method: 'get' | 'post', example: string) => {
      const { line, column } = place(examplePointer(document, { path: '/cups', method }, example));
      return (text.split('\n')[line - 1] ?? '').slice(column - 1).replaceAll('"', '');
    };
    assert.match(written('get', 'rahima-red'), /^rahima-red: ?\{ ?value: ?red/);
    assert.match(written('post', 'rahima-red'), /^rahima-red: ?\{ ?value: ?\{/);
    assert.match(written('get', 'all-cups'), /^all-cups:/);
    assert.match(written('post', 'elsewhere'), /^post:/);
  });
}
