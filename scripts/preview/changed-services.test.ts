import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { changedServices, UnknownBaseError } from './changed-services.ts';

/** A repository with two services, and a way to write into it. */
async function repository(t: TestContext) {
  const root = await mkdtemp(join(tmpdir(), 'dpi-changed-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  const save = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@t.example', ...args], { cwd: root, stdio: 'pipe' });
  await save('specs/services/land/v1/openapi.yaml', 'one');
  await save('specs/services/tax/v1/openapi.yaml', 'one');
  await save('specs/standards/v1/money.yaml', 'one');
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'One');
  return { root, save, git };
}

test('a service counts as changed when it is edited, committed or new', async (t) => {
  const { root, save, git } = await repository(t);
  assert.deepEqual(changedServices('HEAD', root), []);
  await save('specs/services/land/v1/openapi.yaml', 'two');
  await save('specs/services/আকাশ/v1/openapi.yaml', 'one');
  await save('README.md', 'two');
  assert.deepEqual(changedServices('HEAD', root), ['land', 'আকাশ']);
  await rm(join(root, 'specs/services/tax'), { recursive: true });
  git('add', '.');
  git('commit', '-q', '-m', 'Two');
  assert.deepEqual(changedServices('HEAD^1', root), ['land', 'আকাশ']);
});

test('what all services share changes all of them', async (t) => {
  const { root, save } = await repository(t);
  await save('specs/standards/v1/money.yaml', 'two');
  assert.equal(changedServices('HEAD', root), 'all');
});

test('a base that git does not know is refused in words', async (t) => {
  const { root } = await repository(t);
  for (const base of ['no-such-branch', '--output=x']) {
    assert.throws(
      () => changedServices(base, root),
      (error: unknown) => error instanceof UnknownBaseError,
    );
  }
});
