import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Catalogue, Finding, OpenApiDocument, Service } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { serviceReference } from '@dpi/specs/service-reference';
import type { Answers, Languages, Question, Reply, Scope } from './protocol.ts';
import { fromReading, type ReadCatalogue } from './read-catalogue.ts';

const READS = join(import.meta.dirname, 'catalogue-process.ts');
/** Milliseconds without a question after which the process is ended, and its memory with it. */
const IDLE = 10_000;

export interface ReaderOptions extends Scope {
  /** Whether pages will be asked for again and again: the process remembers those of specs that become unreadable. */
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

/** Reads the specs again and again, in a process of its own, and keeps what has not changed. */
export class CatalogueReader {
  readonly #scope: Scope;
  readonly #isForPages: boolean;
  #process: ChildProcess | null = null;
  /** Whether the process was asked to read the specs. */
  #hasRead = false;
  #idle: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #last: ReadCatalogue | null = null;
  /** Findings of the last assessment; those of services that became unreadable stay with them. */
  #violations: Finding[] = [];

  constructor({ isForPages = false, ...scope }: ReaderOptions) {
    this.#scope = scope;
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
      assessment: assessments[serviceReference(service)] ?? service.assessment,
    }));
    const kept = new Set(last.kept.map(serviceReference));
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
  pages(withNewScores: boolean): Promise<Map<string, string>> {
    return this.#ask('pages', { withNewScores });
  }

  /** The document of a service in another language; `null` where it cannot be read. */
  async translation({ id, version }: Service, locale: string): Promise<OpenApiDocument | null> {
    const text = await this.#ask('translation', { service: { id, version }, locale });
    return text === null ? null : (parseJson(text) as unknown as OpenApiDocument);
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#process?.disconnect();
    this.#process = null;
  }

  /** One question at a time, in the order they were asked. */
  #ask<Q extends Question>(question: Q, ask: Answers[Q]['ask']): Promise<Answers[Q]['get']> {
    const answer = this.#turn.then(async () => {
      clearTimeout(this.#idle);
      const child = await this.#started(question);
      try {
        return await send(child, question, ask);
      } finally {
        if (!this.#isForPages) this.#idle = setTimeout(() => this.close(), IDLE).unref();
      }
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** A new process has to read the specs before it can tell anything of them. */
  async #started(question: Question): Promise<ChildProcess> {
    const child = this.#process ?? this.#fork();
    if (question === 'read') this.#hasRead = true;
    if (!this.#hasRead && question !== 'translation') {
      this.#hasRead = true;
      await send(child, 'read', { known: this.#last?.digests ?? {} });
    }
    return child;
  }

  #fork(): ChildProcess {
    // What it prints helps nobody: what it has to say, it answers.
    const child = fork(READS, [JSON.stringify(this.#scope)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Whoever waits for an answer is told; without anyone it is no trouble.
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#process === child) this.#process = null;
    });
    child.unref();
    this.#process = child;
    this.#hasRead = false;
    return child;
  }
}

function send<Q extends Question>(
  child: ChildProcess,
  question: Q,
  ask: Answers[Q]['ask'],
): Promise<Answers[Q]['get']> {
  return new Promise((resolve, reject) => {
    child.channel?.ref();
    const settle = () => {
      child.channel?.unref();
      child.off('message', onMessage).off('error', onGone).off('exit', onGone);
    };
    const onMessage = (message: unknown) => {
      settle();
      const reply = message as Reply;
      if ('failed' in reply) reject(new ReadError(reply.failed.message, reply.failed.isWrongUse));
      else resolve(reply.got as Answers[Q]['get']);
    };
    const onGone = () => {
      settle();
      reject(new ReadError('The process that reads the specs has ended: is there enough memory?', false));
    };
    child.on('message', onMessage).on('error', onGone).on('exit', onGone);
    child.send({ question, ask });
  });
}
