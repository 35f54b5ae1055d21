import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../scripts/process.ts';

const START = resolve(import.meta.dirname, '../../scripts/start.ts');

export const JOIN_CODE = 'TEST-0001';

export interface Platform {
  url: string;
  stop(): Promise<void>;
}

/** Names the environment variable with the address that knows where the platform of all tests is. */
export const SHARED_PLATFORM = 'SHARED_PLATFORM';

/**
 * The platform that the test files of one run share, since each start takes 20 s of CPU: each test has teams of its own.
 * A file that is run by itself, without the global setup of `npm test`, starts one.
 */
export async function openPlatform(): Promise<Platform> {
  const shared = process.env[SHARED_PLATFORM];
  if (shared === undefined) return startPlatform();
  const answer = await fetch(shared, { signal: AbortSignal.timeout(300_000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return { url: text, stop: async () => {} };
}

/** Starts the whole platform as `npm start` does, with data of its own, and waits for its pages. */
export async function startPlatform(env: Record<string, string> = {}): Promise<Platform> {
  const [port = 0] = await freePorts(1);
  const dataDir = await mkdtemp(join(tmpdir(), 'dpi-platform-'));
  const child = spawn(process.execPath, [START], {
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      JOIN_CODE,
      // The address the pages were built for; links in them have no host.
      PUBLIC_URL: 'http://localhost:4000',
      DEMO_QUOTA_PER_HOUR: '100000',
      // Requests that a service worker makes are not seen by a test; those about it start a sandbox of their own.
      OFFLINE_PAGES: 'off',
      // Callers without a key have a world by their address, and a test may choose one of its own.
      TRUST_PROXY: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async () => {
    child.kill();
    await ended;
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  for (let waited = 0; ; waited += 100) {
    const answer = await fetch(`${url}/`).catch(() => null);
    if (answer?.status === 200) return { url, stop };
    if (child.exitCode !== null || waited > 240_000) {
      await stop();
      throw new Error(`The platform did not start:\n${output}`);
    }
    await sleep(100);
  }
}
