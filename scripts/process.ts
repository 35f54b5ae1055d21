import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that a server has for its first answer, on a machine that is busy with other things. */
const START_TIMEOUT = 180_000;

/** A server in a process of its own. */
export interface Running {
  child: ChildProcess;
  port: number;
  /** Seconds from the start to the first answer. */
  readyAfter: number;
  stop(): Promise<void>;
}

/**
 * Starts a command and waits until `path` on `port` answers with a status below 500.
 * @param onOutput gets what it writes, to either output
 */
export async function startServer(
  args: string[],
  port: number,
  path: string,
  env: Record<string, string> = {},
  onOutput: (text: string) => void = () => {},
): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let errors = '';
  child.stdout.on('data', (chunk) => onOutput(String(chunk)));
  child.stderr.on('data', (chunk) => {
    errors = (errors + chunk).slice(-2000);
    onOutput(String(chunk));
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const kill = () => child.kill();
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    child.kill();
    await ended;
  };
  while (!(await answers(port, path))) {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended:\n${errors}`);
    if (performance.now() - started > START_TIMEOUT) {
      await stop();
      throw new Error(`${args.join(' ')} did not answer within ${START_TIMEOUT / 1000} s:\n${errors}`);
    }
    await sleep(25);
  }
  return { child, port, readyAfter: (performance.now() - started) / 1000, stop };
}

/** Ports that nothing listens on; all are held until the last is found, so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Memory of a process now and at its highest, in MB; `null` where the system does not tell. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number } | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  if (status === null) return null;
  const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

async function answers(port: number, path: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    await answer.arrayBuffer();
    return answer.status < 500;
  } catch {
    return false;
  }
}
