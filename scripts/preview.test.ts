import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCommit } from '@dpi/specs/check';
import { freePorts } from './process.ts';

const PREVIEW = join(import.meta.dirname, 'preview.ts');
const spec = (title: string) => `openapi: 3.1.0
info: { title: ${title}, version: 1.0.0 }
paths: { /people: { get: { operationId: listPeople, responses: { '200': { description: Found } } } } }
`;

/** A repository of specs with a pull request on the branch `fork` that also brings code, links and settings. */
async function repository(t: TestContext) {
  const dir = await mkdtemp(join(tmpdir(), 'dpi-preview-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: dir, encoding: 'utf8' });
  const write = async (name: string, text: string) => {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  };
  git('init', '-q', '-b', 'main');
  await write('specs/services/births/v1/openapi.yaml', spec('Births'));
  await write('specs/services/land/v1/openapi.yaml', spec('Land'));
  git('add', '.');
  git('commit', '-qm', 'main');
  git('checkout', '-qb', 'fork');
  const ran = join(dir, 'code-of-the-fork-ran');
  const code = `require('node:fs').writeFileSync(${JSON.stringify(ran)}, '')`;
  for (const name of [
    'scripts/start.ts',
    'scripts/preview.ts',
    'specs/services/land/v1/code.ts',
    'specs/catalogue/load.ts',
  ])
    await write(name, code);
  await write(
    'package.json',
    JSON.stringify({ scripts: { preview: 'touch code-of-the-fork-ran', postinstall: 'false' } }),
  );
  await write('specs/services/land/v1/openapi.yaml', spec('Land of the fork'));
  await symlink('/etc/hostname', join(dir, 'specs/services/births/v1/CHANGELOG.md'));
  git('add', '.');
  git('commit', '-qm', 'fork');
  const commit = git('rev-parse', 'HEAD').trim();
  git('checkout', '-q', 'main');
  return { dir, commit, ran, services: join(dir, 'specs/services') };
}

test('nothing of a commit is taken but its specs', async (t) => {
  const { commit, services } = await repository(t);
  const { specsDir, changed, close } = await openCommit(commit, services);
  t.after(close);
  assert.deepEqual(
    (await readdir(join(specsDir, '../..'))).filter((name) => !name.endsWith('.tar')),
    ['specs'],
  );
  assert.deepEqual(await readdir(join(specsDir, '..')), ['services']);
  assert.ok(changed.includes('specs/services/land/v1/openapi.yaml'));
});

test('the specs of a fork are answered by the platform of this checkout; no code of the fork runs', async (t) => {
  const { commit, ran, services } = await repository(t);
  const [port = 0] = await freePorts(1);
  const child = spawn(process.execPath, [PREVIEW, commit, 'land'], {
    env: { ...process.env, SPECS_DIR: services, PORT: String(port), INIT_CWD: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  for (let waited = 0; !/The sandbox answers/.test(said); waited += 100) {
    assert.ok(waited < 60_000 && child.exitCode === null, said);
    await sleep(100);
  }
  const catalogue = await (await fetch(`http://127.0.0.1:${port}/catalogue.json`)).text();
  assert.match(catalogue, /Land of the fork/);
  assert.doesNotMatch(catalogue, /Births/);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.ok(!existsSync(ran));
});

test('a commit that is not there, or none, is one line with what to do', async (t) => {
  const { services } = await repository(t);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [PREVIEW, ...args], { encoding: 'utf8', env: { ...process.env, SPECS_DIR: services } });
  const unknown = run('nowhere');
  assert.deepEqual(
    [unknown.status, /^preview: there is no "nowhere".*Fetch it/.test(unknown.stderr)],
    [2, true],
    unknown.stderr,
  );
  assert.match(run('--output=/tmp/x').stderr, /Use: npm run preview/);
  assert.match(run('main').stdout, /changes no service/);
});
