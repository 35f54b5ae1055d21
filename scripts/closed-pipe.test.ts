import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';

test('a command whose reader has gone ends without a word', () => {
  const module = resolve(import.meta.dirname, 'closed-pipe.ts');
  const program = `await import(${JSON.stringify(module)}); for (;;) { console.log('more'); await new Promise(setImmediate); }`;
  const { stdout, stderr, status } = spawnSync(
    'sh',
    ['-c', '"$0" --input-type=module --eval "$1" | head -n 1', process.execPath, program],
    { encoding: 'utf8', timeout: 30_000 },
  );
  assert.deepEqual([stdout, stderr, status], ['more\n', '', 0]);
});
