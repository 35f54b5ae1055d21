import type { JsonObject } from '@dpi/specs/json-value';
import type { Emitted } from './effects.ts';

/** Why something in a world changed. */
export type Cause =
  | { kind: 'call'; service: string; version: string; operation: string; requestId: string }
  | { kind: 'event'; service: string; version: string; event: string; resource: string; id: string }
  | { kind: 'clock'; advancedBy: number };

/** What an object became; `null`: it is gone. */
export interface ObjectChange {
  resource: string;
  id: string;
  data: JsonObject | null;
}

/** One step in the history of a world. */
export interface LogEntry {
  /** From 1, without gaps. */
  sequence: number;
  /** Of the world's clock, RFC 3339. */
  at: string;
  cause: Cause;
  changes: ObjectChange[];
  emitted: Emitted[];
}

/** A world as it is kept. */
export interface StoredWorld {
  /** When it began, in milliseconds since 1970, by the clock of the machine. */
  began: number;
  /** How far its clock is ahead of that of the machine, in milliseconds. */
  ahead: number;
  sequence: number;
  /** Objects that are not as the seed has them. */
  objects: ObjectChange[];
}

/** Where worlds are kept. */
export interface WorldStore {
  load(world: string): Promise<StoredWorld | null>;
  /** Begins a world anew: whatever was kept of it is gone. */
  begin(world: string, began: number): Promise<void>;
  /** Resolves when the entries are on disk, all or none of them. */
  append(world: string, entries: LogEntry[], ahead: number): Promise<void>;
  /**
   * Entries of the history, newest first.
   * @param before only entries with a smaller sequence; `null`: from the newest
   */
  history(world: string, before: number | null, limit: number): Promise<LogEntry[]>;
  close(): void;
}

/** A change could not be kept. */
export class StoreError extends Error {}

/** Keeps worlds in memory: for tests, and for callers who have no team. */
export class MemoryStore implements WorldStore {
  readonly #worlds = new Map<string, { stored: StoredWorld; log: LogEntry[] }>();
  readonly #most: number;

  /** @param most worlds that are kept; the one that was begun first goes first */
  constructor(most = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  async load(world: string): Promise<StoredWorld | null> {
    const kept = this.#worlds.get(world);
    return kept === undefined ? null : structuredClone(kept.stored);
  }

  async begin(world: string, began: number): Promise<void> {
    this.#worlds.delete(world);
    this.#worlds.set(world, { stored: { began, ahead: 0, sequence: 0, objects: [] }, log: [] });
    const [oldest] = this.#worlds.keys();
    if (this.#worlds.size > this.#most && oldest !== undefined) this.#worlds.delete(oldest);
  }

  async append(world: string, entries: LogEntry[], ahead: number): Promise<void> {
    const kept = this.#worlds.get(world);
    if (kept === undefined) throw new StoreError(`There is no world ${world}`);
    const objects = new Map(kept.stored.objects.map((change) => [`${change.resource} ${change.id}`, change]));
    for (const { changes, sequence } of entries) {
      for (const change of changes) objects.set(`${change.resource} ${change.id}`, change);
      kept.stored.sequence = sequence;
    }
    kept.stored.objects = [...objects.values()];
    kept.stored.ahead = ahead;
    kept.log.push(...entries);
  }

  async history(world: string, before: number | null, limit: number): Promise<LogEntry[]> {
    const log = this.#worlds.get(world)?.log ?? [];
    return log
      .filter(({ sequence }) => before === null || sequence < before)
      .reverse()
      .slice(0, limit);
  }

  close(): void {
    this.#worlds.clear();
  }
}
