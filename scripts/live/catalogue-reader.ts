import { Worker } from 'node:worker_threads';
import type { Catalogue, Finding } from '@dpi/specs/model';
import { nameOf } from './last-good.ts';
import type { Answers, Languages, Question, Reply, WorkerData } from './protocol.ts';
import { fromReading, type ReadCatalogue } from './read-catalogue.ts';

/** Milliseconds without a question after which the thread is ended, and its memory with it. */
const IDLE = 30_000;

export interface ReaderOptions extends WorkerData {
  /** Whether pages will be asked for again and again: the thread remembers those of specs that become unreadable. */
  isForPages?: boolean;
}

/** The specs cannot be read at all, or not those that were asked for. */
export class ReadError extends Error {
  /** Whether whoever started the command asked for something that is not there. */
  readonly isWrongUse: boolean;

  constructor(message: string, isWrongUse: boolean) {
    super(message);
    this.isWrongUse = isWrongUse;
  }
}

/** Reads the specs again and again, in a thread of its own, and keeps what has not changed. */
export class CatalogueReader {
  readonly #data: WorkerData;
  readonly #isForPages: boolean;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #last: ReadCatalogue | null = null;
  /** Findings of the last assessment; those of services that became unreadable stay with them. */
  #violations: Finding[] = [];

  constructor({ isForPages = false, ...data }: ReaderOptions) {
    this.#data = data;
    this.#isForPages = isForPages;
  }

  /**
   * The specs as they are now. Services that did not change are the very same objects as before, and those that cannot be
   * read any more are as they were.
   * @throws ReadError where there is nothing to read
   */
  async read(): Promise<ReadCatalogue> {
    const before = this.#last;
    const reading = await this.#ask('read', { known: before?.digests ?? {} });
    this.#last = fromReading(reading, before?.catalogue ?? null);
    return this.#last;
  }

  /** What was last read, with scores and the guideline. */
  async assess(): Promise<Catalogue> {
    const { guideline, assessments, findings } = await this.#ask('assess', {});
    const last = this.#last;
    if (last === null) throw new Error('The specs have not been read yet.');
    const services = last.catalogue.services.map((service) => ({
      ...service,
      assessment: assessments[`${service.id}/${service.version}`] ?? service.assessment,
    }));
    const kept = new Set(last.kept.map(nameOf));
    this.#violations = [
      ...findings,
      ...this.#violations.filter(({ service }) => service !== null && kept.has(service)),
    ];
    const catalogue = { ...last.catalogue, guideline, findings: this.#violations, services };
    this.#last = { ...last, catalogue };
    return catalogue;
  }

  /** The specs in every language, as of the last reading. */
  languages(): Promise<Languages> {
    return this.#ask('languages', {});
  }

  /** Data of every page, by path, in every language; languages are as they were last asked for. */
  pages(): Promise<Map<string, string>> {
    return this.#ask('pages', {});
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
    this.#worker = null;
  }

  /** One question at a time, in the order they were asked. */
  #ask<Q extends Question>(question: Q, ask: Answers[Q]['ask']): Promise<Answers[Q]['get']> {
    const answer = this.#turn.then(async () => {
      clearTimeout(this.#idle);
      const worker = await this.#started(question);
      try {
        return await send(worker, question, ask);
      } finally {
        if (!this.#isForPages) this.#idle = setTimeout(() => this.close(), IDLE).unref();
      }
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** A thread that was ended has to read the specs before it can tell anything of them. */
  async #started(question: Question): Promise<Worker> {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL('./catalogue-worker.ts', import.meta.url), { workerData: this.#data });
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    worker.unref();
    this.#worker = worker;
    if (question !== 'read') await send(worker, 'read', { known: this.#last?.digests ?? {} });
    return worker;
  }
}

function send<Q extends Question>(worker: Worker, question: Q, ask: Answers[Q]['ask']): Promise<Answers[Q]['get']> {
  return new Promise((resolve, reject) => {
    worker.ref();
    const settle = () => {
      worker.unref();
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const onMessage = (reply: Reply) => {
      settle();
      if ('failed' in reply) reject(new ReadError(reply.failed.message, reply.failed.isWrongUse));
      else resolve(reply.got as Answers[Q]['get']);
    };
    const onError = (error: Error) => {
      settle();
      reject(new ReadError(`The specs could not be read: ${error.message}`, false));
    };
    const onExit = () => {
      settle();
      reject(new ReadError('Reading the specs was broken off.', false));
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage({ question, ask });
  });
}
