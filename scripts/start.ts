import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { flushCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { createMockEngine, SqliteStore, type WorldStore, Worlds, withGuests } from '@dpi/mocks';
import {
  type Config,
  ConfigError,
  createLog,
  makeDataFolder,
  readConfig,
  type Sandbox,
  startSandbox,
} from '@dpi/sandbox';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import type { Catalogue } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import { help } from './command-line.ts';
import { CatalogueReader, ReadError } from './live/catalogue-reader.ts';
import { builtPages, livePages } from './live/portal-pages.ts';
import { Reloading } from './live/reloading.ts';
import { findingLines } from './live/report.ts';
import { readStartArguments, type StartArguments, USE, WrongUseError } from './live/start-arguments.ts';

/** Wherever the platform is started from, keys and teams are the same. */
const DATA_DIR = resolve(import.meta.dirname, '../.data');
/** Milliseconds for which SIGTERM is only announced: load balancers ask for `/readyz` meanwhile. */
const DRAIN_TIME = 1000;
const started = performance.now();
help(USE);
try {
  await start(readStartArguments(process.argv.slice(2)));
} catch (error) {
  // A stack trace helps nobody who only typed a command.
  console.error(errorMessage(error));
  process.exit(isWrongUse(error) ? 2 : 1);
}

async function start({ services, watch }: StartArguments): Promise<void> {
  const config = readConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR || DATA_DIR });
  const { publicUrl, specsDir } = config;
  const token = await adminToken(config);
  const isLive = services !== undefined && watch;
  const scope = { specsDir: specsDir ?? undefined, services };
  const reader = new CatalogueReader({ ...scope, isForPages: isLive });
  // Of its own: who downloads a translation does not wait until all services have a score.
  const translations = new CatalogueReader(scope);
  const read = await reader.read();
  const store = withGuests(new SqliteStore(join(config.dataDir, 'worlds.sqlite')));
  const worlds = new Worlds(read.catalogue, { store, publicUrl });
  for (const [service, reason] of worlds.broken)
    console.warn(
      `${service} answers with its examples: its behaviour cannot be used (${reason}). See "npm run check".`,
    );
  const mocks = await createMockEngine(read.catalogue, {
    publicUrl,
    worlds,
    onFailure: ({ service, operation, reason }) =>
      console.error(`The behaviour of ${operation} of ${service} failed: ${reason}`),
  });
  const sandbox = await startSandbox({
    config: { ...config, adminToken: token.value },
    catalogue: read.catalogue,
    mocks,
    portalDir: null,
    readTranslation: (service, locale) => translations.translation(service, locale),
    log: createLog(process.env.LOG_LEVEL ?? 'warn'),
  });
  greet(config, read.catalogue, sandbox, token);
  // For the processes that are started from here on, not only for the next start.
  flushCompileCache();

  const say = (line: string) => console.log(watch ? `${clock()}  ${line}` : line);
  const pages = (isLive ? livePages : builtPages)({ reader, sandbox, specsDir, services, publicUrl, say });
  const reloading = new Reloading({
    reader,
    read,
    mocks,
    sandbox,
    specsDir: countryFiles(specsDir ?? undefined).services,
    say,
    onReloaded: (languages, withNewScores) => pages.update(languages, withNewScores),
  });
  const watching = watch ? reloading.watch() : null;
  closeOnSignals(sandbox, store, () => {
    watching?.stop();
    pages.close();
  });
  await Promise.all([pages.open(), reloading.assess()]);
}

function isWrongUse(error: unknown): boolean {
  return (
    error instanceof ConfigError || error instanceof WrongUseError || (error instanceof ReadError && error.isWrongUse)
  );
}

/** Time of day, so that one sees whether a line is about what was just saved. */
function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

/** The organisers' token: from the environment, else drawn at the first run and kept in DATA_DIR. */
async function adminToken(config: Config): Promise<{ value: string; isNew: boolean }> {
  if (config.adminToken !== null) return { value: config.adminToken, isNew: false };
  const file = join(config.dataDir, 'admin-token');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return { value: kept.trim(), isNew: false };
  const value = randomBytes(24).toString('base64url');
  await makeDataFolder(config.dataDir);
  await writeFile(file, `${value}\n`, { mode: 0o600 });
  return { value, isNew: true };
}

function greet(config: Config, catalogue: Catalogue, sandbox: Sandbox, token: { value: string; isNew: boolean }): void {
  const operations = catalogue.services.reduce((sum, service) => sum + service.operations.length, 0);
  console.log(`
${catalogue.country.title}

  Portal      ${config.publicUrl}/
  Sandbox     ${config.publicUrl}/sandbox/   ${count(catalogue.services.length, 'service')}, ${count(operations, 'operation')}
  Join code   ${sandbox.joinCode}   (for teams, at ${config.publicUrl}/get-a-key/)`);
  if (token.isNew)
    console.log(`  Admin token ${token.value}   (for organisers; kept in ${config.dataDir}/admin-token)`);
  console.log(`\nThe sandbox answers after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  reportFindings(catalogue, countryFiles(config.specsDir ?? undefined).services);
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

function reportFindings({ broken, findings }: Catalogue, specsDir: string): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const service of broken) {
    console.log(`\nNot readable: ${serviceReference(service)}`);
    for (const finding of service.findings.slice(0, 3)) console.log(findingLines(finding, specsDir).join('\n'));
  }
  if (errors.length > 0) console.log(`\n${count(errors.length, 'error')} in the specs. "npm run check" lists them.`);
}

/** Ctrl-C ends at once; whoever sends SIGTERM runs the platform for others, who are given time to go elsewhere. */
function closeOnSignals(sandbox: Sandbox, store: WorldStore, stopFirst: () => void): void {
  const stop = (drain: number) => {
    stopFirst();
    sandbox
      .close(drain)
      .then(() => store.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(DRAIN_TIME));
}
