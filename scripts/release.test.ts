import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadCatalogue } from '@dpi/specs';
import type { Release } from '@dpi/specs/model';
import { runScript } from './command.fixture.ts';

const root = await mkdtemp(join(tmpdir(), 'release-'));
after(() => rm(root, { recursive: true }));
git('init', '-q');

const specsDir = join(root, 'specs/services');
const folder = join(specsDir, 'tree-permits/v1');

function git(...args: string[]): void {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...args], { cwd: root, stdio: 'ignore' });
}

async function commit(version: string, parameters: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'openapi.yaml'),
    `openapi: 3.1.0
info: { title: Tree permits, version: ${version}, x-lifecycle: beta }
paths:
  /records:
    get:
      operationId: listRecords
      parameters: ${parameters}
      responses: { '200': { description: Records } }
`,
  );
  git('add', '.');
  git('commit', '-q', '-m', version);
}

const release = (...args: string[]) => runScript('release.ts', args, { SPECS_DIR: specsDir });

/** A record as the catalogue shows it. */
async function record(version: string): Promise<Release> {
  const { services } = await loadCatalogue({ specsDir, cacheDir: null });
  const found = services[0]?.releases.find((known) => known.version === version);
  assert.ok(found, `${version} was not recorded`);
  return found;
}

const PLOT = '[{ name: plot, in: query, schema: { type: string } }]';
const NEEDED_PLOT = PLOT.replace('schema', 'required: true, schema');

test('publishing records day, score and what changed since the version before', async () => {
  await commit('1.0.0', PLOT);
  const first = await release('tree-permits');
  assert.equal(first.code, 0, first.error);
  assert.match(first.out, /Written: .*releases\/1\.0\.0\.yaml/);
  const { version, date, score, changes } = await record('1.0.0');
  assert.deepEqual([version, changes], ['1.0.0', []]);
  assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
  assert.ok(score !== null && score > 0 && score < 100);

  // The last commit with the earlier version counts, not the first.
  await commit('1.0.0', '[]');
  await commit('1.0.0', PLOT);
  await commit('2.0.0', NEEDED_PLOT);
  const second = await release('tree-permits/v1');
  assert.equal(second.code, 0, second.error);
  assert.match(second.out, /1 change since 1\.0\.0, 1 of them breaking/);
  const changed = (await record('2.0.0')).changes;
  assert.deepEqual(
    changed.map(({ id, level, operation }) => [id, level, operation]),
    [['request-parameter-became-required', 'breaking', 'GET /records']],
  );
});

test('a version is published once', async () => {
  const before = await readFile(join(folder, 'releases/2.0.0.yaml'), 'utf8');
  const { code, error } = await release('tree-permits');
  assert.equal(code, 1);
  assert.match(error, /2\.0\.0 of tree-permits was published already\. Raise info\.version/);
  assert.equal(await readFile(join(folder, 'releases/2.0.0.yaml'), 'utf8'), before);
});

test('a version that is below a published one, or hides what breaks callers, is not recorded', async () => {
  await commit('1.9.0', NEEDED_PLOT);
  const lower = await release('tree-permits');
  assert.equal(lower.code, 1);
  assert.match(lower.error, /info\.version is 1\.9\.0, but 2\.0\.0 has been published/);
  await assert.rejects(record('1.9.0'));

  await commit('2.1.0', NEEDED_PLOT.replaceAll('plot', 'parcel'));
  const breaking = await release('tree-permits');
  assert.equal(breaking.code, 1);
  assert.match(breaking.error, /from 2\.0\.0 to 2\.1\.0, but the change is a major one/);
  await assert.rejects(record('2.1.0'));
});

test('without the earlier spec in git nothing is recorded', async () => {
  await writeFile(join(folder, 'releases/3.0.0.yaml'), 'version: 3.0.0\ndate: 2999-01-01\nscore: 1\nchanges: []\n');
  await commit('4.0.0', PLOT);
  const { code, error } = await release('tree-permits');
  assert.equal(code, 1);
  assert.match(error, /git has no commit with it/);
  await assert.rejects(record('4.0.0'));
});

for (const [what, args] of [
  ['no service', []],
  ['two services', ['tree-permits', 'other']],
  ['an unknown service', ['sea-records']],
  ['an unknown version', ['tree-permits/v7']],
  ['an unknown option', ['--force']],
] as const) {
  test(`${what} is wrong use, said in a line with how to use it`, async () => {
    const { code, error } = await release(...args);
    assert.equal(code, 2);
    assert.match(error, /Use: npm run release/);
    assert.doesNotMatch(error, /\n {4}at /);
  });
}
