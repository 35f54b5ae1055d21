import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';

/** A clone with one script, whose npm does what `install` says. */
async function clone(t: TestContext, install: string) {
  const root = await mkdtemp(join(tmpdir(), 'a fresh clone '));
  t.after(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'scripts'));
  await mkdir(join(root, 'bin'));
  await copyFile(join(import.meta.dirname, 'bootstrap.mjs'), join(root, 'scripts/bootstrap.mjs'));
  await writeFile(join(root, 'scripts/hello.ts'), "console.log('hello', process.argv.slice(2).join());");
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(root, 'bin/npm'), `#!/bin/sh\necho called >> "${root}/calls"\n${install}\n`);
  await chmod(join(root, 'bin/npm'), 0o755);
  await symlink(process.execPath, join(root, 'bin/real-node'));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'scripts/bootstrap.mjs'), 'hello.ts', ...args], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` },
    });
  const calls = async () => (await readFile(join(root, 'calls'), 'utf8')).split('\n').length - 1;
  return { root, run, calls };
}

const INSTALL = 'mkdir -p node_modules/node/bin && ln -sf "$PWD/bin/real-node" node_modules/node/bin/node';

test('the first command installs once, where the clone is; what is said of it is no output of the command', async (t) => {
  const { root, run, calls } = await clone(t, INSTALL);
  for (const word of ['one', 'two words']) {
    const { status, stdout, stderr } = run(word);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, `hello ${word}\n`);
  }
  assert.equal(await calls(), 1);
  await writeFile(join(root, 'package-lock.json'), '{ "changed": true }');
  run();
  assert.equal(await calls(), 2);
});

for (const [how, end] of [
  ['fails', 'exit 1'],
  ['is interrupted', 'kill -INT $$'],
  ['is killed', 'kill -KILL $$'],
] as const) {
  test(`a set-up that ${how} is not taken for done: the next command begins it anew`, async (t) => {
    const { run, calls } = await clone(t, `mkdir -p node_modules/half\n${end}`);
    for (let time = 1; time <= 2; time += 1) {
      const { status, stdout, stderr } = run();
      assert.notEqual(status, 0);
      assert.equal(stdout, '');
      assert.match(stderr, /The packages (could not be|are not all) installed/);
      assert.doesNotMatch(stderr, /Installed \d+ packages|\n {4}at /);
      assert.equal(await calls(), time);
    }
  });
}
