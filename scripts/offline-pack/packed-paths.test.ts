import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { packedPaths } from './packed-paths.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const paths = packedPaths(ROOT, join(ROOT, 'docs'));
const isPacked = (file: string) => paths.some((path) => file === path || file.startsWith(`${path}/`));

test('Node.js, the packages of all workspaces and the mark that they are installed are packed', () => {
  assert.ok(isPacked('node_modules/node/bin/node') && existsSync(join(ROOT, 'node_modules/node/bin/node')));
  assert.ok(isPacked('node_modules/.installed-from'));
  const { workspaces }: { workspaces: string[] } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const folder of workspaces) {
    assert.ok(isPacked(`${folder}/package.json`), folder);
    if (existsSync(join(ROOT, folder, 'node_modules'))) assert.ok(isPacked(`${folder}/node_modules`), folder);
  }
});

test('what starts and what is served is packed: scripts, specs, people, guides, texts, pages', () => {
  for (const file of [
    ...['scripts/bootstrap.mjs', 'scripts/start.ts', 'scripts/server-memory.json', 'package-lock.json'],
    ...['specs/country.yaml', 'sandbox/index.ts', 'portal/docusaurus.config.ts'],
    ...['docs/for-organisers.md', 'docs'],
  ])
    assert.ok(isPacked(file), file);
});

test('keys, logs and what was built before stay behind', () => {
  for (const folder of ['.data', '.git', '.cache', 'portal/.docusaurus'])
    assert.deepEqual(
      paths.filter((path) => path === folder || path.startsWith(`${folder}/`)),
      [],
    );
});

test('a folder that is no checkout is refused in words', () => {
  assert.throws(() => packedPaths('/', '/'), /Git cannot list the files of \//);
});
