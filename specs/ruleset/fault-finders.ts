import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fault } from './fault.ts';
import { specFailure } from './find-faults.ts';
import type { Subject } from './rule.ts';

/** What a thread is asked to look at. */
export interface Task {
  /** Absolute path of the OpenAPI document. */
  file: string;
  /** Folders below which references may lead. */
  roots: string[];
  subject: Subject;
}

export interface Found {
  faults: Fault[];
  /** Every file that was read on the way. */
  files: string[];
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

const waiting: Job[] = [];
const idle = new Set<Worker>();
let threads = 0;

/**
 * Looks for faults in a thread of its own. A spec can keep a rule busy for ever, for instance by a pattern such as `^(a+)+$`
 * and an example that just fails it; then the thread is ended, and the spec has one fault that says so.
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
    clearTimeout(timer);
    worker.off('error', fail).off('exit', end).off('message', succeed);
    done(found);
  };
  const giveUp = (reason: string) => {
    settle({ faults: [specFailure(reason, task.file)], files: [task.file] });
    void worker.terminate();
  };
  const fail = (error: unknown) => giveUp(error instanceof Error ? error.message : String(error));
  const end = () => giveUp('the thread that looked at it ended');
  const succeed = (found: Found) => {
    settle(found);
    rest(worker);
  };
  const timer = setTimeout(
    () => giveUp(`it was not done within ${seconds} seconds; a pattern such as ^(a+)+$ takes that long`),
    seconds * 1000,
  );
  worker.once('error', fail).once('exit', end).once('message', succeed);
  worker.postMessage(task);
}

function rest(worker: Worker): void {
  idle.add(worker);
  worker.unref();
  setTimeout(() => {
    if (idle.delete(worker)) void worker.terminate();
  }, IDLE_MS).unref();
  next();
}
