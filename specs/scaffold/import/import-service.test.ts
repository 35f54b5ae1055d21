import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { loadCatalogue } from '../../catalogue/index.ts';
import { assessCatalogue } from '../../ruleset/index.ts';
import { type ImportedService, importService } from './import-service.ts';

const FOREIGN = `# Made by hand; keep the order.
openapi: 3.0.1
info:
  title: 'Births & deaths'   # the title
  description: |
    Register a birth.

  contact:
    email: births@agency.example
  version: '1.0'

paths:
  /births:
    get:
      summary:   Find births
      tags: [ births ]
      responses:
        '200': { description: "Found" }
components: {}
`;

const ANSWERS = { id: 'births', layer: 'services', agency: 'registrar-general' };

interface World {
  specsDir: string;
  take(answers?: object, fix?: boolean, name?: string): Promise<ImportedService>;
}

/** A folder with the files of somebody else, the first of which is imported, and an empty folder of services. */
async function world(t: TestContext, files: Record<string, string>): Promise<World> {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-import-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const specsDir = join(dir, 'services');
  await mkdir(specsDir);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, 'theirs', name)), { recursive: true });
    await writeFile(join(dir, 'theirs', name), content);
  }
  const [first = ''] = Object.keys(files);
  return {
    specsDir,
    take: (answers = {}, fix = false, name = first) =>
      importService(join(dir, 'theirs', name), { ...ANSWERS, ...answers }, { specsDir, today: '2026-11-23', fix }),
  };
}

test('a foreign file stays as it is, apart from the metadata a draft needs', async (t) => {
  const { take } = await world(t, { 'births.yaml': FOREIGN });
  const made = await take({ audience: 'bank,startup' });
  const text = await readFile(join(made.folder, 'openapi.yaml'), 'utf8');
  const added = `  x-lifecycle: draft\n  x-layer: services\n  x-agency: registrar-general\n  x-audience: [bank, startup]\n`;
  assert.equal(text, FOREIGN.replace("  version: '1.0'\n", `  version: '1.0'\n${added}`));
  assert.deepEqual(made.added, {
    'x-lifecycle': 'draft',
    'x-layer': 'services',
    'x-agency': 'registrar-general',
    'x-audience': ['bank', 'startup'],
  });
});

test('metadata that the file has is kept', async (t) => {
  const own = FOREIGN.replace("version: '1.0'", 'version: 1.2.0\n  x-layer: data\n  x-lifecycle: beta');
  const { take } = await world(t, { 'births.yaml': own });
  assert.deepEqual((await take()).added, { 'x-agency': 'registrar-general' });
});

test('what has to be written by hand is said with its line; nothing is repaired unasked', async (t) => {
  const { take } = await world(t, { 'births.yaml': FOREIGN });
  const { repaired, repairable, folder } = await take();
  assert.deepEqual(repaired, []);
  assert.deepEqual(
    repairable.map(({ line, cure }) => [line, cure]),
    [
      [10, 'version: 1.0.0'],
      [3, "servers: [{ url: '/' }], at the top level"],
      [18, 'security: [], below line 18; or, if a key is needed, "security" with your scheme once at the top level'],
    ],
  );
  assert.match(await readFile(join(folder, 'CHANGELOG.md'), 'utf8'), /## 1\.0\.0 — 2026-11-23/);
});

test('a file that is open to everybody, and says so at its top, needs no repair for it', async (t) => {
  const { take } = await world(t, { 'births.yaml': FOREIGN.replace('\npaths:', '\nsecurity: []\npaths:') });
  const { repairable } = await take();
  assert.deepEqual(
    repairable.filter(({ cure }) => cure.includes('security')),
    [],
  );
});

test('with --fix the same file is a draft that passes the check', async (t) => {
  const { specsDir, take } = await world(t, { 'births.yaml': FOREIGN });
  const { repaired, repairable } = await take({}, true);
  assert.equal(repaired.length, 3);
  assert.deepEqual(repairable, []);
  const options = { specsDir, cacheDir: null };
  const { findings, services } = await assessCatalogue(await loadCatalogue(options), options);
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.equal(services[0]?.release, '1.0.0');
});

test('repairs by hand, as they are told, give the same draft', async (t) => {
  const { specsDir, take } = await world(t, { 'births.yaml': FOREIGN });
  const { folder } = await take();
  const file = join(folder, 'openapi.yaml');
  const told = (await readFile(file, 'utf8'))
    .replace("version: '1.0'", 'version: 1.0.0')
    .replace('Find births', 'Find births\n      security: []');
  await writeFile(file, told.replace('\npaths:', "\nservers: [{ url: '/' }]\npaths:"));
  const options = { specsDir, cacheDir: null };
  const { findings } = await assessCatalogue(await loadCatalogue(options), options);
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error'),
    [],
  );
});

