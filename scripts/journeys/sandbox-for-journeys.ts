import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockEngine, MemoryStore, type MockAnswer, type MockEngine, type MockRequest, Worlds } from '@dpi/mocks';
import { createLog, readConfig, startSandbox } from '@dpi/sandbox';
import type { Catalogue } from '@dpi/specs/model';
import { freePorts } from '../process.ts';

/**
 * A sandbox of its own, on a free port and with nothing kept, for as long as journeys are walked. Its clock stands at the
 * moment of the examples when it starts. Each address in `X-Forwarded-For` has a world of its own.
 */
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
    TRUST_PROXY: '1',
  });
  const ahead = (Date.parse(catalogue.country.clock.examplesAt) || Date.now()) - Date.now();
  const worlds = new Worlds(catalogue, { store: new MemoryStore(), clock: () => Date.now() + ahead });
  const engine = await createMockEngine(catalogue, { publicUrl: config.publicUrl, worlds });
  const fallbacks: string[] = [];
  const noticed = (service: string, { method, path }: MockRequest, answer: MockAnswer): MockAnswer => {
    if (answer.fallback?.kind === 'first-example') {
      const { nearest, differences } = answer.fallback;
      const places = differences.map(({ in: place, path }) => `${place} ${path}`).join(', ');
      fallbacks.push(`${service} ${method} ${path}: differs from ${nearest} in ${places}`);
    }
    return answer;
  };
  const mocks: MockEngine = {
    ...engine,
    async answerWithoutBlocking(service, version, request, caller) {
      return noticed(service, request, await engine.answerWithoutBlocking(service, version, request, caller));
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
