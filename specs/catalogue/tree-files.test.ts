import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { assessCatalogue } from '../ruleset/assess.ts';
import { loadCatalogue } from './load.ts';
import { serviceReference } from './service-reference.ts';
import { filesBelow, RefusedFileError, readInside } from './tree-files.ts';

const SPEC = `openapi: 3.1.0
info: { title: Registry, version: 1.0.0 }
paths:
  /people:
    get:
      operationId: listPeople
      responses: { '200': { description: Found } }
`;
const SECRET = 'ADMIN_TOKEN=secret-of-the-server';

/** A tree of specs below `services`, beside a file that is none of its business. */
async function tree(t: TestContext, files: Record<string, string>) {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-tree-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const services = join(dir, 'services');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(services, name)), { recursive: true });
    await writeFile(join(services, name), content);
  }
  const secret = join(dir, 'secret.yaml');
  await writeFile(secret, SECRET);
  const link = async (target: string, name: string) => {
    await mkdir(dirname(join(services, name)), { recursive: true });
    await symlink(target, join(services, name));
  };
  const load = () => loadCatalogue({ specsDir: services, cacheDir: null });
  return { dir, services, secret, link, load };
}

test('a link inside the tree is read, one that leads out of it is not', async (t) => {
  const { services, secret, link } = await tree(t, { 'a/openapi.yaml': SPEC, 'a/text.md': 'Text' });
  await link('text.md', 'a/inside.md');
  await link(secret, 'a/outside.md');
  assert.equal((await readInside([services], join(services, 'a/inside.md'))).toString(), 'Text');
  await assert.rejects(readInside([services], join(services, 'a/outside.md')), (error: unknown) => {
    assert.ok(error instanceof RefusedFileError);
    assert.match(error.message, /leads out of the folder of specs/);
    assert.match(error.hint, /Replace the link/);
    return true;
  });
});

test('files that say they are empty, as those of the system do, are read whole where they may be', async () => {
  assert.match((await readInside(['/proc/self'], '/proc/self/status')).toString(), /^Name:/);
});

const HOSTILE: [string, string, (services: string, secret: string) => void | Promise<void>, RegExp][] = [
  ['a changelog that is a link', 'a/CHANGELOG.md', (file, secret) => symlink(secret, file), /leads out of the folder/],
  [
    'an overlay that is a link',
    'a/bn.overlay.yaml',
    (file, secret) => symlink(secret, file),
    /leads out of the folder/,
  ],
  ['a file that nobody reads', 'a/notes.txt', (file, secret) => symlink(secret, file), /leads out of the folder/],
  ['a folder of releases', 'a/releases', (file, secret) => symlink(dirname(secret), file), /leads out of the folder/],
  ['a link to the process', 'a/CHANGELOG.md', (file) => symlink('/proc/self/environ', file), /leads out of the folder/],
  ['a link to a device', 'a/CHANGELOG.md', (file) => symlink('/dev/zero', file), /leads out of the folder/],
  ['a link to nothing', 'a/CHANGELOG.md', (file) => symlink('nothing.md', file), /does not exist/],
  ['a link to itself', 'a/CHANGELOG.md', (file) => symlink('CHANGELOG.md', file), /leads to itself/],
  ['a pipe', 'a/CHANGELOG.md', (file) => void execFileSync('mkfifo', [file]), /is not a file/],
  ['a folder', 'a/CHANGELOG.md', async (file) => void (await mkdir(file)), /is not a file/],
  [
    'a huge file',
    'a/CHANGELOG.md',
    async (file) => {
      await writeFile(file, '');
      await truncate(file, 30 * 1024 * 1024);
    },
    /has 30 MB; at most 20 MB are read/,
  ],
];

