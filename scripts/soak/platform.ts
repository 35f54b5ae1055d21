import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts, memoryOf, startServer } from '../process.ts';

const START = resolve(import.meta.dirname, '../start.ts');
/** How `npm start` keeps memory low. */
const memory = JSON.parse(readFileSync(resolve(import.meta.dirname, '../server-memory.json'), 'utf8'));
/** Looks like a key, a team's token or the line of a stack. */
const SECRET = /dp[it]_[0-9A-Za-z]{20,}|^\s+at .+:\d+:\d+\)?$/m;
/** What `npm start` says where a build of the pages has failed. */
const NO_PAGES = 'The sandbox goes on without new pages';

/** The platform as `npm start` runs it, in a process of its own. */
export interface Platform {
  port: number;
  joinCode: string;
  adminToken: string;
  /** Lines it wrote since it was ready. */
  logLines(): number;
  /** Of these, lines that hold a secret or a stack. */
  tellingLines(): string[];
  hasEnded(): boolean;
  sample(): Promise<Sample>;
  stop(): Promise<void>;
}

/** What the platform takes, in MB; `null` where the system does not say. */
export interface Sample {
  rss: number | null;
  handles: number | null;
  heap: number;
  disk: number;
  /** Seconds of processor time since the start. */
  cpu: number;
  /** The longest that the event loop stood still since the last sample, in milliseconds. */
  loopDelay: number;
}

/**
 * Starts the platform with data of its own and waits until its pages are built.
 * @param upstream address of the server that answers for the service `misbehaving/v1`
 */
export async function startPlatform(upstream: string): Promise<Platform> {
  const [port = 0] = await freePorts(1);
  const dataDir = await mkdtemp(join(tmpdir(), 'dpi-soak-'));
  // Also where the soak is interrupted.
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  process.once('exit', removeData);
  const adminToken = randomBytes(24).toString('hex');
  const joinCode = 'SOAK-0001';
  let logged = '';
  let lines = 0;
  let isReady = false;
  const telling: string[] = [];
  let written = '';
  const onOutput = (text: string) => {
    if (!isReady) written = (written + text).slice(-5000);
    const complete = (logged + text).split('\n');
    logged = (complete.pop() ?? '').slice(-10_000);
    for (const line of complete) {
      if (isReady) lines += 1;
      if (SECRET.test(line) || line.includes(adminToken)) telling.push(line);
    }
  };
  const running = await startServer(
    [...memory.flags, START],
    port,
    '/readyz',
    {
      ...memory.env,
      PORT: String(port),
      // The address for which the tests build the pages, so that they need not be built again.
      PUBLIC_URL: 'http://localhost:4000',
      DATA_DIR: dataDir,
      ADMIN_TOKEN: adminToken,
      JOIN_CODE: joinCode,
      UPSTREAMS: `misbehaving/v1=${upstream}`,
      // Callers have an address each; what they may do is bounded by the rate of the load.
      TRUST_PROXY: '1',
      QUOTA_PER_SECOND: '1000000',
      QUOTA_PER_HOUR: '1000000000',
      DEMO_QUOTA_PER_HOUR: '1000000',
      ANONYMOUS_QUOTA_PER_HOUR: '1000000',
    },
    onOutput,
  );
  const { child } = running;
  const pid = child.pid ?? 0;
  const url = `http://127.0.0.1:${port}`;
  while ((await fetch(`${url}/`)).status === 503) {
    if (written.includes(NO_PAGES)) {
      await running.stop();
      throw new Error(`The pages could not be built:\n${written}`);
    }
    await sleep(500);
  }
  isReady = true;

  return {
    port,
    joinCode,
    adminToken,
    logLines: () => lines,
    tellingLines: () => telling,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async sample() {
      const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${adminToken}` } });
      const metrics = await answer.text();
      const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1] ?? Number.NaN);
      return {
        rss: (await memoryOf(pid))?.now ?? null,
        handles: await readdir(`/proc/${pid}/fd`).then(
          (names) => names.length,
          () => null,
        ),
        heap: figure('nodejs_heap_size_used_bytes') / 1e6,
        disk: (await sizeOf(dataDir)) / 1e6,
        cpu: figure('process_cpu_seconds_total'),
        loopDelay: figure('nodejs_eventloop_lag_max_seconds') * 1000,
      };
    },
    async stop() {
      await running.stop();
      removeData();
    },
  };
}

/** Bytes of all files in a folder. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  // A journal may be gone by the time it is looked at.
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (file) => (file.isFile() ? file.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
