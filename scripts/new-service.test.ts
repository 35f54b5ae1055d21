import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pairDifferences } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { runScript } from './command.fixture.ts';

const FLAGS = [
  ...['--title', 'Land records', '--title-bn', 'জমির রেকর্ড', '--layer', 'data', '--agency', 'land-ministry'],
  ...['--audience', 'bank,startup', '--data-protection', 'personal'],
];

async function emptyFolder(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-new-service-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

test('a service is written, checked, and the next commands are named', async (t) => {
  const specsDir = await emptyFolder(t);
  const { code, out, error } = await runScript('new-service.ts', ['--id', 'land', ...FLAGS, '--specs-dir', specsDir]);
  assert.equal(code, 0, error);
  assert.deepEqual((await readdir(join(specsDir, 'land', 'v1'))).sort(), [
    'CHANGELOG.md',
    'behaviour.bn.yaml',
    'behaviour.yaml',
    'bn.overlay.yaml',
    'openapi.yaml',
    'seed.yaml',
  ]);
  const catalogue = await loadCatalogue({ specsDir });
  const [service] = catalogue.services;
  assert.deepEqual(Object.keys(service?.behaviour?.operations ?? {}), ['openCase', 'getCase', 'listCases']);
  assert.deepEqual(service && (await pairDifferences(catalogue, service)), []);
  assert.match(out, /land\/v1\/openapi\.yaml:6 {2}what the service is for/);
  // Its own problem types are described by whoever knows what they mean.
  assert.match(out, /\nBefore beta: 4\n {2}problem-described {2}4 ×/);
  assert.match(out, /npm run check -- land\n.*npm start -- --service land\n/);
});

test('the same id a second time gets 1 and one line', async (t) => {
  const specsDir = await emptyFolder(t);
  const args = ['--id', 'land', ...FLAGS, '--specs-dir', specsDir];
  await runScript('new-service.ts', args);
  const { code, out, error } = await runScript('new-service.ts', args);
  assert.deepEqual([code, out], [1, '']);
  assert.match(error, /is there already; nothing was written\. Choose another id with --id\.\n$/);
});

test('without a terminal, flags that are missing get 2 and are named', async (t) => {
  const { code, error } = await runScript('new-service.ts', ['--id', 'land', '--specs-dir', await emptyFolder(t)]);
  assert.equal(code, 2);
  assert.match(error, /^Missing: --title, --title-bn, --layer, --agency, --audience, --data-protection\./);
});

test('an id that leads out of the folder gets 2, and nothing is written', async (t) => {
  const specsDir = await emptyFolder(t);
  const { code, error } = await runScript('new-service.ts', ['--id', '../land', ...FLAGS, '--specs-dir', specsDir]);
  assert.equal(code, 2);
  assert.match(error, /--id is "\.\.\/land"/);
  assert.deepEqual(await readdir(specsDir), []);
});

test('a spec of somebody else is taken in, with what to do before each stage', async (t) => {
  const dir = await emptyFolder(t);
  const file = join(dir, 'theirs.yaml');
  await writeFile(
    file,
    `openapi: 3.0.1
info:
  title: Births
  version: '1.0'
servers: [{ url: 'https://births.example/v1' }]
paths:
  /births:
    get:
      operationId: listBirths
      responses: { '200': { description: Found } }
`,
  );
  const place = ['--id', 'births', '--layer', 'services', '--agency', 'registrar-general', '--specs-dir', dir];
  const { code, out, error } = await runScript('new-service.ts', ['--from', file, ...place]);
  assert.equal(code, 0, error);
  assert.match(out, /openapi\.yaml:4 {2}The version '1\.0' has to have three numbers\. Write: version: 1\.0\.0/);
  assert.match(out, /Before it is a draft \(errors\): \d/);
  assert.match(out, /Before alpha: \d/);
  assert.match(out, /Before beta: \d/);
});

test('Swagger 2.0 gets 1 and the name of a converter', async (t) => {
  const dir = await emptyFolder(t);
  await writeFile(join(dir, 'old.yaml'), 'swagger: "2.0"\n');
  const place = ['--id', 'old', '--layer', 'services', '--agency', 'a2i', '--specs-dir', dir];
  const { code, error } = await runScript('new-service.ts', ['--from', join(dir, 'old.yaml'), ...place]);
  assert.equal(code, 1);
  assert.match(error, /Swagger 2\.0.*swagger2openapi/);
});

test('an address in place of a file gets 2, and how to save it', async (t) => {
  const place = ['--id', 'old', '--layer', 'services', '--agency', 'a2i', '--specs-dir', await emptyFolder(t)];
  const { code, error } = await runScript('new-service.ts', ['--from', 'https://api.example/openapi.yaml', ...place]);
  assert.equal(code, 2);
  assert.match(error, /curl -o spec\.yaml 'https:\/\/api\.example\/openapi\.yaml'/);
});
