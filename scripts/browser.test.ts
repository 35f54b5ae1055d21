import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BROWSER = join(import.meta.dirname, 'browser.ts');
const UNPACK_AND_RUN = `
  const { packagedChromium } = await import(process.argv[1]);
  const { execFileSync } = await import('node:child_process');
  console.log(String(execFileSync(await packagedChromium(process.argv[2]), ['--version'])));
`;

test('processes that unpack the browser at the same time all get one that runs', async (t) => {
  const temporary = await mkdtemp(join(tmpdir(), 'unpacked-'));
  t.after(() => rm(temporary, { recursive: true }));
  const args = ['--input-type=module', '-e', UNPACK_AND_RUN, BROWSER, join(temporary, 'cache', 'chromium')];
  const answers = await Promise.all([0, 500].map((wait) => delay(wait).then(() => run(process.execPath, args))));
  for (const { stdout } of answers) assert.match(stdout, /^Chromium [\d.]+/);
});
