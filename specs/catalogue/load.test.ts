import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadCatalogue, UnknownServiceError } from './load.ts';
import type { Catalogue, Service } from './model.ts';

const MINIMAL = `openapi: 3.0.3
info: { title: Registry, version: 2.1.0 }
paths:
  /people/{id}:
    get:
      responses: { '200': { description: Found } }
`;

async function folder(t: TestContext, files: Record<string, string | Buffer>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-catalogue-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
  return dir;
}

const load = (specsDir: string, cacheDir: string | null = null): Promise<Catalogue> =>
  loadCatalogue({ specsDir, cacheDir });

function only(catalogue: Catalogue): Service {
  const [service] = catalogue.services;
  assert.ok(service);
  assert.equal(catalogue.services.length, 1);
  return service;
}

test("a stranger's file without metadata, ids or examples is a service", async (t) => {
  const service = only(await load(await folder(t, { 'registry/whatever.yml': MINIMAL })));
  assert.equal(service.id, 'registry');
  assert.equal(service.version, 'v2');
  assert.equal(service.layer, null);
  const [operation] = service.operations;
  assert.equal(operation?.id, 'getPeopleId');
  assert.equal(operation?.url, '/catalogue/registry/v2/getPeopleId/');
});

test('an operation without a text of its own is called by its id in words, or else by its path', async (t) => {
  const called = async (operationId: string) => {
    const spec = MINIMAL.replace('responses:', `operationId: '${operationId}'\n      responses:`);
    return only(await load(await folder(t, { 'registry/openapi.yaml': spec }))).operations[0]?.summary;
  };
  assert.equal(await called('getPersonByNID'), 'Get person by NID');
  assert.equal(await called('people_find-one'), 'People find one');
  assert.equal(await called('NIDLookup2'), 'NID lookup2');
  assert.equal(await called('ব্যক্তি_দেখা'), 'ব্যক্তি দেখা');
  assert.equal(await called('__'), '/people/{id}');
  const unnamed = only(await load(await folder(t, { 'registry/openapi.yaml': MINIMAL })));
  assert.equal(unnamed.operations[0]?.summary, '/people/{id}');
});

test('webhooks are read, with what they are called even where nobody named them', async (t) => {
  const webhooks = `webhooks:
  changed: { post: { requestBody: { content: { application/json: { example: { id: 1 } } } } } }
  lost: 3
`;
  const service = only(await load(await folder(t, { 'registry/openapi.yaml': MINIMAL + webhooks })));
  assert.deepEqual(
    service.webhooks.map(({ name, summary, requestBody }) => [
      name,
      summary,
      requestBody?.contents[0]?.examples[0]?.value,
    ]),
    [['changed', 'changed', { id: 1 }]],
  );
});

test('the address of an example that stands elsewhere is no missing file', async (t) => {
  const elsewhere = MINIMAL.replace(
    '{ description: Found }',
    "{ description: Found, content: { image/png: { examples: { map: { externalValue: 'https://maps.example/map.png' } } } } }",
  );
  const { findings } = await load(await folder(t, { 'registry/openapi.yaml': elsewhere }));
  assert.deepEqual(findings, []);
});

test('an address that would run a script is nobody to turn to', async (t) => {
  const contact = 'contact: { name: Help, url: "java\\nscript:alert(1)", email: a@b.example }';
  const spec = MINIMAL.replace('version: 2.1.0', `version: 2.1.0, ${contact}`);
  const service = only(await load(await folder(t, { 'registry/openapi.yaml': spec })));
  assert.deepEqual(service.contact, { name: 'Help', url: null, email: 'a@b.example' });
});

test('a file beside the folders is a service too, and so is JSON', async (t) => {
  const json = JSON.stringify({ openapi: '3.1.0', info: { title: 'J', version: '1.0.0' }, paths: {} });
  const { services } = await load(await folder(t, { 'Birth & Death.yaml': MINIMAL, 'json/spec.json': json }));
  assert.deepEqual(services.map(({ id }) => id).sort(), ['birth-death', 'json']);
});

