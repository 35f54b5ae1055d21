import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BaseError, changesSince } from '@dpi/specs/check';
import { errorMessage } from '@dpi/specs/error-message';
import { commandLine } from './command-line.ts';
import { buildPortal, findPortalBuild } from './portal/build.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const FOLDERS = ['specs', 'mocks', 'sandbox', 'portal', 'scripts'];
/** Where the tests' platform says it is; they start it on a port of their own. */
const PUBLIC_URL = 'http://localhost:4000';

/** What agencies send; pages look the same whatever it says. */
const SPECS_ONLY = /^(specs\/services\/|\.git(hub|lab)\/CODEOWNERS$)/;
const BROWSER_TESTS = '**/*.browser.test.{ts,tsx}';

const USE = `Use: npm test [-- <test file> …] [-- --base <git ref>]
  --base  leaves out the tests in a browser where nothing but specs differs from the ref`;
const { read, wrongUse } = commandLine(USE);
const { positionals: patterns, values } = read({ allowPositionals: true, options: { base: { type: 'string' } } });
const files = patterns.length > 0 ? patterns : await allTests(values.base);
step('Format, lint and directions of imports', 'biome', ['check', '.']);
step('Types of catalogue, mocks, sandbox and scripts', 'tsc', ['--noEmit']);
step('Types of the portal', 'tsc', ['--noEmit', '-p', 'portal']);
step('Unused files, exports and dependencies', 'knip', ['--no-progress']);
step('Letters in code', 'node', ['--disable-warning=ExperimentalWarning', 'scripts/code-letters.ts']);
await portal();
console.log('\n— Tests');
run(process.execPath, [
  '--disable-warning=ExperimentalWarning',
  '--test',
  '--test-concurrency=2',
  `--test-global-setup=${join(ROOT, 'portal/tests/shared-platform.ts')}`,
  ...files,
]);

async function allTests(base: string | undefined): Promise<string[]> {
  const all = FOLDERS.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
  if (base === undefined || !(await changesSpecsOnly(base))) return all;
  console.log('Nothing but specs has changed: the tests in a browser are left out.');
  return globSync(all, { cwd: ROOT, exclude: ['**/node_modules/**', BROWSER_TESTS] });
}

async function changesSpecsOnly(base: string): Promise<boolean> {
  try {
    const { changed } = await changesSince(base, ROOT);
    return changed.length > 0 && changed.every((file) => SPECS_ONLY.test(file));
  } catch (error) {
    if (error instanceof BaseError) return wrongUse(error.message);
    throw error;
  }
}

async function portal(): Promise<void> {
  console.log('\n— Build of the portal');
  const build = await findPortalBuild(null, PUBLIC_URL);
  if (build.done) return console.log('  unchanged');
  try {
    await buildPortal(build.dir, {
      specsDir: null,
      publicUrl: PUBLIC_URL,
      onProgress: (line) => console.log(`  ${line}`),
    });
  } catch (error) {
    console.error(errorMessage(error));
    process.exit(1);
  }
}

function step(name: string, command: string, args: string[]): void {
  console.log(`\n— ${name}`);
  run(join(BIN, command), args);
}

/** Runs a command; ends everything with its exit code when it fails. */
function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${BIN}:${process.env.PATH}` },
  });
  if (status !== 0) process.exit(status ?? 1);
}
