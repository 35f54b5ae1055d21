import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockEngine, type MockEngine } from '@dpi/mocks';
import { createLog, readConfig, startSandbox } from '@dpi/sandbox';
import type { Catalogue } from '@dpi/specs/model';
import { freePorts } from '../process.ts';

/** A sandbox of its own, on a free port and with nothing kept, for as long as journeys are walked. */
export async function sandboxForJourneys(catalogue: Catalogue): Promise<{
  url: string;
  key: string;
  joinCode: string;
  adminToken: string;
  /** The calls that no example fits, each with its nearest example and where it differs. */
  fallbacks: string[];
  close(): Promise<void>;
}> {
  const [port = 0] = await freePorts(1);
  const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const adminToken = randomBytes(24).toString('hex');
  const config = readConfig({
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO_QUOTA_PER_HOUR: '100000',
    ADMIN_TOKEN: adminToken,
  });
  const engine = await createMockEngine(catalogue, { publicUrl: config.publicUrl });
  const fallbacks: string[] = [];
  const mocks: MockEngine = {
    ...engine,
    answer(service, version, request) {
      const answer = engine.answer(service, version, request);
      if (answer.fallback?.kind === 'first-example') {
        const { nearest, differences } = answer.fallback;
        const places = differences.map(({ in: place, path }) => `${place} ${path}`).join(', ');
        fallbacks.push(`${service} ${request.method} ${request.path}: differs from ${nearest} in ${places}`);
      }
      return answer;
    },
  };
  const sandbox = await startSandbox({
    config,
    catalogue,
    mocks,
    portalDir: null,
    readTranslation: async () => null,
    log: createLog('error'),
  });
  return {
    url: `http://127.0.0.1:${port}`,
    key: 'DEMO_KEY',
    joinCode: sandbox.joinCode,
    adminToken,
    fallbacks,
    async close() {
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