test('versions of one service stand in folders of their own', async (t) => {
  const { services } = await load(await folder(t, { 'a/v1/openapi.yaml': MINIMAL, 'a/v2/openapi.yaml': MINIMAL }));
  assert.deepEqual(
    services.map(({ version, basePath }) => [version, basePath]),
    [
      ['v1', '/sandbox/a/v1'],
      ['v2', '/sandbox/a/v2'],
    ],
  );
});

test('two specs of one service and version: the first stays, the other is shown with the reason', async (t) => {
  const catalogue = await load(await folder(t, { 'a/openapi.yaml': MINIMAL, 'a.yaml': MINIMAL }));
  assert.equal(catalogue.services.length, 1);
  assert.match(catalogue.broken[0]?.findings[0]?.message ?? '', /a\/v2 is already described by/);
});

const BROKEN: [string, string | Buffer, RegExp][] = [
  ['nothing in it', '', /empty/],
  ['no YAML', 'openapi: [3.1.0\ninfo: }', /cannot be read/],
  ['a key twice', 'openapi: 3.1.0\ninfo: { title: A, version: 1.0.0 }\npaths: {}\npaths: {}\n', /duplicate/i],
  ['a list', '- openapi: 3.1.0\n', /mapping/],
  ['Swagger 2.0', 'swagger: "2.0"\ninfo: { title: A, version: 1.0.0 }\npaths: {}\n', /Swagger 2\.0/],
  ['no version', 'info: { title: A, version: 1.0.0 }\n', /openapi:/],
  ['an unknown version', 'openapi: 4.0.0\n', /4\.0\.0/],
  ['a number for a version', 'openapi: 3.1\n', /3\.1/],
  ['UTF-16', Buffer.from('\ufeffopenapi: 3.1.0', 'utf16le'), /UTF-8/],
  ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]), /UTF-8/],
  [
    'a reference that is nothing but itself',
    `${MINIMAL}components: { schemas: { Loop: { $ref: '#/components/schemas/Loop' } } }\n`,
    /circular/,
  ],
  ['21 MB', Buffer.alloc(21 * 1024 * 1024, '# large\n'), /20 MB/],
];
for (const [name, content, message] of BROKEN) {
  test(`a spec with ${name} is shown as broken, with the reason`, async (t) => {
    const { services, broken, findings } = await load(
      await folder(t, { 'a/openapi.yaml': content, 'b/openapi.yaml': MINIMAL }),
    );
    assert.deepEqual(
      services.map(({ id }) => id),
      ['b'],
    );
    assert.equal(broken[0]?.id, 'a');
    assert.match(broken[0]?.findings[0]?.message ?? '', message);
    assert.equal(findings[0]?.file, 'a/openapi.yaml');
    assert.doesNotMatch(JSON.stringify(findings), /\bat .*\.(js|ts):\d+/);
  });
}

test('a folder without a spec is a finding', async (t) => {
  const { findings } = await load(await folder(t, { 'a/README.md': 'hello' }));
  assert.equal(findings[0]?.rule, 'spec-present');
});

test('a reference that leads nowhere is a finding, and the rest of the spec can be used', async (t) => {
  const spec = `${MINIMAL}  /broken:\n    get: { responses: { '200': { $ref: '#/components/responses/Gone' } } }\n`;
  const catalogue = await load(await folder(t, { 'a/openapi.yaml': spec }));
  assert.equal(only(catalogue).operations.length, 2);
  assert.equal(catalogue.findings[0]?.rule, 'reference-resolves');
  assert.equal(catalogue.findings[0]?.severity, 'error');
});

