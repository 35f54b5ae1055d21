import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const AUTOCANNON = join(resolve(import.meta.dirname, '../..'), 'node_modules/autocannon/autocannon.js');

export interface LoadResult {
  callsPerSecond: number;
  /** Milliseconds. */
  p99: number;
  /** Answers that were no 2xx, and calls without an answer. */
  failed: number;
}

/** Calls one URL on 127.0.0.1 from a process of its own, over 50 connections, for some seconds. */
export async function load(url: string, headers: Record<string, string>, seconds: number): Promise<LoadResult> {
  const args = [AUTOCANNON, '--json', '-c', '50', '-d', String(seconds)];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}=${value}`);
  const child = spawn(process.execPath, [...args, url], { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await new Promise((done) => child.once('close', done));
  const result = JSON.parse(output);
  return {
    callsPerSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
  };
}
