import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const ROOT = resolve(import.meta.dirname, '..');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));

for (const [name, line] of Object.entries(scripts)) {
  const file = /(\w[\w-]*\.ts)$/.exec(line)?.[1];
  if (file === undefined) continue;

  test(`npm run ${name} tells how it is used, and does nothing else`, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', file), '--help'], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.match(stdout, new RegExp(`^Use: npm (run )?${name}\\b`));
  });
}