const VERSIONS: [string, string, string][] = [
  ['version: 2', 'version: 2.0.0', 'v2'],
  ['version: 1.10', 'version: 1.10.0', 'v1'],
  ['version: v3.1', 'version: 3.1.0', 'v3'],
  ['version: "2024-05"', 'version: 2024.0.0', 'v2024'],
  ['version: latest', 'version: 1.0.0', 'v1'],
  ['version: 1.1.0-rc1', 'version: 1.1.0-rc1', 'v1'],
  ["version: ''", 'version: 1.0.0', 'v1'],
];
for (const [written, repaired, folder] of VERSIONS) {
  test(`"${written}" becomes "${repaired}", in ${folder}`, async (t) => {
    const { take } = await world(t, { 'births.yaml': FOREIGN.replace("version: '1.0'", written) });
    const made = await take({}, true);
    assert.equal(made.version, folder);
    assert.match(await readFile(join(made.folder, 'openapi.yaml'), 'utf8'), new RegExp(`^ {2}${repaired}$`, 'm'));
  });
}

test('a file without a version gets one', async (t) => {
  const { take } = await world(t, { 'births.yaml': FOREIGN.replace("  version: '1.0'\n", '') });
  const text = await readFile(join((await take({}, true)).folder, 'openapi.yaml'), 'utf8');
  assert.equal(parse(text).info.version, '1.0.0');
});

test('JSON stays JSON, with its indentation', async (t) => {
  const json = JSON.stringify(
    { openapi: '3.1.0', info: { title: 'A', version: '1.0' }, paths: { '/a': { get: { tags: [] } } } },
    null,
    2,
  );
  const { take } = await world(t, { 'births.json': json });
  const made = await take({}, true);
  assert.equal(made.specFile, 'openapi.json');
  const text = await readFile(join(made.folder, 'openapi.json'), 'utf8');
  assert.match(text, /\n {4}"version": "1\.0\.0",\n {4}"x-lifecycle": "draft",\n/);
  const { info, servers, paths } = JSON.parse(text);
  assert.deepEqual(
    [info['x-agency'], servers, paths],
    ['registrar-general', [{ url: '/' }], { '/a': { get: { tags: [], security: [] } } }],
  );
});

test('what has to be written into JSON by hand is said as JSON; a list of no servers is none', async (t) => {
  const json = JSON.stringify({
    openapi: '3.0.0',
    servers: [],
    info: { title: 'A', version: '1.0' },
    paths: { '/a': { get: { tags: [] }, put: { tags: [] } } },
  });
  const { take } = await world(t, { 'cats.json': json });
  assert.deepEqual(
    (await take()).repairable.map(({ cure }) => cure.replace(/;.*/, '')),
    ['"version": "1.0.0"', '"servers": [{"url":"/"}], at the top level', '"security": [], in each of them, at line 1'],
  );
  const repaired = JSON.parse(await readFile(join((await take({ id: 'cats' }, true)).folder, 'openapi.json'), 'utf8'));
  assert.deepEqual(repaired.servers, [{ url: '/' }]);
});

