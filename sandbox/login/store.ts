import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** What the provider keeps: a client, a code, a token, a session. */
export interface Entry {
  /** What it is, such as `AuthorizationCode`. */
  model: string;
  id: string;
  /** Whose entries are counted together: the client, or empty. */
  client: string;
  /** Of a client: the team or guest that registered it; else empty. */
  owner: string;
  /** Of what is revoked together; empty where nothing is. */
  grant: string;
  /** A second name of a session; empty for others. */
  uid: string;
  /** In seconds since 1970; `null` for never. */
  expires: number | null;
  payload: object;
}

/** A change could not be kept. */
class LoginStoreError extends Error {}

/** Entries of one model and client that are kept; the oldest go first. */
const MAX_OF_CLIENT = 500;
/** Entries of one model that belong to no client, such as sessions of browsers. */
const MAX_OF_NOBODY = 5000;
/** Clients of callers without a team. */
const MAX_GUEST_CLIENTS = 1000;
/** Seconds between two removals of what has expired. */
const SWEEP = 60;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -4000;
  CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY, model TEXT NOT NULL, id TEXT NOT NULL, client TEXT NOT NULL, owner TEXT NOT NULL,
    "grant" TEXT NOT NULL, uid TEXT NOT NULL, expires INTEGER, json TEXT NOT NULL, UNIQUE (model, id)
  );
  CREATE INDEX IF NOT EXISTS by_client ON entries (model, client, number);
  CREATE INDEX IF NOT EXISTS by_owner ON entries (owner) WHERE owner <> '';
  CREATE INDEX IF NOT EXISTS by_grant ON entries ("grant") WHERE "grant" <> '';
  CREATE INDEX IF NOT EXISTS by_uid ON entries (uid) WHERE uid <> '';
  CREATE INDEX IF NOT EXISTS by_expiry ON entries (expires) WHERE expires IS NOT NULL;
`;

interface Pending {
  write: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * What logins leave behind, on the disk. Changes that come together are written in one transaction, which is forced to the disk
 * before any of them is acknowledged.
 */
export class LoginStore {
  readonly #file: string;
  #database: DatabaseSync | null = null;
  readonly #statements = new Map<string, StatementSync>();
  #pending: Pending[] = [];
  #sweptAt = 0;

  /** @param file made when it is first needed, for this user alone */
  constructor(file: string) {
    this.#file = file;
  }

  /** Keeps an entry, in the place of one with the same model and ID. */
  put({ model, id, client, owner, grant, uid, expires, payload }: Entry): Promise<void> {
    return this.#write(() => {
      this.#prepare(
        `INSERT INTO entries (model, id, client, owner, "grant", uid, expires, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (model, id) DO UPDATE SET client = excluded.client, owner = excluded.owner,
           "grant" = excluded."grant", uid = excluded.uid, expires = excluded.expires, json = excluded.json`,
      ).run(model, id, client, owner, grant, uid, expires, JSON.stringify(payload));
      if (owner !== '') {
        if (expires !== null) this.#dropGuests();
        return;
      }
      this.#prepare(
        `DELETE FROM entries WHERE model = ?1 AND client = ?2 AND number <=
           (SELECT number FROM entries WHERE model = ?1 AND client = ?2 AND owner = ''
            ORDER BY number DESC LIMIT 1 OFFSET ?3)`,
      ).run(model, client, client === '' ? MAX_OF_NOBODY : MAX_OF_CLIENT);
    });
  }

  /** An entry that has not expired; `null` where there is none. */
  find(model: string, id: string): { payload: object; owner: string } | null {
    return this.#one('model = ? AND id = ?', [model, id]);
  }

  findByUid(model: string, uid: string): { payload: object; owner: string } | null {
    return this.#one('uid = ? AND model = ?', [uid, model]);
  }

  /** Notes in an entry that it was used. */
  consume(model: string, id: string): Promise<void> {
    return this.#write(() => {
      this.#prepare("UPDATE entries SET json = json_set(json, '$.consumed', ?) WHERE model = ? AND id = ?").run(
        this.#seconds(),
        model,
        id,
      );
    });
  }

  remove(model: string, id: string): Promise<void> {
    return this.#write(() => {
      this.#prepare('DELETE FROM entries WHERE model = ? AND id = ?').run(model, id);
    });
  }

  /** Removes the entries of one model that are revoked together. */
  removeGrant(model: string, grant: string): Promise<void> {
    return this.#write(() => {
      this.#prepare('DELETE FROM entries WHERE "grant" = ? AND model = ?').run(grant, model);
    });
  }

  /** Removes a client and all that was given to it. */
  removeClient(client: string): Promise<void> {
    return this.#write(() => {
      const models = this.#prepare('SELECT DISTINCT model FROM entries').all();
      for (const { model } of models) {
        this.#prepare('DELETE FROM entries WHERE model = ? AND client = ?').run(String(model), client);
      }
    });
  }

  /** What an owner registered, oldest first. */
  ofOwner(owner: string): object[] {
    this.#flush();
    return this.#prepare(
      'SELECT json FROM entries WHERE owner = ? AND (expires IS NULL OR expires > ?) ORDER BY number',
    )
      .all(owner, this.#seconds())
      .map(({ json }) => JSON.parse(String(json)));
  }

  close(): void {
    this.#flush();
    this.#database?.close();
    this.#database = null;
    this.#statements.clear();
  }

  get #db(): DatabaseSync {
    if (this.#database !== null) return this.#database;
    closeSync(openSync(this.#file, 'a', 0o600));
    chmodSync(this.#file, 0o600);
    const database = new DatabaseSync(this.#file);
    database.exec(SCHEMA);
    this.#database = database;
    return database;
  }

  #one(condition: string, values: string[]): { payload: object; owner: string } | null {
    this.#flush();
    const row = this.#prepare(
      `SELECT json, owner FROM entries WHERE ${condition} AND (expires IS NULL OR expires > ?)`,
    ).get(...values, this.#seconds());
    return row === undefined ? null : { payload: JSON.parse(String(row.json)), owner: String(row.owner) };
  }

  #write(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#pending.push({ write, resolve, reject }) === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    if (pending.length === 0) return;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        for (const { write } of pending) write();
        this.#sweep();
        this.#db.exec('COMMIT');
      } catch (error) {
        this.#db.exec('ROLLBACK');
        throw error;
      }
    } catch (cause) {
      for (const { reject } of pending) reject(new LoginStoreError('The login could not be saved', { cause }));
      return;
    }
    for (const { resolve } of pending) resolve();
  }

  /** Of clients that expire, which callers without a team registered, only the newest stay. */
  #dropGuests(): void {
    this.#prepare(
      `DELETE FROM entries WHERE model = 'Client' AND expires IS NOT NULL AND number <=
         (SELECT number FROM entries WHERE model = 'Client' AND expires IS NOT NULL
          ORDER BY number DESC LIMIT 1 OFFSET ?)`,
    ).run(MAX_GUEST_CLIENTS);
  }

  #sweep(): void {
    const now = this.#seconds();
    if (now < this.#sweptAt + SWEEP) return;
    this.#sweptAt = now;
    this.#prepare('DELETE FROM entries WHERE expires <= ?').run(now);
  }

  #seconds(): number {
    return Math.floor(Date.now() / 1000);
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
