// Runs a script of this folder on the pinned Node, after installing what package-lock.json names.
// Plain JavaScript without imports from npm: it must run on a fresh clone, on whatever Node npm came with.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.installed-from');
/** Node keeps compiled code here, TypeScript without its types too: each process starts sooner and takes 27 MB less. */
const NODE_COMPILE_CACHE = join(root, '.cache', 'compiled');
const [script, ...args] = process.argv.slice(2);

await installWhenNeeded();
const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
// Only the server runs for so long that it matters.
const memory =
  script === 'start.ts'
    ? JSON.parse(readFileSync(join(root, 'scripts', 'server-memory.json'), 'utf8'))
    : { flags: [], env: {} };
// npm goes to the root of the repository; a path that was typed is seen from where it was typed.
const typedIn = process.env.INIT_CWD;
const ended = await run(
  node,
  ['--disable-warning=ExperimentalWarning', ...memory.flags, join(root, 'scripts', script), ...args],
  typedIn !== undefined && existsSync(typedIn) ? { cwd: typedIn } : {},
  memory.env,
);
// Who stops a command gets what was asked for.
process.exitCode = ended.code ?? (isStop(ended.signal) ? 0 : 1);

async function installWhenNeeded() {
  const wanted = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  const started = Date.now();
  // All of this goes to the error stream: what a command writes to its output may be read by a program.
  console.error('Installing packages. This happens once and takes a minute or two.');
  const beat = setInterval(() => console.error(`  ${seconds(started)} s`), 10_000);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, signal } = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['inherit', process.stderr, process.stderr],
  });
  clearInterval(beat);
  if (code !== 0) {
    // What is there of them must not be taken for all.
    console.error(
      isStop(signal)
        ? '\nThe packages are not all installed yet. The next command begins anew.'
        : '\nThe packages could not be installed; npm says why above. Check the network, then try again.',
    );
    process.exit(code ?? 1);
  }
  writeFileSync(stampFile, wanted);
  console.error(`Installed ${countPackages()} packages in ${seconds(started)} s.`);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function countPackages() {
  if (!existsSync(modules)) return 0;
  return readdirSync(modules).reduce(
    (count, name) => count + (name.startsWith('@') ? readdirSync(join(modules, name)).length : 1),
    0,
  );
}

function seconds(started) {
  return Math.round((Date.now() - started) / 1000);
}

function isStop(signal) {
  return signal === 'SIGINT' || signal === 'SIGTERM';
}

/** Runs a command in the foreground, hands signals on, and resolves to its exit code or the signal that ended it. */
function run(command, commandArgs, options = {}, defaults = {}) {
  return new Promise((resolve) => {
    const env = {
      NODE_COMPILE_CACHE,
      ...defaults,
      ...process.env,
      REDOCLY_TELEMETRY: 'off',
      SCARF_ANALYTICS: 'false',
      DO_NOT_TRACK: '1',
    };
    const child = spawn(command, commandArgs, { stdio: 'inherit', env, ...options });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve({ code: 1, signal: null });
    });
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve({ code, signal });
    });
  });
}
