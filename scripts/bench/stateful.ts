import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, type Running, startServer } from '../process.ts';
import { joinTeam } from './join-team.ts';
import { type LoadResult, load } from './load.ts';
import { median } from './median.ts';
import { startSandbox } from './start-sandbox.ts';
import { TRANSFER } from './transfer.ts';

const ROUNDS = 3;
const SECONDS = 5;
/** Many, so that each world stays small: calls of one team wait for each other, and a transfer looks at those of the day. */
const TEAMS = 500;
const STATEFUL = '/sandbox/fund-transfer/v1/transfers';
/** An operation that no behaviour answers. */
const STATELESS = '/sandbox/fund-transfer/v1/health';
/** One that reads a world, and answers with an example where there are none. */
const READ = '/sandbox/digital-signature/v1/certifying-authorities';

export interface Stateful {
  /** Of transfers, each acknowledged when it is on the disk, and of the answers of a bare server to the same calls. */
  transfersPerSecond: number;
  barePerSecond: number;
  transferP99: number;
  /** Of an operation without state, beside worlds and without any. */
  besideWorldsPerSecond: number;
  withoutWorldsPerSecond: number;
  /** Of an operation that reads a world, and of the same where it answers with an example. */
  readsPerSecond: number;
  examplesPerSecond: number;
  failed: number;
}

/** What worlds cost. */
export interface WorldCosts {
  /** In the large world. */
  objects: number;
  openMs: number;
  listMs: number;
  teams: number;
  smallWorldsMb: number;
}

/** Calls a second that change a team's world, beside a bare server, and what worlds take from calls that change nothing. */
export async function measureStateful(onProgress: (line: string) => void): Promise<Stateful> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-worlds-'));
  const running: Running[] = [];
  try {
    const [bare = 0, sandbox = 0, without = 0] = await freePorts(3);
    running.push(await startServer([join(import.meta.dirname, 'bare-server.ts'), String(bare)], bare, '/'));
    running.push(await startSandbox(sandbox, join(folder, 'worlds')));
    running.push(await startSandbox(without, join(folder, 'examples'), { BENCH_WITHOUT_WORLDS: '1' }));
    const keys: string[] = [];
    for (let team = 0; team < TEAMS; team += 1) keys.push(await joinTeam(sandbox, `Bench ${team}`));
    const [key = ''] = keys;
    const keyWithout = await joinTeam(without, 'Bench');
    const contenders: { name: string; measure: (seconds: number) => Promise<LoadResult> }[] = [
      { name: 'bare node:http', measure: (seconds) => transfers(`http://127.0.0.1:${bare}/`, keys, seconds) },
      { name: 'transfers', measure: (seconds) => transfers(`http://127.0.0.1:${sandbox}${STATEFUL}`, keys, seconds) },
      {
        name: 'without state, beside worlds',
        measure: (seconds) => load(`http://127.0.0.1:${sandbox}${STATELESS}`, { 'x-api-key': key }, seconds),
      },
      {
        name: 'without state, without worlds',
        measure: (seconds) => load(`http://127.0.0.1:${without}${STATELESS}`, { 'x-api-key': keyWithout }, seconds),
      },
      {
        name: 'reads of a world',
        measure: (seconds) => load(`http://127.0.0.1:${sandbox}${READ}`, { 'x-api-key': key }, seconds),
      },
      {
        name: 'the same from examples',
        measure: (seconds) => load(`http://127.0.0.1:${without}${READ}`, { 'x-api-key': keyWithout }, seconds),
      },
    ];
    // Opening a world is measured apart.
    for (const opened of keys) await transferOnce(sandbox, opened);
    for (const { measure } of contenders) await measure(2);
    const results = new Map<string, LoadResult[]>(contenders.map(({ name }) => [name, []]));
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const { name, measure } of contenders) {
        const result = await measure(SECONDS);
        results.get(name)?.push(result);
        onProgress(`round ${round}: ${name} ${Math.round(result.callsPerSecond)} calls/s`);
      }
    }
    const of = (name: string, figure: 'callsPerSecond' | 'p99') =>
      median((results.get(name) ?? []).map((result) => result[figure]));
    return {
      transfersPerSecond: of('transfers', 'callsPerSecond'),
      barePerSecond: of('bare node:http', 'callsPerSecond'),
      transferP99: of('transfers', 'p99'),
      besideWorldsPerSecond: of('without state, beside worlds', 'callsPerSecond'),
      withoutWorldsPerSecond: of('without state, without worlds', 'callsPerSecond'),
      readsPerSecond: of('reads of a world', 'callsPerSecond'),
      examplesPerSecond: of('the same from examples', 'callsPerSecond'),
      failed: [...results.values()].flat().reduce((sum, { failed }) => sum + failed, 0),
    };
  } finally {
    for (const server of running.reverse()) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds to open and to list a large world, and MB of many small ones. */
export async function measureWorlds(): Promise<WorldCosts> {
  const folder = await mkdtemp(join(tmpdir(), 'dpi-bench-worlds-'));
  try {
    return await resultOf(['--expose-gc', join(import.meta.dirname, 'worlds-process.ts'), folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function transfers(url: string, keys: string[], seconds: number): Promise<LoadResult> {
  return resultOf([join(import.meta.dirname, 'transfer-load.ts'), JSON.stringify({ url, keys, seconds })]);
}

async function transferOnce(port: number, key: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}${STATEFUL}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': key, 'Idempotency-Key': randomUUID() },
    body: TRANSFER,
  });
  if (answer.status !== 201) throw new Error(`A transfer failed: ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** The JSON that a script writes. */
async function resultOf<T>(args: string[]): Promise<T> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return JSON.parse(output) as T;
}