for (const [what, name, spoil, reason] of HOSTILE) {
  test(`${what} in the place of a file: its service is broken, with file and what to do`, async (t) => {
    const { services, secret, load } = await tree(t, { 'a/openapi.yaml': SPEC, 'good/openapi.yaml': SPEC });
    await spoil(join(services, name), secret);
    const catalogue = await load();
    assert.deepEqual(
      catalogue.services.map(({ id }) => id),
      ['good'],
    );
    const [broken] = catalogue.broken;
    assert.equal(broken?.id, 'a');
    const finding = catalogue.findings.find(({ service }) => service === 'a/v1');
    assert.deepEqual([finding?.rule, finding?.severity, finding?.file], ['file-readable', 'error', name]);
    assert.match(finding?.message ?? '', reason);
    assert.notEqual(finding?.hint, '');
    assert.deepEqual(broken?.findings, [finding]);
    assert.doesNotMatch(JSON.stringify(catalogue), /secret-of-the-server/);
  });
}

test('a service that is itself a link, a pipe or hostile folder is broken, and no other', async (t) => {
  const { dir, services, secret, link, load } = await tree(t, { 'good/openapi.yaml': SPEC });
  await link(dir, 'folder-outside');
  await link(secret, 'openapi.yaml');
  await link(secret, 'spec/openapi.yaml');
  await link(dir, 'version/v2');
  await link('gone', 'dangling');
  execFileSync('mkfifo', [join(services, 'pipe')]);
  await link('.', 'good/again');
  const catalogue = await load();
  assert.deepEqual(
    catalogue.services.map(({ id }) => id),
    ['good'],
  );
  assert.deepEqual(catalogue.broken.map(serviceReference).sort(), [
    'dangling/v1',
    'folder-outside/v1',
    'openapi/v1',
    'pipe/v1',
    'spec/v1',
    'version/v2',
  ]);
  assert.doesNotMatch(JSON.stringify(catalogue), /secret-of-the-server/);
});

test('a reference reads no file behind a link that leads out of the tree, nor a device', async (t) => {
  const spec = (target: string) =>
    SPEC.replace(
      '{ description: Found }',
      `{ description: Found, content: { application/json: { schema: { $ref: ${target} } } } }`,
    );
  const { secret, link, load, services } = await tree(t, {
    'a/openapi.yaml': spec('../b/secret.yaml'),
    'b/openapi.yaml': SPEC,
    'c/openapi.yaml': spec('/dev/zero'),
    'd/openapi.yaml': spec('/proc/self/environ'),
  });
  await link(secret, 'b/secret.yaml');
  const catalogue = await assessCatalogue(await load(), { specsDir: services, cacheDir: null });
  for (const id of ['a', 'c', 'd']) {
    const found = catalogue.findings.filter(({ service }) => service === `${id}/v1`);
    assert.ok(
      found.some(({ severity, message }) => severity === 'error' && /leads out of|outside the folder/.test(message)),
      `${id}: ${found.map(({ message }) => message)}`,
    );
  }
  assert.doesNotMatch(JSON.stringify(catalogue), /secret-of-the-server/);
});

test('a spec may share files by links inside of the tree', async (t) => {
  const { link, load } = await tree(t, {
    'a/v1/openapi.yaml': SPEC,
    'a/v1/CHANGELOG.md': '# Changelog',
    'a/..data/openapi.yaml': SPEC,
  });
  await link('../v1/CHANGELOG.md', 'a/v2/CHANGELOG.md');
  await link('../..data/openapi.yaml', 'a/v2/openapi.yaml');
  const { services, findings } = await load();
  assert.deepEqual(findings, []);
  assert.deepEqual(
    services.map(({ version, changelog }) => [version, changelog]),
    [
      ['v1', '# Changelog'],
      ['v2', '# Changelog'],
    ],
  );
});

test('folders that lead to one another are read once', async (t) => {
  const { services, link } = await tree(t, { 'a/x.md': '', 'b/y.md': '' });
  await link('../b', 'a/other');
  await link('../a', 'b/other');
  const { files, refused } = await filesBelow([services], services);
  assert.deepEqual(refused, []);
  assert.equal(files.length, 2);
});

test('standards and journeys are not read from outside of the tree', async (t) => {
  const { dir, load } = await tree(t, { 'a/openapi.yaml': SPEC });
  await symlink('/etc', join(dir, 'standards'));
  await assert.rejects(load(), /standards: it is a link that leads out of its folder/);
});
