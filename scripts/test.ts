import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BaseError, changesSince } from '@dpi/specs/check';
import { errorMessage } from '@dpi/specs/error-message';
import { commandLine } from './command-line.ts';
import { buildPortal, findPortalBuild } from './portal/build.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const ENVIRONMENT = { ...process.env, PATH: `${BIN}:${process.env.PATH}` };
/**
 * Folders whose tests share one process each: starting it and reading the code takes longer than most tests. Both run at once.
 */
const TOGETHER = [
  ['mocks', 'sandbox'],
  ['specs', 'portal'],
];
/** Tests that start commands, platforms and browsers: each file has a process of its own. */
const APART = ['scripts', 'portal/tests'];
/** Where the tests' platform says it is; they start it on a port of their own. */
const PUBLIC_URL = 'http://localhost:4000';

/** What agencies send; pages look the same whatever it says. */
const SPECS_ONLY = /^(specs\/services\/|\.git(hub|lab)\/CODEOWNERS$)/;
const BROWSER_TEST = /\.browser\.test\.tsx?$/;

const USE = `Use: npm test [-- <test file> …] [-- --base <git ref>]
  --base  leaves out the tests in a browser where nothing but specs differs from the ref`;
const { read, wrongUse } = commandLine(USE);
const { positionals: patterns, values } = read({ allowPositionals: true, options: { base: { type: 'string' } } });
/** Each uses one processor, and the build of the portal does not keep two busy all the time. */
const CHECKS: [name: string, command: string, args: string[]][] = [
  ['Format, lint and directions of imports', 'biome', ['check', '.']],
  ['Types of catalogue, mocks, sandbox and scripts', 'tsc', ['--noEmit']],
  ['Types of the portal', 'tsc', ['--noEmit', '-p', 'portal']],
  ['Unused files, exports and dependencies', 'knip', ['--no-progress']],
  ['Letters in code', 'node', ['--disable-warning=ExperimentalWarning', 'scripts/code-letters.ts']],
];
const [isChecked] = await Promise.all([checks(), portal()]);
if (!isChecked) process.exit(1);
console.log('\n— Tests');
process.exitCode = patterns.length > 0 ? await runApart(patterns) : await runAll(values.base);

/** Makes one check after another until one fails. */
async function checks(): Promise<boolean> {
  for (const [name, command, args] of CHECKS) {
    const { code, output } = await outcomeOf(join(BIN, command), args, false);
    process.stdout.write(`\n— ${name}\n${output}`);
    if (code !== 0) return false;
  }
  return true;
}

/** Runs all tests, however many fail. @returns the exit code */
async function runAll(base: string | undefined): Promise<number> {
  const withBrowser = base === undefined || !(await changesSpecsOnly(base));
  if (!withBrowser) console.log('Nothing but specs has changed: the tests in a browser are left out.');
  const isApart = (file: string) => BROWSER_TEST.test(file) || APART.some((folder) => file.startsWith(`${folder}/`));
  const files = testsIn([...TOGETHER.flat(), ...APART]);
  const groups = TOGETHER.map((folders) => testsIn(folders).filter((file) => !isApart(file)));
  const apart = files.filter((file) => isApart(file) && (withBrowser || !BROWSER_TEST.test(file)));
  const codes = await Promise.all(groups.map((group, index) => runTogether(group, index === 0)));
  codes.push(await runApart(apart));
  return codes.find((code) => code !== 0) ?? 0;
}

function testsIn(folders: string[]): string[] {
  const patterns = folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
  return [...new Set(globSync(patterns, { cwd: ROOT, exclude: ['**/node_modules/**'] }))].sort();
}

/** @param isShown whether its output is seen at once; that of the others follows when they have ended */
function runTogether(files: string[], isShown: boolean): Promise<number> {
  return test(['--test-isolation=none', ...files], isShown);
}

function runApart(files: string[]): Promise<number> {
  const setup = join(ROOT, 'portal/tests/shared-platform.ts');
  return test([`--test-concurrency=2`, `--test-global-setup=${setup}`, ...files], true);
}

async function test(args: string[], isShown: boolean): Promise<number> {
  const all = ['--disable-warning=ExperimentalWarning', '--test', ...args];
  const { code, output } = await outcomeOf(process.execPath, all, isShown);
  process.stdout.write(output);
  return code;
}

/** @param isShown whether its output is seen at once; otherwise it is returned */
async function outcomeOf(command: string, args: string[], isShown: boolean): Promise<{ code: number; output: string }> {
  const stdio = isShown ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['inherit', stdio, isShown ? 'inherit' : 'pipe'],
    env: ENVIRONMENT,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const code = await new Promise<number>((done) => child.once('close', (status) => done(status ?? 1)));
  return { code, output };
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
