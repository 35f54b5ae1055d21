import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { loadCatalogue } from '@dpi/specs';
import { BaseError, openCommit, touchedServices } from '@dpi/specs/check';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import { commandLine } from './command-line.ts';

const USE = `Use: npm run preview -- <commit> [<service> …]
Shows the services that a commit changes, or those named, on the platform of this checkout. Only specs are taken from the commit:
none of its code is run, so it may be a stranger's.`;

const { read, wrongUse } = commandLine(USE);
const [commit, ...named] = read({ allowPositionals: true }).positionals;
try {
  process.exitCode = await preview(commit ?? wrongUse('Name a commit, such as origin/main.'), named);
} catch (error) {
  console.error(errorMessage(error));
  process.exitCode = error instanceof BaseError ? 2 : 1;
}

/** @returns the exit code */
async function preview(ref: string, named: string[]): Promise<number> {
  const { services } = countryFiles(process.env.SPECS_DIR || undefined);
  const specs = await openCommit(ref, services);
  // Teams and keys of the reviewer's own platform stay out of it.
  const dataDir = await mkdtemp(join(tmpdir(), 'preview-'));
  try {
    const catalogue = await loadCatalogue({ specsDir: specs.specsDir, cacheDir: null });
    const changed = touchedServices(catalogue, specs.changed, relative(specs.root, services));
    const shown = named.length > 0 ? named : [...changed];
    if (shown.length === 0) {
      console.log(`${ref} changes no service. Name those to show: npm run preview -- ${ref} <service>`);
      return 0;
    }
    return await start(shown, { SPECS_DIR: specs.specsDir, DATA_DIR: dataDir });
  } finally {
    await specs.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Runs the platform of this checkout until somebody stops it. */
async function start(services: string[], settings: Record<string, string>): Promise<number> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, join(import.meta.dirname, 'start.ts'), '--service', services.join(',')],
    { stdio: 'inherit', env: { ...process.env, ...settings } },
  );
  // Ctrl+C reaches both; folders are removed once the platform has stopped.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 0;
}
