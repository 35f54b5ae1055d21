import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));

for (const [name, line] of Object.entries(scripts)) {
  // A row of other programs, such as lint, is no command of ours.
  const file = line.includes('&&') ? undefined : /(\w[\w-]*\.ts)$/.exec(line)?.[1];
  if (file === undefined) continue;

  test(`npm run ${name} tells how it is used, and does nothing else`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', file), '--help'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, new RegExp(`^Use: npm (run )?${name}\\b`));
  });
}

for (const name of ['codeowners', 'comment', 'bench', 'test']) {
  test(`npm run ${name} refuses what it does not know before it does anything`, () => {
    const script = join(ROOT, 'scripts', `${name}.ts`);
    const { status, stderr } = spawnSync(process.execPath, [script, '--forse'], { encoding: 'utf8', timeout: 20_000 });
    assert.equal(status, 2, stderr);
    assert.match(stderr, /^Unknown option '--forse'\nUse: npm /);
  });
}

test('a path is seen from where it was typed, wherever npm is told to look', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'typed in '));
  t.after(() => rm(folder, { recursive: true }));
  const spec = 'openapi: 3.1.0\ninfo: { title: Cups, version: 1.0.0 }\npaths: {}\n';
  for (const name of ['old.yaml', 'new.yaml']) await writeFile(join(folder, name), spec);
  const command = ['--prefix', ROOT, '--silent', 'run', 'diff', '--', 'old.yaml', 'new.yaml', '--format', 'json'];
  const { status, stdout, stderr } = spawnSync('npm', command, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.equal(JSON.parse(stdout).breaks, false);
});
