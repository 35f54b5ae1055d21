import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { JsonObject } from '@dpi/specs/json-value';
import { parseJson, stringifyJson } from '@dpi/specs/numbers';
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

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -8000;
  CREATE TABLE IF NOT EXISTS worlds (
    id TEXT PRIMARY KEY, began INTEGER NOT NULL, ahead INTEGER NOT NULL, sequence INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects (
    world TEXT NOT NULL, resource TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT,
    PRIMARY KEY (world, resource, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS history (
    world TEXT NOT NULL, sequence INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (world, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS historyKeys (
    world TEXT NOT NULL, key TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (world, key, sequence)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshots (
    world TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, takenAt INTEGER NOT NULL, worldTime INTEGER NOT NULL,
    began INTEGER NOT NULL, objects INTEGER NOT NULL, PRIMARY KEY (world, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshotObjects (
    world TEXT NOT NULL, snapshot TEXT NOT NULL, resource TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    json TEXT, PRIMARY KEY (world, snapshot, resource, id)
  ) WITHOUT ROWID;
`;

/** A change that waits to be written, and whom to tell. */
interface Pending {
  write: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Worlds on the disk. Changes that come while the disk is busy are written together, in one transaction that is forced to the
 * disk before any of them is acknowledged.
 */
export class SqliteStore implements WorldStore {
  readonly #file: string;
  #database: DatabaseSync | null = null;
  readonly #statements = new Map<string, StatementSync>();
  #pending: Pending[] = [];

  /** @param file made when it is first needed */
  constructor(file: string) {
    this.#file = file;
  }

  async load(world: string): Promise<StoredWorld | null> {
    this.#flush();
    const row = this.#prepare('SELECT began, ahead, sequence FROM worlds WHERE id = ?').get(world);
    if (row === undefined) return null;
    const rows = this.#prepare('SELECT resource, id, json FROM objects WHERE world = ? ORDER BY position').all(world);
    const objects = rows.map(({ resource, id, json }): ObjectChange => {
      const data = typeof json === 'string' ? (parseJson(json) as JsonObject) : null;
      return { resource: String(resource), id: String(id), data };
    });
    return { began: Number(row.began), ahead: Number(row.ahead), sequence: Number(row.sequence), objects };
  }

  begin(world: string, began: number): Promise<void> {
    return this.#write(() => {
      this.#prepare('DELETE FROM objects WHERE world = ?').run(world);
      this.#prepare('DELETE FROM history WHERE world = ?').run(world);
      this.#prepare('DELETE FROM historyKeys WHERE world = ?').run(world);
      this.#prepare('INSERT OR REPLACE INTO worlds VALUES (?, ?, 0, 0)').run(world, began);
    });
  }

  append(world: string, entries: LogEntry[], ahead: number): Promise<void> {
    return this.#write(() => {
      for (const entry of entries) {
        for (const [index, change] of entry.changes.entries())
          this.#put(world, change, entry.sequence * POSITIONS + index);
        this.#log(world, entry);
      }
      const last = entries.at(-1)?.sequence;
      if (last !== undefined)
        this.#prepare('UPDATE worlds SET ahead = ?, sequence = ? WHERE id = ?').run(ahead, last, world);
    });
  }

  async history(world: string, before: number | null, limit: number, of: HistoryOf = null): Promise<LogEntry[]> {
    this.#flush();
    const end = before ?? Number.MAX_SAFE_INTEGER;
    const rows =
      of === null
        ? this.#prepare('SELECT json FROM history WHERE world = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?').all(
            world,
            end,
            limit,
          )
        : this.#prepare(
            `SELECT json FROM historyKeys JOIN history USING (world, sequence)
             WHERE world = ? AND key = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?`,
          ).all(world, historyKey(of), end, limit);
    return rows.map(({ json }) => parseJson(String(json)) as LogEntry);
  }

  takeSnapshot(world: string, { id, name, takenAt, worldTime }: Omit<Snapshot, 'objects'>): Promise<void> {
    return this.#write(() => {
      const { changes } = this.#prepare(
        `INSERT INTO snapshotObjects
         SELECT world, ?, resource, id, position, json FROM objects WHERE world = ?`,
      ).run(id, world);
      this.#prepare('INSERT INTO snapshots SELECT id, ?, ?, ?, ?, began, ? FROM worlds WHERE id = ?').run(
        id,
        name,
        takenAt,
        worldTime,
        changes,
        world,
      );
    });
  }

  async snapshots(world: string): Promise<Snapshot[]> {
    this.#flush();
    const rows = this.#prepare(
      'SELECT id, name, takenAt, worldTime, objects FROM snapshots WHERE world = ? ORDER BY takenAt, id',
    ).all(world);
    return rows.map((row) => ({
      id: String(row.id),
      name: String(row.name),
      takenAt: Number(row.takenAt),
      worldTime: Number(row.worldTime),
      objects: Number(row.objects),
    }));
  }

  deleteSnapshot(world: string, id: string): Promise<void> {
    return this.#write(() => {
      this.#prepare('DELETE FROM snapshots WHERE world = ? AND id = ?').run(world, id);
      this.#prepare('DELETE FROM snapshotObjects WHERE world = ? AND snapshot = ?').run(world, id);
    });
  }

  restore(world: string, id: string, entry: LogEntry, ahead: number): Promise<void> {
    return this.#write(() => {
      const snapshot = this.#prepare('SELECT began FROM snapshots WHERE world = ? AND id = ?').get(world, id);
      if (snapshot === undefined) throw new Error(`There is no snapshot ${id}`);
      this.#prepare('DELETE FROM objects WHERE world = ?').run(world);
      this.#prepare(
        `INSERT INTO objects SELECT world, resource, id, position, json FROM snapshotObjects
         WHERE world = ? AND snapshot = ?`,
      ).run(world, id);
      this.#prepare('UPDATE worlds SET began = ?, ahead = ?, sequence = ? WHERE id = ?').run(
        Number(snapshot.began),
        ahead,
        entry.sequence,
        world,
      );
      this.#log(world, entry);
    });
  }

  close(): void {
    this.#flush();
    this.#database?.close();
    this.#database = null;
    this.#statements.clear();
  }

  get #db(): DatabaseSync {
    if (this.#database !== null) return this.#database;
    const database = new DatabaseSync(this.#file);
    database.exec(SCHEMA);
    this.#database = database;
    return database;
  }

  #log(world: string, entry: LogEntry): void {
    const { sequence } = entry;
    this.#prepare('INSERT INTO history VALUES (?, ?, ?)').run(world, sequence, stringifyJson(entry));
    for (const key of keysOf(entry))
      this.#prepare('INSERT OR IGNORE INTO historyKeys VALUES (?, ?, ?)').run(world, key, sequence);
    const forgotten = sequence - HISTORY_KEPT;
    if (forgotten <= 0 || sequence % HISTORY_SLACK !== 0) return;
    this.#prepare('DELETE FROM history WHERE world = ? AND sequence <= ?').run(world, forgotten);
    this.#prepare('DELETE FROM historyKeys WHERE world = ? AND sequence <= ?').run(world, forgotten);
  }

  /** An object keeps the position at which it came to be. */
  #put(world: string, { resource, id, data }: ObjectChange, position: number): void {
    this.#prepare(
      `INSERT INTO objects VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (world, resource, id) DO UPDATE SET json = excluded.json`,
    ).run(world, resource, id, position, data === null ? null : stringifyJson(data));
  }

  #write(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#pending.push({ write, resolve, reject }) === 1) setImmediate(() => this.#flush());
    });
  }

  /** Writes what is pending. Where one change cannot be written, none is: their order counts. */
  #flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    if (pending.length === 0) return;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        for (const { write } of pending) write();
        this.#db.exec('COMMIT');
      } catch (error) {
        this.#db.exec('ROLLBACK');
        throw error;
      }
    } catch (error) {
      const failure = new StoreError(error instanceof Error ? error.message : String(error), { cause: error });
      for (const { reject } of pending) reject(failure);
      return;
    }
    for (const { resolve } of pending) resolve();
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** More than one entry changes objects. */
const POSITIONS = 100_000;
