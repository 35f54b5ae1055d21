import { availableParallelism } from 'node:os';
import type { HeapInfo } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { errorMessage } from '../base/error-message.ts';
import { writeFaults } from './fault.ts';
import { specFailure } from './find-faults.ts';
import type { Subject, Values } from './rule.ts';
import type { SpecFailureReason } from './rule-failed.ts';

/** What a thread is asked to look at. */
export interface Task {
  /** Absolute path of the OpenAPI document. */
  file: string;
  /** Folders below which references may lead. */
  roots: string[];
  subject: Subject;
}

export interface Found {
  /** For `readFaults`. */
  faults: string;
  /** Every file that was read on the way. */
  files: string[];
  /** Whether the same files give the same faults next time; not where the machine was too busy. */
  isRepeatable: boolean;
}

interface Job {
  task: Task;
  seconds: number;
  done: (found: Found) => void;
}

const MOST = Math.min(4, availableParallelism());
const MAX_MEMORY_MB = 2048;
/** A thread that has nothing to do is kept this long: the next spec starts at once. */
const IDLE_MS = 3000;
/** A thread that has grown beyond this goes at once: what it holds is needed for what comes next. */
const MAX_IDLE_MB = 200;
const WATCH_MS = 250;
/** A thread that gets less than this part of a processor is waiting for others, and is not to blame. */
const LEAST_SHARE = 1 / 20;

const waiting: Job[] = [];
const idle = new Set<Worker>();
let threads = 0;

/**
 * Looks for faults in a thread of its own. Where a spec keeps a rule busy longer than it may take, the thread is ended, and the
 * spec has one fault that says so.
 * @param seconds of processor time that a spec may take: on a busy machine it takes longer by the clock
 */
export function findFaultsInThread(task: Task, seconds: number): Promise<Found> {
  return new Promise((done) => {
    waiting.push({ task, seconds, done });
    next();
  });
}

function next(): void {
  const [worker] = idle;
  if (waiting.length === 0 || (worker === undefined && threads === MOST)) return;
  const job = waiting.shift();
  if (job !== undefined) run(worker ?? start(), job);
}

function start(): Worker {
  threads += 1;
  const worker = new Worker(new URL('./fault-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
  });
  worker.once('exit', () => {
    threads -= 1;
    idle.delete(worker);
    next();
  });
  return worker;
}

function run(worker: Worker, { task, seconds, done }: Job): void {
  idle.delete(worker);
  worker.ref();
  const settle = (found: Found) => {
    clearInterval(watch);
    worker.off('error', fail).off('exit', end).off('message', succeed);
    done(found);
  };
  const giveUp = (reason: SpecFailureReason, values: Values) => {
    const isRepeatable = reason !== 'busy';
    settle({ faults: writeFaults([specFailure(reason, values, task.file)]), files: [task.file], isRepeatable });
    void worker.terminate();
  };
  const fail = (error: unknown) => giveUp('spec', { reason: errorMessage(error) });
  const end = () => giveUp('ended', {});
  const succeed = (found: Omit<Found, 'isRepeatable'>) => {
    settle({ ...found, isRepeatable: true });
    rest(worker);
  };
  const started = performance.now();
  let before: NodeJS.CpuUsage | null = null;
  const look = async () => {
    // Before it runs, a thread has used nothing; one that has ended tells nothing.
    const used = await worker.cpuUsage().catch(() => null);
    before ??= used;
    const waited = (performance.now() - started) / 1000;
    const spent = used === null || before === null ? 0 : secondsBetween(before, used);
    if (spent >= seconds) giveUp('slow', { seconds });
    else if (waited * LEAST_SHARE >= seconds) giveUp('busy', { seconds: Math.round(waited), spent: Math.round(spent) });
  };
  const watch = setInterval(look, WATCH_MS);
  worker.once('error', fail).once('exit', end).once('message', succeed);
  worker.postMessage(task);
}

function secondsBetween(before: NodeJS.CpuUsage, now: NodeJS.CpuUsage): number {
  return (now.user + now.system - before.user - before.system) / 1e6;
}

function rest(worker: Worker): void {
  idle.add(worker);
  worker.unref();
  const dismiss = () => {
    if (idle.delete(worker)) void worker.terminate();
  };
  setTimeout(dismiss, IDLE_MS).unref();
  next();
  if (!idle.has(worker)) return;
  const endIfLarge = ({ total_heap_size }: HeapInfo) => {
    if (total_heap_size > MAX_IDLE_MB * 1e6) dismiss();
  };
  worker.getHeapStatistics().then(endIfLarge, () => undefined);
}
