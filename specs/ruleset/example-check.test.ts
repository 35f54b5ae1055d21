import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFaults } from './find-faults.ts';
import type { Subject } from './rule.ts';
import exampleValid from './rules/example-valid.ts';

/** What is said of the examples of these schemas: line, message and values. */
async function said(schemas: string): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'examples-'));
  try {
    const file = join(dir, 'openapi.yaml');
    const text = `openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n${schemas}`;
    await writeFile(file, text);
    const subject = { service: { document: { openapi: '3.1.0' } } } as Subject;
    const { faults } = await findFaults(file, [dir], subject, new Map([['example-valid', exampleValid]]));
    return faults
      .filter(({ rule }) => rule === 'example-valid')
      .map(({ line, message, values }) => [line, message, ...Object.values(values)].join(' '));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

test('a property that is written wrong is found beside the one that is missing', async () => {
  const schemas = `
    Place: { type: object, required: [ward], properties: { ward: { type: integer } } }
    Birth:
      type: object
      properties: { place: { $ref: '#/components/schemas/Place' } }
      examples:
        - place:
            wrad: 3
`;
  assert.deepEqual(await said(schemas), ['12 lacks Birth/place ward', '13 extra Birth/place wrad']);
});

test('only the property itself is undeclared, not what it stands in', async () => {
  const schemas = `
    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' } }, examples: [{ next: { nam: 1 } }] }
`;
  assert.deepEqual(await said(schemas), ['7 extra Node/next nam']);
});

test('a property is undeclared that only another alternative declares', async () => {
  const schemas = `
    Cow: { type: object, required: [kind], properties: { kind: { const: cow }, milk: { type: number } } }
    Dog: { type: object, required: [kind], properties: { kind: { const: dog }, name: { type: string } } }
    Animal:
      oneOf: [{ $ref: '#/components/schemas/Cow' }, { $ref: '#/components/schemas/Dog' }]
      examples: [{ kind: dog, milk: 3 }]
`;
  assert.deepEqual(await said(schemas), ['11 extra Animal milk']);
});

test('the digits of numbers count in every file', async () => {
  const schemas = `
    Number: { type: integer, maximum: 9007199254740992, examples: [9007199254740993] }
`;
  assert.deepEqual(await said(schemas), ['7 value Number <= 9007199254740992']);
});

test('a schema that is none is said to be none', async () => {
  const schemas = `
    Thing: { type: strin, examples: [a] }
`;
  assert.deepEqual(await said(schemas), ['7 unchecked /type must be equal to one of the allowed values']);
});
