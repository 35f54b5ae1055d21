import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inEnglish } from '../texts/in-english.fixture.ts';
import { openPlatformTexts } from '../texts/platform-texts.ts';
import { loadCatalogue } from './load.ts';
import { compareVersions, readReleases, releaseFiles } from './releases.ts';

const texts = await openPlatformTexts();

const root = await mkdtemp(join(tmpdir(), 'releases-'));
after(() => rm(root, { recursive: true }));

async function folderWith(name: string, files: Record<string, string>): Promise<string> {
  const folder = join(root, name, 'v1');
  await mkdir(join(folder, 'releases'), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  return folder;
}

const FIRST = 'version: 1.0.0\ndate: 2026-01-05\nscore: 88\nscoring: 1\nchanges: []\n';
const SECOND = `version: 1.1.0
date: 2026-03-01
score: 91
scoring: 2
changes:
  - id: request-parameter-removed
    level: warning
    operation: GET /births
    pointer: /paths/~1births/get
    values: { name: limit, in: query }
  - id: api-operation-id-removed
    level: warning
    operation: GET /births
    pointer: /paths/~1births/get/operationId
    values: { from: findBirths, to: listBirths }
`;

test('published versions come newest first, with their changes in words', async () => {
  const folder = await folderWith('two', { 'releases/1.0.0.yaml': FIRST, 'releases/1.1.0.yaml': SECOND });
  const files = await releaseFiles(folder);
  const { releases, findings } = await readReleases(files, 'en', texts);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    releases.map(({ version, score }) => [version, score]),
    [
      ['1.1.0', 91],
      ['1.0.0', null],
    ],
  );
  assert.deepEqual(releases[0]?.changes.slice(0, 1), [
    {
      id: 'request-parameter-removed',
      level: 'warning',
      operation: 'GET /births',
      pointer: '/paths/~1births/get',
      text: 'The parameter `limit` (query) is gone.',
    },
  ]);
  assert.deepEqual(releases[0]?.renamedOperations, [{ from: 'findBirths', to: 'listBirths' }]);
  const inBangla = await readReleases(files, 'bn', texts);
  assert.match(inBangla.releases[0]?.changes[0]?.text ?? '', /প্যারামিটার/);
});

test('versions are in order as Semantic Versioning has it', () => {
  const ordered = ['0.9.0', '1.9.0', '1.10.0-alpha', '1.10.0-rc.2', '1.10.0-rc.10', '1.10.0', '1.10.1-x-1', '2.0.0'];
  assert.deepEqual(ordered.toReversed().sort(compareVersions), ordered);
});

test('of two versions published on a day the higher is the newer', async () => {
  const folder = await folderWith('day', {
    'releases/1.10.0.yaml': FIRST.replace('1.0.0', '1.10.0'),
    'releases/1.9.0.yaml': FIRST.replace('1.0.0', '1.9.0'),
  });
  const { releases } = await readReleases(await releaseFiles(folder), 'en', texts);
  assert.deepEqual(
    releases.map(({ version }) => version),
    ['1.10.0', '1.9.0'],
  );
});

test('a record that cannot be read is named, and the others are shown', async () => {
  const folder = await folderWith('bad', {
    'releases/1.0.0.yaml': FIRST,
    'releases/1.1.0.yaml': 'version: 1.1.0\ndate: soon\n',
    'releases/1.2.0.yaml': '- not a mapping\n',
  });
  const { releases, findings } = await readReleases(await releaseFiles(folder), 'en', texts);
  assert.equal(releases.length, 1);
  assert.match(inEnglish(findings[0]?.message), /"date" is not a day/);
  assert.match(inEnglish(findings[1]?.message), /expected a mapping/);
});

test('a record that is added is seen although the spec itself did not change', async () => {
  const spec = 'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths: { /a: { get: { responses: {} } } }\n';
  const folder = await folderWith('services/thing', { 'openapi.yaml': spec });
  const options = { specsDir: join(root, 'services'), cacheDir: join(root, 'cache') };
  const before = await loadCatalogue(options);
  await writeFile(join(folder, 'releases/1.0.0.yaml'), FIRST);
  const later = await loadCatalogue(options);
  assert.deepEqual([before.services[0]?.releases.length, later.services[0]?.releases.length], [0, 1]);
  assert.notEqual(before.hash, later.hash);
});
