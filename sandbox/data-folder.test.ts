import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError } from './config.ts';
import { makeDataFolder } from './data-folder.ts';

test('the data folder is made with those above it, and may be there already', async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const path = join(dir, 'of/the/platform');
  await makeDataFolder(path);
  await makeDataFolder(path);
  assert.equal((await stat(path)).mode & 0o777, 0o700);
});

test('a place where no folder can be made is refused in one line', { timeout: 5000 }, async (t) => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, 'file');
  await writeFile(file, '');
  const places = [
    file,
    join(file, 'below'),
    ...(process.platform === 'linux' ? ['/proc/nothing', '/proc/no/thing'] : []),
  ];
  for (const place of places) {
    await assert.rejects(makeDataFolder(place), (error) => {
      assert.ok(error instanceof ConfigError, place);
      assert.ok(
        error.message.startsWith(`DATA_DIR is "${place}", but `) && !error.message.includes('\n'),
        error.message,
      );
      return true;
    });
  }
});
