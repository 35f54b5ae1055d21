import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Question, Questions, Reply, ThreadData, Trouble } from './call-thread.ts';

interface Asked {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** The request log, in a thread of its own that answers in the order in which it is asked. */
export class CallLog {
  readonly #data: ThreadData;
  readonly #onTrouble: (trouble: Trouble) => void;
  #thread: Worker | null = null;
  /** The first is answered next. */
  #asked: Asked[] = [];

  /** @param onTrouble told what went wrong although the question was answered */
  constructor(data: ThreadData, onTrouble: (trouble: Trouble) => void) {
    this.#data = data;
    this.#onTrouble = onTrouble;
  }

  ask<Name extends keyof Questions>(
    name: Name,
    ...args: Parameters<Questions[Name]>
  ): Promise<ReturnType<Questions[Name]>> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#asked.push({ resolve, reject });
    this.#thread ??= this.#start();
    this.#thread.ref();
    this.#thread.postMessage([name, ...args] as unknown as Question);
    return promise as Promise<ReturnType<Questions[Name]>>;
  }

  /** Once all that was asked is answered. */
  async close(): Promise<void> {
    const thread = this.#thread;
    if (thread === null) return;
    const ended = once(thread, 'exit');
    thread.ref();
    thread.postMessage(null);
    await ended;
  }

  #start(): Worker {
    const thread = new Worker(new URL('./call-thread.ts', import.meta.url), { workerData: this.#data });
    thread.on('message', (reply: Reply) => this.#settle(reply));
    thread.on('error', (error) => this.#fail(error.message));
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null;
      this.#fail('The thread of the request log has ended');
    });
    return thread;
  }

  #settle(reply: Reply): void {
    const asked = this.#asked.shift();
    if (this.#asked.length === 0) this.#thread?.unref();
    for (const trouble of reply.troubles) this.#onTrouble(trouble);
    if ('error' in reply) asked?.reject(new Error(reply.error));
    else asked?.resolve(reply.result);
  }

  #fail(reason: string): void {
    const asked = this.#asked;
    this.#asked = [];
    for (const { reject } of asked) reject(new Error(reason));
  }
}
