import { DatabaseSync, type StatementSync } from 'node:sqlite';

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -8000;
  CREATE TABLE IF NOT EXISTS worlds (
    id TEXT PRIMARY KEY, began INTEGER NOT NULL, ahead INTEGER NOT NULL, sequence INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS objects (
    world TEXT NOT NULL, resource TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT,
    untouched INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (world, resource, id)
  ) WITHOUT ROWID;
  -- In the order in which they are written: what is forced to the disk with each call is few pages. Most are larger than
  -- what a table without row ids keeps in a page of its tree.
  CREATE TABLE IF NOT EXISTS steps (world TEXT NOT NULL, sequence INTEGER NOT NULL, keys TEXT NOT NULL, json TEXT NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS stepsOfWorlds ON steps (world, sequence);
  CREATE TABLE IF NOT EXISTS snapshots (
    world TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, takenAt INTEGER NOT NULL, worldTime INTEGER NOT NULL,
    began INTEGER NOT NULL, objects INTEGER NOT NULL, PRIMARY KEY (world, id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS snapshotObjects (
    world TEXT NOT NULL, snapshot TEXT NOT NULL, resource TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    json TEXT, untouched INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (world, snapshot, resource, id)
  ) WITHOUT ROWID;
`;

/** Moves the history of an earlier version to where it is kept now. */
const MOVE_HISTORY = `
  INSERT INTO steps
    SELECT world, sequence, (
      SELECT json_group_array(key) FROM historyKeys AS keys
      WHERE keys.world = history.world AND keys.sequence = history.sequence
    ), json FROM history;
  DROP TABLE history;
  DROP TABLE historyKeys;
`;

/** An object as a row; `json` is `null` where it is gone. */
export interface ObjectRow {
  resource: string;
  id: string;
  json: string | null;
  /** 1 where only events have changed it. */
  untouched: 0 | 1;
}

/** A step in the history of a world, as rows. */
export interface EntryRows {
  sequence: number;
  objects: ObjectRow[];
  json: string;
  /** What the entry is found by, as a JSON list. */
  keys: string;
}

/** A world as rows. Its objects are columns: thousands of rows would take longer to hand over than to read. */
export interface WorldRows {
  began: number;
  ahead: number;
  sequence: number;
  objects: { [Column in keyof ObjectRow]: ObjectRow[Column][] };
}

/** A snapshot as a row. */
export interface SnapshotRow {
  id: string;
  name: string;
  takenAt: number;
  worldTime: number;
  objects: number;
}

/** How long a history is kept: so many steps, the oldest forgotten some at a time. */
export interface HistoryLimits {
  kept: number;
  slack: number;
}

type FoundObject = [resource: string, id: string, json: string | null, untouched: 0 | 1];

/** Objects of one step. */
const POSITIONS = 100_000;

/** The tables of worlds in a SQLite file. Its methods block: they run in a thread of their own, inside a transaction. */
export class SqliteFile {
  readonly #database: DatabaseSync;
  readonly #limits: HistoryLimits;
  readonly #statements = new Map<string, StatementSync>();

  /** @param file made where there is none */
  constructor(file: string, limits: HistoryLimits) {
    this.#limits = limits;
    this.#database = new DatabaseSync(file);
    this.#database.exec(SCHEMA);
    const earlier = this.#database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'historyKeys'").get();
    if (earlier !== undefined) this.transaction(() => this.#database.exec(MOVE_HISTORY));
    for (const table of ['objects', 'snapshotObjects']) this.#addUntouched(table);
  }

  #addUntouched(table: string): void {
    const columns = this.#database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
    if (columns.some(({ name }) => name === 'untouched')) return;
    this.#database.exec(`ALTER TABLE ${table} ADD COLUMN untouched INTEGER NOT NULL DEFAULT 0`);
  }

  /** All of what is done or nothing; on the disk when this returns. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself has ended the transaction where the disk is full.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  load(world: string): WorldRows | null {
    const row = this.#prepare('SELECT began, ahead, sequence FROM worlds WHERE id = ?').get(world);
    if (row === undefined) return null;
    // Sorted here: SQLite would carry the JSON along.
    const statement = this.#prepare('SELECT position, resource, id, json, untouched FROM objects WHERE world = ?');
    statement.setReturnArrays(true);
    const found = statement.all(world) as unknown as [number, ...FoundObject][];
    found.sort(([one], [other]) => one - other);
    const objects: WorldRows['objects'] = { resource: [], id: [], json: [], untouched: [] };
    for (const [, resource, id, json, untouched] of found) {
      objects.resource.push(resource);
      objects.id.push(id);
      objects.json.push(json);
      objects.untouched.push(untouched);
    }
    return { ...(row as Omit<WorldRows, 'objects'>), objects };
  }

  begin(world: string, began: number): void {
    this.#prepare('DELETE FROM objects WHERE world = ?').run(world);
    this.#prepare('DELETE FROM steps WHERE world = ?').run(world);
    this.#prepare('INSERT OR REPLACE INTO worlds VALUES (?, ?, 0, 0)').run(world, began);
  }

  append(world: string, entries: EntryRows[], ahead: number): void {
    for (const entry of entries) {
      for (const [index, object] of entry.objects.entries())
        this.#put(world, object, entry.sequence * POSITIONS + index);
      this.#log(world, entry);
    }
    const last = entries.at(-1)?.sequence;
    if (last !== undefined)
      this.#prepare('UPDATE worlds SET ahead = ?, sequence = ? WHERE id = ?').run(ahead, last, world);
  }

  /**
   * Entries as JSON, newest first.
   * @param key what they are found by, as a JSON string; empty for all
   */
  history(world: string, before: number, limit: number, key: string): string[] {
    const rows = this.#prepare(
      `SELECT json FROM steps WHERE world = ? AND sequence < ? AND instr(keys, ?) > 0
       ORDER BY sequence DESC LIMIT ?`,
    ).all(world, before, key, limit);
    return rows.map(({ json }) => String(json));
  }

  takeSnapshot(world: string, { id, name, takenAt, worldTime }: Omit<SnapshotRow, 'objects'>): void {
    const { changes } = this.#prepare(
      `INSERT INTO snapshotObjects
       SELECT world, ?, resource, id, position, json, untouched FROM objects WHERE world = ?`,
    ).run(id, world);
    this.#prepare('INSERT INTO snapshots SELECT id, ?, ?, ?, ?, began, ? FROM worlds WHERE id = ?').run(
      id,
      name,
      takenAt,
      worldTime,
      changes,
      world,
    );
  }

  snapshots(world: string): SnapshotRow[] {
    return this.#prepare(
      'SELECT id, name, takenAt, worldTime, objects FROM snapshots WHERE world = ? ORDER BY takenAt, id',
    ).all(world) as unknown as SnapshotRow[];
  }

  deleteSnapshot(world: string, id: string): void {
    this.#prepare('DELETE FROM snapshots WHERE world = ? AND id = ?').run(world, id);
    this.#prepare('DELETE FROM snapshotObjects WHERE world = ? AND snapshot = ?').run(world, id);
  }

  restore(world: string, id: string, entry: EntryRows, ahead: number, from: string): void {
    const snapshot = this.#prepare('SELECT began FROM snapshots WHERE world = ? AND id = ?').get(from, id);
    if (snapshot === undefined) throw new Error(`There is no snapshot ${id}`);
    this.#prepare('DELETE FROM objects WHERE world = ?').run(world);
    this.#prepare(
      `INSERT INTO objects SELECT ?, resource, id, position, json, untouched FROM snapshotObjects
       WHERE world = ? AND snapshot = ?`,
    ).run(world, from, id);
    this.#prepare('UPDATE worlds SET began = ?, ahead = ?, sequence = ? WHERE id = ?').run(
      Number(snapshot.began),
      ahead,
      entry.sequence,
      world,
    );
    this.#log(world, entry);
  }

  close(): void {
    this.#database.close();
  }

  #log(world: string, { sequence, json, keys }: EntryRows): void {
    this.#prepare('INSERT INTO steps VALUES (?, ?, ?, ?)').run(world, sequence, keys, json);
    const forgotten = sequence - this.#limits.kept;
    if (forgotten <= 0 || sequence % this.#limits.slack !== 0) return;
    this.#prepare('DELETE FROM steps WHERE world = ? AND sequence <= ?').run(world, forgotten);
  }

  /** An object keeps the position at which it came to be. */
  #put(world: string, { resource, id, json, untouched }: ObjectRow, position: number): void {
    this.#prepare(
      `INSERT INTO objects VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (world, resource, id) DO UPDATE SET json = excluded.json, untouched = excluded.untouched`,
    ).run(world, resource, id, position, json, untouched);
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
