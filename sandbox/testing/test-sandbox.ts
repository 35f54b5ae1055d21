import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readConfig, type Sandbox, type SandboxOptions, startSandbox } from '../index.ts';
import { testCatalogue } from './catalogue.ts';
import { echoMocks } from './echo-mocks.fixture.ts';

export interface TestSandbox extends Sandbox {
  port: number;
  /** A key of a team of its own. */
  newKey(): Promise<TestKey>;
  /** What the platform complained about. */
  troubles: string[];
  dataDir: string;
}

export interface TestKey {
  secret: string;
  id: string;
  /** Bearer token of the team. */
  token: string;
}

export const ADMIN_TOKEN = 'an-admin-token-for-tests';

/**
 * A whole sandbox on a free port, with data of its own that goes when the test ends.
 * @param env variables beyond those that keep it apart from others
 */
export async function startTestSandbox(
  t: TestContext,
  env: Record<string, string> = {},
  options: Partial<SandboxOptions> = {},
): Promise<TestSandbox> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
  const catalogue = await testCatalogue();
  const troubles: string[] = [];
  const log = {
    info() {},
    warn: (_details: object, message: string) => void troubles.push(message),
    error: (_details: object, message: string) => void troubles.push(message),
  };
  const sandbox = await startSandbox({
    config: readConfig({ PORT: '0', PUBLIC_URL: 'http://dpi.test', DATA_DIR: dataDir, ADMIN_TOKEN, ...env }),
    catalogue,
    mocks: echoMocks(catalogue),
    portalDir: null,
    readTranslation: async () => null,
    log,
    ...options,
  });
  t.after(async () => {
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  let teams = 0;
  return {
    ...sandbox,
    port: Number(new URL(sandbox.url).port),
    troubles,
    dataDir,
    async newKey() {
      teams += 1;
      const response = await fetch(`${sandbox.url}/api/v1/teams`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ joinCode: sandbox.joinCode, name: `Team ${teams}` }),
      });
      const body = (await response.json()) as { key: { id: string; secret: string }; token: string };
      assert.equal(response.status, 201, JSON.stringify(body));
      return { secret: body.key.secret, id: body.key.id, token: body.token };
    },
  };
}
