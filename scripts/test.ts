import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { commandLine } from './command-line.ts';
import { buildPortal, findPortalBuild } from './portal/build.ts';

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const FOLDERS = ['specs', 'mocks', 'sandbox', 'portal', 'scripts'];
/** Where the tests' platform says it is; they start it on a port of their own. */
const PUBLIC_URL = 'http://localhost:4000';

const { positionals: patterns } = commandLine('Use: npm test [-- <test file> …]').read({ allowPositionals: true });
step('Format and lint', 'biome', ['check', '.']);
step('Types of catalogue, mocks, sandbox and scripts', 'tsc', ['--noEmit']);
step('Types of the portal', 'tsc', ['--noEmit', '-p', 'portal']);
await portal();
const files = patterns.length > 0 ? patterns : FOLDERS.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
console.log('\n— Tests');
run(process.execPath, ['--disable-warning=ExperimentalWarning', '--test', '--test-concurrency=2', ...files]);

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
    console.error(error instanceof Error ? error.message : String(error));
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
