import { renameSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Violation } from '@dpi/specs/problem';
import { readServiceReference } from '@dpi/specs/service-reference';
import type { Call } from './call.ts';
import { type Count, HOUR, type PendingRows, REMEMBERED_CALLS, REMEMBERED_DEAD_KEY_CALLS } from './pending-calls.ts';

/** Hours that are counted one by one. */
const REMEMBERED_HOURS = 72;
/** Teams whose calls are forgotten after one write at most: they hold more than a write adds, and take a few milliseconds. */
const FORGOTTEN_TEAMS = 4;

/** Everything counted since the team's first call, except that hours older than three days are forgotten. */
export interface Usage extends Count {
  /** Oldest first; `hour` is the ISO 8601 time at which it began; hours without calls are left out. */
  hours: (Count & { hour: string })[];
  /** Most called first. */
  services: (Count & { service: string; version: string })[];
  statuses: { status: number; calls: number }[];
}

/** A call as it is read: `at` is an ISO 8601 time. Rows of earlier versions have their texts in one language. */
export interface LoggedCall extends Omit<Call, 'at' | 'isDeadKey' | 'isForced' | 'problem' | 'violations'> {
  at: string;
  problem: Call['problem'] | { type: string; title: string; detail: string };
  violations: (Omit<Violation, 'message'> & { message: Violation['message'] | string })[];
}

