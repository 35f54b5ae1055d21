import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockEngine } from '@dpi/mocks';
import { createLog, readConfig, startSandbox } from '@dpi/sandbox';
import type { Catalogue } from '@dpi/specs/model';
import { freePorts } from '../process.ts';

/** A sandbox of its own, on a free port and with nothing kept, for as long as journeys are walked. */
export async function sandboxForJourneys(
  catalogue: Catalogue,
): Promise<{ url: string; key: string; close(): Promise<void> }> {
  const [port = 0] = await freePorts(1);
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, DEMO_QUOTA_PER_HOUR: '100000' });
  const mocks = await createMockEngine(catalogue, { publicUrl: config.publicUrl });
  const sandbox = await startSandbox({ config, catalogue, mocks, portalDir: null, log: createLog('error') });
  return {
    url: `http://127.0.0.1:${port}`,
    key: 'DEMO_KEY',
    async close() {
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
