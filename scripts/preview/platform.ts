// The whole platform in one file, for a preview: it is bundled with all that it needs, and stands beside the pages.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockEngine } from '@dpi/mocks';
import { ConfigError, readConfig, startSandbox } from '@dpi/sandbox';
import type { Catalogue } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';

const FOLDER = import.meta.dirname;
const DEMO_QUOTA_PER_HOUR = '100000';

try {
  const catalogue = parseJson(await readFile(join(FOLDER, 'catalogue.json'), 'utf8')) as Catalogue;
  const config = readConfig({ DATA_DIR: join(FOLDER, 'data'), DEMO_QUOTA_PER_HOUR, ...process.env });
  const mocks = await createMockEngine(catalogue, config);
  const log = { info() {}, warn: tell, error: tell };
  const sandbox = await startSandbox({ config, catalogue, mocks, portalDir: join(FOLDER, 'pages'), log });
  console.log(`${catalogue.country.title}: preview\n`);
  for (const { title, url } of catalogue.services) console.log(`  ${title}: ${sandbox.url}${url}`);
  console.log('\nStop it with Ctrl+C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => sandbox.close().finally(() => process.exit(0)));
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}

function tell(_details: object, message: string): void {
  console.error(message);
}
