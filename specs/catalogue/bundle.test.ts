import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { inEnglish } from '../texts/in-english.fixture.ts';
import { readSpec } from './bundle.ts';
import { readService } from './read-service.ts';
import { dropDanglingReferences } from './references.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});
after(() => rm(folder, { recursive: true, force: true }));

async function bundled(files: Record<string, unknown>) {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
  const { document, findings } = await readSpec(join(folder, 'openapi.yaml'), folder);
  assert.ok(document);
  assert.deepEqual(findings, []);
  return document;
}

const info = { title: 'Test', version: '1.0.0' };

describe('a $ref in data', () => {
  const data = { $ref: '#/nowhere', in: [{ $ref: 'https://other.example/x.json' }] };
  const schema = { type: 'object', default: data, const: data, enum: [data], examples: [data], 'x-data': data };
  const named = { properties: { $ref: { type: 'string' }, example: { $ref: '#/components/schemas/Code' } } };
  const content = {
    'application/json': { schema, example: data },
    'application/merge-patch+json': { schema: named, examples: { one: { value: data } } },
  };
  const document = {
    openapi: '3.1.0',
    info,
    paths: { '/forms': { get: { 'x-data': data, responses: { default: { description: 'ok', content } } } } },
    components: { schemas: { Code: { type: 'string' } } },
  };

  test('stays as it is, and a reference under a name such as example is one', async () => {
    const read = await bundled({ 'openapi.yaml': document });
    assert.deepEqual(dropDanglingReferences(read), []);
    assert.deepEqual(read, document);
  });
  test('stays as it is in the examples of the catalogue', async () => {
    const read = await bundled({ 'openapi.yaml': document });
    const service = readService(
      read,
      { id: 'a', version: 'v1', file: '', changelog: '', releases: [], translations: [], behaviour: null, seed: {} },
      [],
    );
    const values = service.operations[0]?.responses[0]?.contents.flatMap(({ examples }) => examples);
    assert.deepEqual(
      values?.map(({ value }) => value),
      [data, data],
    );
  });
});

test('schemas of other files whose names components cannot have are renamed with their references', async () => {
  const names = ['Claim/Full', 'A~B', 'My Type', 'List<Item>', 'দাবি', 'Plain'];
  const segments = ['Claim~1Full', 'A~0B', 'My%20Type', 'List%3CItem%3E', encodeURIComponent('দাবি'), 'Plain'];
  const document = await bundled({
    'openapi.yaml': {
      openapi: '3.0.3',
      info,
      paths: {
        '/a': {
          get: {
            responses: {
              200: {
                description: 'ok',
                content: {
                  'application/json': {
                    schema: {
                      oneOf: segments.map((segment) => ({ $ref: `types.json#/definitions/${segment}` })),
                      discriminator: { propertyName: 'kind' },
                    },
                  },
                },
              },
            },
          },
        },
      },
      components: { schemas: { 'My Own': { type: 'string' } } },
    },
    'types.json': {
      definitions: Object.fromEntries(
        names.map((name, size) => [name, { type: 'object', title: name, maxProperties: size + 1 }]),
      ),
    },
  });
  assert.deepEqual(dropDanglingReferences(document), []);
  const schemas = document.components?.schemas ?? {};
  assert.deepEqual(
    Object.keys(schemas).filter((name) => !/^[A-Za-z0-9._-]+$/.test(name)),
    ['My Own'],
  );
  const service = readService(
    document,
    { id: 'a', version: 'v1', file: '', changelog: '', releases: [], translations: [], behaviour: null, seed: {} },
    [],
  );
  assert.deepEqual(
    Object.values(service.schemas)
      .filter(({ title }) => title !== undefined)
      .map((schema) => schema['x-name'] ?? schema.title),
    ['Claim/Full', 'A~B', 'My Type', 'List<Item>', 'দাবি', 'Plain'],
  );
});

const UNREADABLE: [fault: string, text: string, line: number, message: RegExp][] = [
  [
    'both sides of a merge',
    'openapi: 3.1.0\ninfo:\n<<<<<<< HEAD\n  title: A\n=======\n  title: B\n>>>>>>> other\n',
    3,
    /both sides of a merge.*<<<<<<</,
  ],
  [
    'brackets that are not indented far enough',
    'openapi: 3.1.0\ninfo: {\ntitle: A\n}\npaths: {}\n',
    3,
    /the indentation is too small\. Close the bracket .* or indent all up to its end further than the key before it/,
  ],
];
for (const [fault, text, line, message] of UNREADABLE) {
  test(`${fault}: the finding says what to change and where`, async () => {
    const file = join(folder, 'unreadable.yaml');
    await writeFile(file, text);
    const { findings } = await readSpec(file, folder);
    assert.deepEqual(
      findings.map((finding) => finding.line),
      [line],
    );
    assert.match(inEnglish(findings[0]?.message), message);
  });
}

test('in JSON of one line a finding has its column', async () => {
  const file = join(folder, 'one-line.json');
  const text =
    '{"openapi":"3.1.0","info":{"title":"A"},"paths":{"/a":{"get":{"responses":{"200":{"$ref":"#/nowhere"}}}}}}';
  await writeFile(file, text);
  const [finding] = (await readSpec(file, folder)).findings;
  assert.equal(finding?.line, 1);
  assert.match(text.slice((finding?.column ?? 0) - 1), /^("\$ref":|\{"\$ref":|"#\/nowhere")/);
});
