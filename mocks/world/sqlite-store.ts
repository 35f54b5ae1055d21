import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { JsonObject } from '@dpi/specs/json-value';
import { parseJson, stringifyJson } from '@dpi/specs/numbers';
import { type LogEntry, type ObjectChange, type StoredWorld, StoreError, type WorldStore } from './store.ts';

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
      this.#prepare('INSERT OR REPLACE INTO worlds VALUES (?, ?, 0, 0)').run(world, began);
    });
  }

  append(world: string, entries: LogEntry[], ahead: number): Promise<void> {
    return this.#write(() => {
      for (const entry of entries) {
        for (const [index, change] of entry.changes.entries())
          this.#put(world, change, entry.sequence * POSITIONS + index);
        this.#prepare('INSERT INTO history VALUES (?, ?, ?)').run(world, entry.sequence, stringifyJson(entry));
      }
      const last = entries.at(-1)?.sequence;
      if (last !== undefined)
        this.#prepare('UPDATE worlds SET ahead = ?, sequence = ? WHERE id = ?').run(ahead, last, world);
    });
  }

  async history(world: string, before: number | null, limit: number): Promise<LogEntry[]> {
    this.#flush();
    const rows = this.#prepare(
      'SELECT json FROM history WHERE world = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?',
    ).all(world, before ?? Number.MAX_SAFE_INTEGER, limit);
    return rows.map(({ json }) => parseJson(String(json)) as LogEntry);
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
