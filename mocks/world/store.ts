import type { JsonObject } from '@dpi/specs/json-value';
import type { EmittedMessage } from './effects.ts';

/** Why something in a world changed. */
export type Cause =
  | { kind: 'call'; service: string; version: string; operation: string; requestId: string }
  | { kind: 'event'; service: string; version: string; event: string; resource: string; id: string }
  | { kind: 'clock'; advancedBy: number }
  /** Somebody of the team changed an object by hand, or added a person. */
  | { kind: 'edit'; person?: { id: string; name: Record<string, string> } }
  | { kind: 'restore'; snapshot: string; name: string };

/** What an object became; `null`: it is gone. */
export interface ObjectChange {
  resource: string;
  id: string;
  data: JsonObject | null;
  /** Set where only events have changed it, and no call of the team has had to do with it. */
  isUntouched?: true;
}

/** How an object changed in one step. */
export interface LoggedChange extends ObjectChange {
  /** Members that are otherwise now, as they were; `null`: the object was not there. */
  before: JsonObject | null;
}

/** One step in the history of a world. */
export interface LogEntry {
  /** From 1, without gaps; {@link HISTORY_KEPT} of them are kept. */
  sequence: number;
  /** Of the world's clock, RFC 3339. */
  at: string;
  cause: Cause;
  changes: LoggedChange[];
  emitted: EmittedMessage[];
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

/** A world as it was at one time. */
export interface Snapshot {
  id: string;
  name: string;
  /** When it was taken, in milliseconds since 1970, by the clock of the machine. */
  takenAt: number;
  /** The same by the clock of the world. */
  worldTime: number;
  /** Objects in it that are not as the seed has them. */
  objects: number;
}

/** Which entries of a history are wanted: of one object, of one call, or all. */
export type HistoryOf = { resource: string; id: string } | { requestId: string } | null;

/** Steps of a world's history that are kept; older ones are forgotten. */
export const HISTORY_KEPT = 5000;
/** The oldest are forgotten so many at a time. */
export const HISTORY_SLACK = 500;

/** What an entry is found by. */
export function keysOf({ cause, changes }: LogEntry): string[] {
  const keys = changes.map(({ resource, id }) => historyKey({ resource, id }));
  if (cause.kind === 'call') keys.push(historyKey({ requestId: cause.requestId }));
  return keys;
}

export function historyKey(of: NonNullable<HistoryOf>): string {
  return 'requestId' in of ? `call ${of.requestId}` : `object ${of.resource} ${of.id}`;
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
  history(world: string, before: number | null, limit: number, of?: HistoryOf): Promise<LogEntry[]>;
  /** Keeps the world as it is now. */
  takeSnapshot(world: string, snapshot: Omit<Snapshot, 'objects'>): Promise<void>;
  /** In the order in which they were taken. */
  snapshots(world: string): Promise<Snapshot[]>;
  deleteSnapshot(world: string, id: string): Promise<void>;
  /**
   * Makes the world what it, or another, was when a snapshot was taken; its history goes on.
   * @param entry what the history says of it
   * @param from the world of which the snapshot is
   */
  restore(world: string, id: string, entry: LogEntry, ahead: number, from: string): Promise<void>;
  /** Resolves when all that was asked before is done. */
  close(): Promise<void>;
}

/** A change could not be kept. */
export class StoreError extends Error {}

/** Keeps worlds in memory: for tests, and for callers who have no team. */
export class MemoryStore implements WorldStore {
  readonly #worlds = new Map<string, { stored: StoredWorld; log: LogEntry[] }>();
  readonly #snapshots = new Map<string, (Snapshot & { stored: StoredWorld })[]>();
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
    if (this.#worlds.size > this.#most && oldest !== undefined) {
      this.#worlds.delete(oldest);
      this.#snapshots.delete(oldest);
    }
  }

  async append(world: string, entries: LogEntry[], ahead: number): Promise<void> {
    const kept = this.#worlds.get(world);
    if (kept === undefined) throw new StoreError(`There is no world ${world}`);
    const objects = new Map(kept.stored.objects.map((change) => [`${change.resource} ${change.id}`, change]));
    for (const { changes, sequence } of entries) {
      for (const { before: _, ...change } of changes) objects.set(`${change.resource} ${change.id}`, change);
      kept.stored.sequence = sequence;
    }
    kept.stored.objects = [...objects.values()];
    kept.stored.ahead = ahead;
    kept.log.push(...entries);
    if (kept.log.length >= HISTORY_KEPT + HISTORY_SLACK) kept.log = kept.log.slice(-HISTORY_KEPT);
  }

  async history(world: string, before: number | null, limit: number, of: HistoryOf = null): Promise<LogEntry[]> {
    const log = this.#worlds.get(world)?.log ?? [];
    return log
      .filter((entry) => before === null || entry.sequence < before)
      .filter((entry) => of === null || keysOf(entry).includes(historyKey(of)))
      .reverse()
      .slice(0, limit);
  }

  async takeSnapshot(world: string, snapshot: Omit<Snapshot, 'objects'>): Promise<void> {
    const kept = this.#worlds.get(world);
    if (kept === undefined) throw new StoreError(`There is no world ${world}`);
    const stored = structuredClone(kept.stored);
    const taken = { ...snapshot, objects: stored.objects.length, stored };
    this.#snapshots.set(world, [...(this.#snapshots.get(world) ?? []), taken]);
  }

  async snapshots(world: string): Promise<Snapshot[]> {
    return (this.#snapshots.get(world) ?? []).map(({ stored: _, ...snapshot }) => snapshot);
  }

  async deleteSnapshot(world: string, id: string): Promise<void> {
    this.#snapshots.set(
      world,
      (this.#snapshots.get(world) ?? []).filter((snapshot) => snapshot.id !== id),
    );
  }

  async restore(world: string, id: string, entry: LogEntry, ahead: number, from: string): Promise<void> {
    const kept = this.#worlds.get(world);
    const snapshot = this.#snapshots.get(from)?.find((candidate) => candidate.id === id);
    if (kept === undefined || snapshot === undefined) throw new StoreError(`There is no snapshot ${id}`);
    kept.stored = { ...structuredClone(snapshot.stored), ahead, sequence: entry.sequence };
    kept.log.push(entry);
  }

  async close(): Promise<void> {
    this.#worlds.clear();
    this.#snapshots.clear();
  }
}