export interface CallPage {
  /** Newest first. */
  items: LoggedCall[];
  /** To be sent back for the calls before these; `null` when there are none. */
  nextCursor: string | null;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA cache_size = -8000;
  CREATE TABLE IF NOT EXISTS teams (
    id TEXT PRIMARY KEY, calls INTEGER NOT NULL, failed INTEGER NOT NULL, lastCall INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS teamsByLastCall ON teams (lastCall);
  CREATE TABLE IF NOT EXISTS calls (
    team TEXT NOT NULL, number INTEGER NOT NULL, failed INTEGER NOT NULL, isDeadKey INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (team, number)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS callsByKind ON calls (team, isDeadKey, number);
  CREATE TABLE IF NOT EXISTS counts (
    team TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, calls INTEGER NOT NULL, failed INTEGER NOT NULL,
    PRIMARY KEY (team, kind, name)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS keys (
    team TEXT NOT NULL, id TEXT NOT NULL, lastUsed INTEGER NOT NULL, PRIMARY KEY (team, id)
  ) WITHOUT ROWID;
`;

/**
 * The request log on the disk: SQLite, so that memory holds none of it. After the loss of the process it is whole; what was
 * written in the last moment before a power cut may be missing. Its methods block: they run in a thread of their own.
 */
export class CallStore {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  /** Opens the file; a damaged one is put aside and reported: a log is not worth a stopped start. */
  static open(file: string, onTrouble: (what: string, error: unknown) => void): CallStore {
    try {
      return new CallStore(file);
    } catch (error) {
      onTrouble(`The request log ${file} is damaged; it is kept as ${file}.damaged, and an empty one begins`, error);
      renameSync(file, `${file}.damaged`);
      return new CallStore(file);
    }
  }

  private constructor(file: string) {
    this.#db = new DatabaseSync(file);
    try {
      this.#db.exec(SCHEMA);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** Writes down what teams did, all of it or nothing. */
  write(teams: PendingRows[]): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const team of teams) this.#writeTeam(team);
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  usage(teamId: string): Usage {
    const team = this.#get('SELECT calls, failed FROM teams WHERE id = ?', teamId);
    const counts = this.#all('SELECT kind, name, calls, failed FROM counts WHERE team = ?', teamId).map((row) => ({
      kind: String(row.kind),
      name: String(row.name),
      calls: Number(row.calls),
      failed: Number(row.failed),
    }));
    const ofKind = (kind: string) => counts.filter((count) => count.kind === kind);
    return {
      calls: Number(team?.calls ?? 0),
      failed: Number(team?.failed ?? 0),
      hours: ofKind('hour')
        .sort((a, b) => Number(a.name) - Number(b.name))
        .map(({ name, calls, failed }) => ({ hour: isoTime(Number(name) * HOUR), calls, failed })),
      services: ofKind('service')
        .sort((a, b) => b.calls - a.calls)
        .map(({ name, calls, failed }) => {
          const { id: service = '', version = '' } = readServiceReference(name) ?? {};
          return { service, version, calls, failed };
        }),
      statuses: ofKind('status')
        .sort((a, b) => Number(a.name) - Number(b.name))
        .map(({ name, calls }) => ({ status: Number(name), calls })),
    };
  }

  /** @param cursor of an earlier page; one that was never given out begins at the newest call */
  page(teamId: string, cursor: string | null, limit: number, isFailedOnly: boolean): CallPage {
    const before = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.MAX_SAFE_INTEGER;
    const rows = this.#all(
      'SELECT number, json FROM calls WHERE team = ? AND number < ? AND failed >= ? ORDER BY number DESC LIMIT ?',
      teamId,
      before,
      isFailedOnly ? 1 : 0,
      limit + 1,
    );
    const items = rows.slice(0, limit).map(({ json }): LoggedCall => {
      const { isDeadKey: _, isForced: __, ...call } = JSON.parse(String(json)) as Call;
      // Rows of earlier versions say nothing of a world.
      return {
        ...call,
        rule: call.rule ?? null,
        fault: call.fault ?? null,
        changedObjects: call.changedObjects ?? 0,
        at: isoTime(call.at),
      };
    });
    return { items, nextCursor: rows.length > limit ? String(rows[limit - 1]?.number) : null };
  }

  lastUsed(teamId: string, keyId: string): number | null {
    const key = this.#get('SELECT lastUsed FROM keys WHERE team = ? AND id = ?', teamId, keyId);
    return key === undefined ? null : Number(key.lastUsed);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #writeTeam({ teamId, total, calls, lastCall, hours, services, statuses, lastUsed }: PendingRows): void {
    const team = this.#get(
      `INSERT INTO teams VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
       SET calls = calls + excluded.calls, failed = failed + excluded.failed, lastCall = excluded.lastCall RETURNING calls`,
      teamId,
      total.calls,
      total.failed,
      lastCall,
    );
    let number = Number(team?.calls) - calls.length;
    for (const { isFailed, isDeadKey, json } of calls) {
      this.#run('INSERT INTO calls VALUES (?, ?, ?, ?, ?)', teamId, number, Number(isFailed), Number(isDeadKey), json);
      number += 1;
    }
    this.#forgetCalls(teamId, 0, REMEMBERED_CALLS);
    if (calls.some(({ isDeadKey }) => isDeadKey)) this.#forgetCalls(teamId, 1, REMEMBERED_DEAD_KEY_CALLS);
    for (const [hour, counted] of hours) this.#count(teamId, 'hour', String(hour), counted);
    for (const [service, counted] of services) this.#count(teamId, 'service', service, counted);
    for (const [status, counted] of statuses) this.#count(teamId, 'status', String(status), counted);
    this.#run(
      `DELETE FROM counts WHERE team = ? AND kind = 'hour' AND CAST(name AS INTEGER) <= ?`,
      teamId,
      Math.floor(lastCall / HOUR) - REMEMBERED_HOURS,
    );
    for (const [keyId, at] of lastUsed) this.#run('INSERT OR REPLACE INTO keys VALUES (?, ?, ?)', teamId, keyId, at);
  }

  #count(teamId: string, kind: string, name: string, { calls, failed }: Count): void {
    this.#run(
      `INSERT INTO counts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
       SET calls = calls + excluded.calls, failed = failed + excluded.failed`,
      teamId,
      kind,
      name,
      calls,
      failed,
    );
  }

  #forgetCalls(teamId: string, isDeadKey: 0 | 1, most: number): void {
    this.#run(
      `DELETE FROM calls WHERE team = ?1 AND isDeadKey = ?2 AND number <=
       (SELECT number FROM calls WHERE team = ?1 AND isDeadKey = ?2 ORDER BY number DESC LIMIT 1 OFFSET ?3)`,
      teamId,
      isDeadKey,
      most,
    );
  }

  /** Forgets calls, not counts, of the teams that called longest ago, while all that is kept takes more than `maxBytes`. */
  keepWithin(maxBytes: number): void {
    for (let forgotten = 0; forgotten < FORGOTTEN_TEAMS && this.#bytes() > maxBytes; forgotten += 1) {
      const oldest = this.#get('SELECT id FROM teams WHERE lastCall > 0 ORDER BY lastCall LIMIT 1');
      if (oldest === undefined) return;
      this.#run('DELETE FROM calls WHERE team = ?', String(oldest.id));
      // Of a team without calls there is nothing more to forget.
      this.#run('UPDATE teams SET lastCall = 0 WHERE id = ?', String(oldest.id));
    }
  }

  /** Pages that are free are used again: they do not count. */
  #bytes(): number {
    const figure = (pragma: string) => Number(Object.values(this.#get(`PRAGMA ${pragma}`) ?? {})[0]);
    return (figure('page_count') - figure('freelist_count')) * figure('page_size');
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.#statement(sql).run(...values);
  }

  #get(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).get(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).all(...values);
  }

  #statement(sql: string) {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
