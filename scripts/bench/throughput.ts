import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts, type Running, startServer } from '../process.ts';
import { joinTeam } from './join-team.ts';
import { type LoadResult, load } from './load.ts';
import { median } from './median.ts';
import { CALL, writeSpec } from './spec.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PRISM = join(ROOT, 'node_modules/@stoplight/prism-cli/dist/index.js');
const ROUNDS = 3;
const SECONDS = 5;

export interface Contender {
  name: string;
  callsPerSecond: number;
  p99: number;
  failed: number;
}

/**
 * Calls a second of the sandbox and its peers on one spec. They take turns, so that a change of the machine's speed meets
 * all of them; the median of the rounds counts.
 */
export async function measureThroughput(operations: number, onProgress: (line: string) => void): Promise<Contender[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-'));
  const running: Running[] = [];
  try {
    const spec = await writeSpec(join(folder, 'services'), operations);
    const contenders = await startAll(spec, folder, running);
    const results = new Map<string, LoadResult[]>(contenders.map(({ name }) => [name, []]));
    for (const { url, headers } of contenders) await load(url, headers, 2);
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const { name, url, headers } of contenders) {
        const result = await load(url, headers, SECONDS);
        results.get(name)?.push(result);
        onProgress(`${operations} operations, round ${round}: ${name} ${Math.round(result.callsPerSecond)} calls/s`);
      }
    }
    return [...results].map(([name, rounds]) => ({
      name,
      callsPerSecond: median(rounds.map((round) => round.callsPerSecond)),
      p99: median(rounds.map((round) => round.p99)),
      failed: rounds.reduce((sum, round) => sum + round.failed, 0),
    }));
  } finally {
    for (const server of running.reverse()) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startAll(spec: string, folder: string, running: Running[]) {
  const start = async (args: string[], port: number, path: string, env: Record<string, string> = {}) => {
    running.push(await startServer(args, port, path, env));
  };
  const [bare = 0, prism = 0, proxy = 0, sandbox = 0] = await freePorts(4);
  const call = CALL.path + CALL.query;
  await start([join(import.meta.dirname, 'bare-server.ts'), String(bare)], bare, '/');
  await start([PRISM, 'mock', spec, '-p', String(prism), '--multiprocess=false'], prism, call);
  await start(
    [join(import.meta.dirname, 'express-proxy-server.ts'), String(proxy), `http://127.0.0.1:${prism}`],
    proxy,
    '/',
  );
  await start([join(import.meta.dirname, 'sandbox-server.ts')], sandbox, '/readyz', {
    PORT: String(sandbox),
    SPECS_DIR: join(folder, 'services'),
    DATA_DIR: join(folder, 'data'),
    JOIN_CODE: 'BENCH-0001',
    QUOTA_PER_SECOND: '1000000',
    QUOTA_PER_HOUR: '1000000000',
  });
  const key = await joinTeam(sandbox, 'Bench');
  const at = (port: number, prefix = '') => `http://127.0.0.1:${port}${prefix}${call}`;
  return [
    { name: 'bare node:http', url: at(bare), headers: CALL.headers },
    { name: 'Prism CLI', url: at(prism), headers: CALL.headers },
    { name: 'Express + proxy + Prism CLI', url: at(proxy), headers: { ...CALL.headers, 'x-api-key': 'any' } },
    { name: 'sandbox', url: at(sandbox, '/sandbox/records/v1'), headers: { ...CALL.headers, 'x-api-key': key } },
  ];
}