test('a spec cannot read files outside its folder, nor the network', async (t) => {
  for (const target of ['/etc/hostname', '../../../../../../etc/hostname', 'http://127.0.0.1:9/x.yaml']) {
    const spec = `${MINIMAL}components: { schemas: { Leak: { $ref: '${target}' } } }\n`;
    const { findings } = await load(await folder(t, { 'a/openapi.yaml': spec }));
    assert.match(findings[0]?.message ?? '', /outside the folder|not a file here/, target);
  }
});

test('schemas that refer to themselves are read', async (t) => {
  const spec = `${MINIMAL}components:
  schemas:
    Node: { type: object, properties: { children: { type: array, items: { $ref: '#/components/schemas/Node' } } } }
`;
  const { schemas } = only(await load(await folder(t, { 'a/openapi.yaml': spec })));
  assert.ok(schemas.Node);
});

test('keywords of OpenAPI 3.0 become those of JSON Schema', async (t) => {
  const spec = `${MINIMAL}components:
  schemas:
    Age: { type: integer, nullable: true, minimum: 0, exclusiveMinimum: true, example: 7 }
`;
  const { schemas } = only(await load(await folder(t, { 'a/openapi.yaml': spec })));
  assert.deepEqual(schemas.Age, { type: ['integer', 'null'], exclusiveMinimum: 0, examples: [7] });
});

test('an unchanged spec is not read again, a changed one is', async (t) => {
  const dir = await folder(t, { 'specs/a/openapi.yaml': MINIMAL });
  const [specs, cache, file] = [join(dir, 'specs'), join(dir, 'cache'), join(dir, 'specs/a/openapi.yaml')];
  const first = await load(specs, cache);
  await utimes(file, new Date(0), new Date(0));
  const again = await load(specs, cache);
  assert.deepEqual(again, first);
  await writeFile(file, MINIMAL.replace('Registry', 'Register'));
  const changed = await load(specs, cache);
  assert.equal(only(changed).title, 'Register');
  assert.notEqual(changed.hash, first.hash);
});

test('that a spec could not be read is not remembered', async (t) => {
  const dir = await folder(t, { 'specs/a/openapi.yaml': MINIMAL, 'specs/b/openapi.yaml': 'openapi: [' });
  const cache = join(dir, 'cache');
  const { broken } = await load(join(dir, 'specs'), cache);
  assert.deepEqual(
    broken.map(({ id }) => id),
    ['b'],
  );
  const remembered = await Promise.all((await readdir(cache)).map((entry) => readFile(join(cache, entry), 'utf8')));
  assert.ok(remembered.some((entry) => entry.includes('specs/a/openapi.yaml')));
  assert.ok(!remembered.some((entry) => entry.includes('specs/b/openapi.yaml')));
});

test('a copy of the folder has the same hash, so that what was built of it holds', async (t) => {
  const files = { 'specs/a/openapi.yaml': MINIMAL };
  const [one, other] = await Promise.all([folder(t, files), folder(t, files)]);
  const hashes = [one, other].map(async (dir) => (await load(join(dir, 'specs'), join(one, 'cache'))).hash);
  assert.equal(await hashes[0], await hashes[1]);
});

test('a folder of services that does not exist is refused in one line', async () => {
  await assert.rejects(load('/nowhere/at/all'), /SPECS_DIR "\/nowhere\/at\/all" is not a folder/);
});

test('only the services that were asked for are read, and an unknown one is refused with those there are', async (t) => {
  const specsDir = await folder(t, {
    'land/v1/openapi.yaml': MINIMAL,
    'tax/v1/openapi.yaml': 'broken: [',
    'empty/x': '',
  });
  const { services, broken, findings } = await loadCatalogue({ specsDir, cacheDir: null, services: ['land'] });
  assert.deepEqual([services.length, broken.length, findings.length], [1, 0, 0]);
  await assert.rejects(loadCatalogue({ specsDir, cacheDir: null, services: ['lnd'] }), (error: unknown) => {
    assert.ok(error instanceof UnknownServiceError);
    assert.equal(error.message, 'There is no service "lnd". There are: land, tax.');
    return true;
  });
});

