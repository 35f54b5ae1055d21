import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { JsonObject } from '@dpi/specs/json-value';
import { parseJson, stringifyJson } from '@dpi/specs/numbers';
import type { EntryRows, ObjectRow, WorldRows } from './sqlite-file.ts';
import type { Batch, BatchResult, Command, ThreadData } from './sqlite-thread.ts';
import {
  HISTORY_KEPT,
  HISTORY_SLACK,
  type HistoryOf,
  historyKey,
  keysOf,
  type LogEntry,
  type ObjectChange,
  type Snapshot,
  type StoredWorld,
  StoreError,
  type WorldStore,
} from './store.ts';

/** A command that waits to be done, and whom to tell. */
interface Pending {
  command: Command;
  resolve: (result: unknown) => void;
  reject: (error: StoreError) => void;
}

/**
 * Worlds on the disk. A thread of its own reads and writes, in the order in which it is asked. What is asked while it is busy
 * is done together, in one transaction that is forced to the disk before any of it is acknowledged.
 */
export class SqliteStore implements WorldStore {
  readonly #file: string;
  #thread: Worker | null = null;
  #waiting: Pending[] = [];
  /** What the thread does now. */
  #batch: Pending[] = [];
  /** When all that was asked so far is done, well or not. */
  #idle: Promise<unknown> = Promise.resolve();

  /** @param file made when it is first needed */
  constructor(file: string) {
    this.#file = file;
  }

  async load(world: string): Promise<StoredWorld | null> {
    const rows = await this.#ask<WorldRows | null>(['load', world]);
    return rows === null ? null : { ...rows, objects: objectsOf(rows.objects) };
  }

  begin(world: string, began: number): Promise<void> {
    return this.#ask(['begin', world, began]);
  }

  append(world: string, entries: LogEntry[], ahead: number): Promise<void> {
    return this.#ask(['append', world, entries.map(rowsOf), ahead]);
  }

  async history(world: string, before: number | null, limit: number, of: HistoryOf = null): Promise<LogEntry[]> {
    const end = before ?? Number.MAX_SAFE_INTEGER;
    // A text in a JSON list stands there as it does alone, and nowhere else.
    const key = of === null ? '' : JSON.stringify(historyKey(of));
    const found = await this.#ask<string[]>(['history', world, end, limit, key]);
    return found.map((json) => parseJson(json) as LogEntry);
  }

  takeSnapshot(world: string, snapshot: Omit<Snapshot, 'objects'>): Promise<void> {
    return this.#ask(['takeSnapshot', world, snapshot]);
  }

  snapshots(world: string): Promise<Snapshot[]> {
    return this.#ask(['snapshots', world]);
  }

  deleteSnapshot(world: string, id: string): Promise<void> {
    return this.#ask(['deleteSnapshot', world, id]);
  }

  restore(world: string, id: string, entry: LogEntry, ahead: number, from: string): Promise<void> {
    return this.#ask(['restore', world, id, rowsOf(entry), ahead, from]);
  }

  async close(): Promise<void> {
    await this.#idle;
    const thread = this.#thread;
    if (thread === null) return;
    const ended = once(thread, 'exit');
    thread.ref();
    thread.postMessage(null satisfies Batch);
    await ended;
  }

  #ask<T>(command: Command): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.push({ command, resolve, reject });
    // Calls that are answered in one turn of the loop are written together.
    if (this.#waiting.length === 1 && this.#batch.length === 0) setImmediate(() => this.#send());
    this.#idle = promise.catch(() => {});
    return promise as Promise<T>;
  }

  #send(): void {
    if (this.#batch.length > 0 || this.#waiting.length === 0) return;
    this.#thread ??= this.#start();
    this.#batch = this.#waiting;
    this.#waiting = [];
    this.#thread.ref();
    this.#thread.postMessage(this.#batch.map(({ command }) => command) satisfies Batch);
  }

  #start(): Worker {
    const workerData: ThreadData = { file: this.#file, limits: { kept: HISTORY_KEPT, slack: HISTORY_SLACK } };
    const thread = new Worker(new URL('./sqlite-thread.ts', import.meta.url), { workerData });
    thread.on('message', (result: BatchResult) => this.#settle(result));
    thread.on('error', (error) => this.#settle({ error: error.message }));
    thread.on('exit', () => {
      this.#thread = null;
      this.#settle({ error: 'The thread of the store has ended' });
    });
    return thread;
  }

  /** Where one command of a batch cannot be done, none is: their order counts. */
  #settle(result: BatchResult): void {
    const batch = this.#batch;
    this.#batch = [];
    this.#thread?.unref();
    for (const [index, { resolve, reject }] of batch.entries()) {
      if ('error' in result) reject(new StoreError(result.error));
      else resolve(result.results[index]);
    }
    this.#send();
  }
}

const UNTOUCHED = { isUntouched: true } as const;

function objectsOf({ resource, id, json, untouched }: WorldRows['objects']): ObjectChange[] {
  return json.map((text, index) => ({
    resource: resource[index] ?? '',
    id: id[index] ?? '',
    data: text === null ? null : (parseJson(text) as JsonObject),
    ...(untouched[index] === 1 ? UNTOUCHED : {}),
  }));
}

function rowsOf(entry: LogEntry): EntryRows {
  const objects = entry.changes.map(({ resource, id, data, isUntouched }): ObjectRow => {
    return { resource, id, json: data === null ? null : stringifyJson(data), untouched: isUntouched ? 1 : 0 };
  });
  return { sequence: entry.sequence, objects, json: stringifyJson(entry), keys: JSON.stringify(keysOf(entry)) };
}
