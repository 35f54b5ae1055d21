import { type ChildProcess, fork } from 'node:child_process';
import type { MockRequest } from '../mock-service.ts';
import { afterWork } from './deadline.ts';
import type { Job, Piece, Report, State } from './messages.ts';

/** A catalogue of one service, which the answering process reads when it first answers for it. */
export interface Source {
  /** Of its JSON. */
  pieces(): AsyncIterable<string>;
}

export type Outcome =
  | Extract<Report, { state: 'answered' | 'checked' }>
  /** Nothing was answered: too many wait, it took too long, or too much memory. */
  | { state: 'busy' | 'compiling-too-long' | 'checking-too-long' | 'out-of-memory' };

interface Task {
  source: Source;
  request: MockRequest;
  fromWorld: boolean;
  done: (outcome: Outcome) => void;
  /** Whether a process with nothing else in its memory has it. */
  isAlone: boolean;
}

export interface QueueLimits {
  /** Requests that wait; their bodies are in memory. */
  waiting: number;
  /** Milliseconds of work without a report after which the process is ended, by what it does. */
  silence: Record<State, number>;
  /** Milliseconds after which a process without work is ended. */
  idle: number;
}

/** The steps and the pattern time of a check end long before; the silence is for what they do not count. */
const LIMITS: QueueLimits = {
  waiting: 32,
  silence: { starting: 10_000, compiling: 5000, checking: 2000 },
  idle: 60_000,
};
/** Services that the process keeps ready. */
const MAX_CATALOGUES = 8;
const MAX_MEMORY_MB = 96;

/** The process that answers now. */
interface Running {
  child: ChildProcess;
  /** Numbers of the catalogues it has, the one used last at the end. */
  catalogues: Map<Source, number>;
  hasAnswered: boolean;
}

/**
 * Answers requests one after the other in a process of its own, which is started when it is needed. A process and no thread:
 * one that runs out of memory takes nobody with it. Where one ends, the next begins, and those that wait lose nothing.
 */
export class AnswerQueue {
  readonly #limits: QueueLimits;
  readonly #waiting: Task[] = [];
  #running: Running | null = null;
  #isBusy = false;
  #numbers = 0;
  #idleTimer: NodeJS.Timeout | null = null;

  constructor(limits: Partial<QueueLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** @param fromWorld whether the request is only to be checked where it fits its spec */
  answer(source: Source, request: MockRequest, fromWorld = false): Promise<Outcome> {
    if (this.#waiting.length >= this.#limits.waiting) return Promise.resolve({ state: 'busy' });
    return new Promise((done) => {
      this.#waiting.push({ source, request, fromWorld, done, isAlone: false });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#isBusy) return;
    const task = this.#waiting.shift();
    if (task === undefined) return this.#rest();
    this.#isBusy = true;
    if (this.#idleTimer !== null) clearTimeout(this.#idleTimer);
    const outcome = await this.#run(task);
    this.#isBusy = false;
    if (outcome === 'again') this.#waiting.unshift({ ...task, isAlone: true });
    else task.done(outcome);
    await this.#next();
  }

  async #run(task: Task): Promise<Outcome | 'again'> {
    const running = this.#running ?? this.#start();
    const { child, catalogues } = running;
    const number = catalogues.get(task.source) ?? ++this.#numbers;
    const isNew = !catalogues.delete(task.source);
    if (isNew) {
      // One that has ended meanwhile is told of below.
      for await (const piece of task.source.pieces())
        if (child.connected) child.send({ piece } satisfies Piece, () => {});
    }
    catalogues.set(task.source, number);
    const [oldest] = catalogues;
    const forget = catalogues.size > MAX_CATALOGUES && oldest !== undefined ? oldest : null;
    if (forget !== null) catalogues.delete(forget[0]);
    hold(child, true);
    return new Promise((done) => {
      let state: State | null = null;
      let stop = () => {};
      const settle = (outcome: Outcome | 'again') => {
        stop();
        child.off('message', hear).off('exit', end).off('error', end);
        if (outcome === 'again' || !isDone(outcome)) this.#end(running);
        else running.hasAnswered = true;
        hold(child, false);
        done(outcome);
      };
      const wait = () => {
        stop();
        stop = afterWork(child.pid, this.#limits.silence[state ?? 'starting'], () => settle(tooLong(state)));
      };
      const hear = (report: Report) => {
        if (isDone(report)) return settle(report);
        state = report.state;
        wait();
      };
      // What other services left in its memory is not this request's.
      const end = () => {
        if (running.hasAnswered && !task.isAlone) settle('again');
        else settle({ state: state === null ? 'busy' : 'out-of-memory' });
      };
      child.on('message', hear).once('exit', end).once('error', end);
      wait();
      const job: Job = {
        catalogue: number,
        isNew,
        forget: forget?.[1] ?? null,
        request: task.request,
        fromWorld: task.fromWorld,
      };
      if (child.exitCode !== null || child.signalCode !== null || !child.connected) end();
      else child.send(job, (error) => error !== null && end());
    });
  }

  #start(): Running {
    const { NODE_COMPILE_CACHE } = process.env;
    const child = fork(new URL('./process.ts', import.meta.url), [], {
      execArgv: [
        `--max-old-space-size=${MAX_MEMORY_MB}`,
        '--max-semi-space-size=4',
        '--v8-pool-size=1',
        '--disable-warning=ExperimentalWarning',
      ],
      // Nothing else of the platform's settings is for a process that reads what strangers send.
      env: { MALLOC_ARENA_MAX: '1', ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    const running: Running = { child, catalogues: new Map(), hasAnswered: false };
    child.once('exit', () => this.#end(running)).once('error', () => this.#end(running));
    this.#running = running;
    return running;
  }

  #end(running: Running): void {
    if (this.#running === running) this.#running = null;
    running.child.kill('SIGKILL');
  }

  /** A process without work keeps nobody alive, and goes after a while. */
  #rest(): void {
    const running = this.#running;
    if (running === null) return;
    this.#idleTimer = setTimeout(() => this.#end(running), this.#limits.idle).unref();
  }
}

function isDone(report: Report | Outcome): report is Extract<Report, { state: 'answered' | 'checked' }> {
  return report.state === 'answered' || report.state === 'checked';
}

function tooLong(state: State | null): Outcome {
  if (state === null || state === 'starting') return { state: 'busy' };
  return { state: state === 'compiling' ? 'compiling-too-long' : 'checking-too-long' };
}

/** Whether this process stays alive for the other. */
function hold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