test('JSON in one line, flow YAML and Windows line ends are kept too', async (t) => {
  const files: Record<string, string> = {
    'one.json': '{"openapi":"3.0.0","info":{"title":"A","version":"1.0.0"},"paths":{}}',
    'flow.yaml': 'openapi: 3.0.0\ninfo: { title: A, version: 1.0.0 }\npaths: {}',
    'windows.yaml': FOREIGN.replaceAll('\n', '\r\n'),
    'end.yaml': 'openapi: 3.0.0\npaths: {}\ninfo:\n  title: A\n  version: 1.0.0 # end',
  };
  const { take } = await world(t, files);
  for (const [index, name] of Object.keys(files).entries()) {
    const made = await take({ id: `a-${index}` }, true, name);
    const text = await readFile(join(made.folder, made.specFile), 'utf8');
    assert.equal(parse(text).info['x-layer'], 'services', name);
    assert.equal(/[^\r]\n/.test(text), name !== 'windows.yaml' && text.includes('\n'), name);
  }
});

test('the overlay lists every text as a comment, and what is uncommented is shown', async (t) => {
  const { specsDir, take } = await world(t, { 'births.yaml': FOREIGN });
  const { folder } = await take({ titleBn: "জন্ম 'ও' মৃত্যু" });
  const file = join(folder, 'bn.overlay.yaml');
  const stub = await readFile(file, 'utf8');
  assert.deepEqual(parse(stub).actions, [{ target: '$.info', update: { title: "জন্ম 'ও' মৃত্যু" } }]);
  assert.match(stub, /# {5}summary: Find births\n/);
  const everything = stub.replaceAll(/^ {2}# (?=[- ])/gm, '  ').replace('Find births', 'জন্ম খুঁজুন');
  await writeFile(file, everything);
  const { services, findings } = await loadCatalogue({ specsDir, cacheDir: null, locale: 'bn' });
  assert.deepEqual(findings, []);
  assert.equal(services[0]?.title, "জন্ম 'ও' মৃত্যু");
  assert.equal(services[0]?.operations[0]?.summary, 'জন্ম খুঁজুন');
});

const SPLIT = {
  'api.yaml': `openapi: 3.1.0
info: { title: Split, version: 1.0.0 }
paths:
  /a: { $ref: 'paths/a.yaml' }
components:
  schemas:
    Id: { type: string }
`,
  'paths/a.yaml': `get:
  # theirs
  responses:
    '200': { description: A, content: { application/json: { schema: { $ref: '../schemas/A.json' }, example: { id: 'x' } } } }
`,
  'schemas/A.json': '{ "type": "object", "properties": { "id": { "$ref": "../api.yaml#/components/schemas/Id" } } }',
  'unused.yaml': 'secret: true',
};

test('files that the spec refers to come along, and no others', async (t) => {
  const { specsDir, take } = await world(t, SPLIT);
  const { files, folder } = await take();
  assert.deepEqual(files.sort(), ['paths/a.yaml', 'schemas/A.json']);
  assert.equal(await readFile(join(folder, 'paths/a.yaml'), 'utf8'), SPLIT['paths/a.yaml']);
  assert.equal((await readdir(folder)).includes('unused.yaml'), false);
  const { services, findings } = await loadCatalogue({ specsDir, cacheDir: null });
  assert.deepEqual(findings, []);
  assert.equal(services[0]?.operations.length, 1);
  assert.ok(services[0]?.schemas.Id, 'a reference back to the spec finds it under its new name');
});

test('references to other servers, out of the folder, or to nothing are refused with their lines', async (t) => {
  const { specsDir, take } = await world(t, {
    'api/api.yaml': `openapi: 3.1.0
info: { title: A, version: 1.0.0 }
paths:
  /a: { $ref: 'https://specs.example/a.yaml' }
  /b: { $ref: '../secret.yaml' }
  /c: { $ref: './missing.yaml#/c' }
  /d: { $ref: '/etc/hostname' }
  /e: { $ref: './CHANGELOG.md' }
`,
    'secret.yaml': 'a: 1',
    'api/CHANGELOG.md': '',
  });
  await assert.rejects(take(), (error: Error) => {
    assert.match(error.message, /api\.yaml:4 {2}"https:\/\/specs\.example\/a\.yaml" lies on another server/);
    assert.match(error.message, /api\.yaml:5 {2}"\.\.\/secret\.yaml" lies outside/);
    assert.match(error.message, /api\.yaml:6 {2}"\.\/missing\.yaml" does not exist/);
    assert.match(error.message, /api\.yaml:7 {2}"\/etc\/hostname"/);
    assert.match(error.message, /api\.yaml:8 {2}"\.\/CHANGELOG\.md" has a name that the new folder needs/);
    assert.match(error.message, /npx redocly bundle/);
    return true;
  });
  assert.deepEqual(await readdir(specsDir), []);
});

test('a link that leads out of the folder takes nothing along', async (t) => {
  const { take, specsDir } = await world(t, {
    'api/api.yaml': "openapi: 3.1.0\ninfo: { title: A, version: 1.0.0 }\npaths:\n  /a: { $ref: './link.yaml' }\n",
    'secret.yaml': 'a: 1',
  });
  await symlink('../secret.yaml', join(dirname(specsDir), 'theirs/api/link.yaml'));
  await assert.rejects(take(), { message: /lies outside/ });
});

const REFUSED: [string, string, RegExp][] = [
  ['Swagger 2.0', 'swagger: "2.0"\ninfo: { title: A, version: 1.0.0 }\npaths: {}\n', /Swagger 2\.0.*swagger2openapi/],
  ['no YAML', 'openapi: 3.0.0\ninfo: [\npaths: }\n', /theirs\.yaml:\d+ {2}/],
  ['a key twice', 'openapi: 3.0.0\ninfo:\n  title: A\n  title: B\n', /theirs\.yaml:4 /],
  ['a list', '- a\n', /no mapping/],
  ['nothing', '', /no mapping/],
  ['another format', 'name: x\n', /does not say "openapi:"/],
  ['OpenAPI 3.2', 'openapi: 3.2.0\ninfo: {}\npaths: {}\n', /says "openapi: 3.2.0"\. OpenAPI 3.0 and 3.1 can be read/],
  ['OpenAPI 4', 'openapi: 4.0.0\ninfo: { title: A }\n', /says "openapi: 4\.0\.0"/],
  ['no info', 'openapi: 3.0.0\npaths: {}\n', /no "info:"/],
];
for (const [name, content, message] of REFUSED) {
  test(`a file with ${name} is refused in a clear line, and nothing is written`, async (t) => {
    const { specsDir, take } = await world(t, { 'theirs.yaml': content });
    await assert.rejects(take(), { name: 'Error', message, exitCode: 1 });
    assert.deepEqual(await readdir(specsDir), []);
  });
}

test('a file that is not there, a folder, and text in another encoding are refused', async (t) => {
  const { take } = await world(t, { 'theirs.yaml': FOREIGN });
  await assert.rejects(take({}, false, 'none.yaml'), { message: /does not exist/, exitCode: 1 });
  await assert.rejects(take({}, false, '.'), { message: /is not a file/, exitCode: 1 });
});

test('a version that is there is never overwritten; another one may stand beside it', async (t) => {
  const { take } = await world(t, { 'a.yaml': FOREIGN, 'b.yaml': FOREIGN.replace("'1.0'", '2.0.0') });
  await take();
  await assert.rejects(take(), { message: /is there already/, exitCode: 1 });
  assert.equal((await take({}, false, 'b.yaml')).version, 'v2');
});
