import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockEngine } from '@dpi/mocks';
import { type Config, ConfigError, createLog, readConfig, type Sandbox, startSandbox } from '@dpi/sandbox';
import { loadCatalogue } from '@dpi/specs';
import type { Catalogue } from '@dpi/specs/model';
import { buildPortal, findPortalBuild } from './portal/build.ts';

const started = performance.now();
try {
  await start();
} catch (error) {
  // A stack trace helps nobody who only typed a command.
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(error instanceof ConfigError ? 2 : 1);
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const token = await adminToken(config);
  const catalogue = await loadCatalogue({ specsDir: config.specsDir ?? undefined });
  const mocks = await createMockEngine(catalogue, { publicUrl: config.publicUrl });
  const sandbox = await startSandbox({
    config: { ...config, adminToken: token.value },
    catalogue,
    mocks,
    portalDir: null,
    log: createLog(process.env.LOG_LEVEL ?? 'warn'),
  });
  closeOnSignals(sandbox);
  greet(config, catalogue, sandbox, token);
  await openPortal(config, sandbox);
}

/** The organisers' token: from the environment, else drawn at the first run and kept in DATA_DIR. */
async function adminToken(config: Config): Promise<{ value: string; isNew: boolean }> {
  if (config.adminToken !== null) return { value: config.adminToken, isNew: false };
  const file = join(config.dataDir, 'admin-token');
  const kept = await readFile(file, 'utf8').catch(() => null);
  if (kept !== null) return { value: kept.trim(), isNew: false };
  const value = randomBytes(24).toString('base64url');
  await mkdir(config.dataDir, { recursive: true });
  await writeFile(file, `${value}\n`, { mode: 0o600 });
  return { value, isNew: true };
}

function greet(config: Config, catalogue: Catalogue, sandbox: Sandbox, token: { value: string; isNew: boolean }): void {
  const operations = catalogue.services.reduce((sum, service) => sum + service.operations.length, 0);
  console.log(`
${catalogue.country.title}

  Portal      ${config.publicUrl}/
  Sandbox     ${config.publicUrl}/sandbox/   ${catalogue.services.length} services, ${operations} operations
  Join code   ${sandbox.joinCode}   (for teams, at ${config.publicUrl}/get-a-key/)`);
  if (token.isNew)
    console.log(`  Admin token ${token.value}   (for organisers; kept in ${config.dataDir}/admin-token)`);
  console.log(`\nThe sandbox answers after ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  reportFindings(catalogue);
}

function reportFindings({ broken, findings }: Catalogue): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const service of broken) {
    console.log(`\nNot readable, and shown so: ${service.id}/${service.version}`);
    for (const { file, line, message } of service.findings.slice(0, 3)) console.log(`  ${file}:${line}  ${message}`);
  }
  if (errors.length > 0) console.log(`\n${errors.length} faults in the specs. "npm run check" lists them.`);
}

async function openPortal(config: Config, sandbox: Sandbox): Promise<void> {
  const { specsDir, publicUrl } = config;
  const build = await findPortalBuild(specsDir, publicUrl);
  if (!build.done) {
    const since = performance.now();
    console.log('Building the portal. The sandbox can be used meanwhile.');
    const onProgress = (line: string) => {
      sandbox.portal.building(line);
      console.log(`  ${line}`);
    };
    try {
      await buildPortal(build.dir, { specsDir, publicUrl, onProgress });
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      console.error('The sandbox goes on without the pages. Correct what is named above and start again.');
      return;
    }
    console.log(`The portal was built in ${((performance.now() - since) / 1000).toFixed(0)} s.`);
  }
  await sandbox.portal.ready(build.dir);
  console.log(`The portal is ready: ${publicUrl}/`);
}

function closeOnSignals(sandbox: Sandbox): void {
  const stop = () => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