test('what the services asked for import is read, too, but is not among the services', async (t) => {
  const imports = (name: string) =>
    `imports: { theirs: ${name}/v1.thing }\nresources: { thing: { id: name } }\noperations: {}\n`;
  const specsDir = await folder(t, {
    'land/v1/openapi.yaml': MINIMAL,
    'land/v1/behaviour.yaml': imports('tax'),
    'tax/v1/openapi.yaml': MINIMAL,
    'tax/v1/behaviour.yaml': imports('bills'),
    // Two that import each other.
    'bills/v1/openapi.yaml': MINIMAL,
    'bills/v1/behaviour.yaml': imports('land'),
    'other/v1/openapi.yaml': MINIMAL,
  });
  const { services, supporting } = await loadCatalogue({ specsDir, cacheDir: null, services: ['land'] });
  const ids = (list: { id: string }[]) => list.map(({ id }) => id);
  assert.deepEqual([ids(services), ids(supporting)], [['land'], ['tax', 'bills']]);
  assert.deepEqual((await load(specsDir)).supporting, []);
});

test('a component with the name of a shared standard keeps its own texts in every language', async (t) => {
  const standards = {
    'standards/v1/shared.yaml': `schemas:
  Limit: { type: integer, title: Limit, description: The most there may be. }
  Money: { type: string, title: Money, description: An amount. }
`,
    'standards/v1/bn.overlay.yaml': `overlay: 1.0.0
info: { title: Standards, version: 1.0.0 }
actions:
  - { target: $.components.schemas.Limit, update: { title: সীমা, description: সর্বোচ্চ যত হতে পারে। } }
  - { target: $.components.schemas.Money, update: { title: অর্থ, description: টাকার পরিমাণ। } }
`,
  };
  const spec = `openapi: 3.1.0
info: { title: Roads, version: 1.0.0 }
paths:
  /roads: { get: { parameters: [{ $ref: 'parts.yaml#/parameters/Fee' }], responses: { '200': { description: Roads. } } } }
components:
  schemas:
    Limit: { type: integer, description: How fast one may drive. }
`;
  const parts = `parameters:
  Fee: { name: fee, in: query, schema: { $ref: '../../standards/v1/shared.yaml#/schemas/Money' } }
`;
  const overlay = `overlay: 1.0.0
info: { title: Roads, version: 1.0.0 }
actions: [{ target: $.info, update: { title: সড়ক } }]
`;
  const dir = await folder(t, {
    ...standards,
    'services/roads/openapi.yaml': spec,
    'services/roads/parts.yaml': parts,
    'services/roads/bn.overlay.yaml': overlay,
  });
  const { schemas, title } = only(
    await loadCatalogue({ specsDir: join(dir, 'services'), cacheDir: null, locale: 'bn' }),
  );
  assert.equal(title, 'সড়ক');
  assert.deepEqual([schemas.Limit?.title, schemas.Limit?.description], [undefined, 'How fast one may drive.']);
  assert.deepEqual([schemas.Money?.title, schemas.Money?.description], ['অর্থ', 'টাকার পরিমাণ।']);
});

test('a service knows the overlays beside its spec, one that was added later too', async (t) => {
  const dir = await folder(t, { 'services/registry/v1/openapi.yaml': MINIMAL });
  const [specsDir, cacheDir] = [join(dir, 'services'), join(dir, 'cache')];
  assert.deepEqual(only(await load(specsDir, cacheDir)).translations, []);
  const overlay = 'overlay: 1.0.0\ninfo: { title: T, version: 1.0.0 }\nactions: []\n';
  for (const name of ['bn.overlay.yaml', 'notes.yaml']) await writeFile(join(specsDir, 'registry/v1', name), overlay);
  assert.deepEqual(only(await load(specsDir, cacheDir)).translations, ['bn']);
});
