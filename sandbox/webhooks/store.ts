import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StoreError } from '@dpi/mocks';
import type { Attempt } from './post.ts';

/** Where a team has messages sent to. */
export interface Endpoint {
  id: string;
  teamId: string;
  url: string;
  description: string;
  /** Types of messages it takes; `null`: all. */
  types: string[] | null;
  secret: string;
  /** The secret before, until `previousUntil`. */
  previousSecret: string | null;
  /** Milliseconds since 1970; `null` where there is no previous secret. */
  previousUntil: number | null;
  /** Seconds by which the first attempt is late, to try out what late messages do. */
  delay: number;
  /** How often each message is sent although it was taken: 1, or 2 to try out what duplicates do. */
  copies: number;
  /** Whether every other message is late enough to arrive after the ones that follow it. */
  isOutOfOrder: boolean;
  isEnabled: boolean;
  createdAt: number;
}

/** What a service tells those who asked for it. */
export interface WebhookMessage {
  id: string;
  service: string;
  version: string;
  /** Name of the webhook in the service's spec. */
  webhook: string;
  type: string;
  /** The envelope, as it is sent. */
  body: string;
  /** Milliseconds since 1970, by the clock of the machine. */
  createdAt: number;
}

export type DeliveryState = 'pending' | 'delivered' | 'failed';

/** A message on its way to one endpoint. */
export interface Delivery {
  id: string;
  teamId: string;
  endpointId: string;
  messageId: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  /** When it is attempted next, in milliseconds since 1970; `null` where it is not. */
  nextAt: number | null;
  createdAt: number;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -4000;
  CREATE TABLE IF NOT EXISTS endpoints (
    id TEXT PRIMARY KEY, teamId TEXT NOT NULL, url TEXT NOT NULL, description TEXT NOT NULL, types TEXT,
    secret TEXT NOT NULL, previousSecret TEXT, previousUntil INTEGER, delay INTEGER NOT NULL, copies INTEGER NOT NULL,
    isEnabled INTEGER NOT NULL, createdAt INTEGER NOT NULL, isOutOfOrder INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS endpointsOfTeam ON endpoints (teamId, id);
  CREATE TABLE IF NOT EXISTS messages (
    teamId TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, service TEXT NOT NULL, version TEXT NOT NULL,
    webhook TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, createdAt INTEGER NOT NULL,
    PRIMARY KEY (teamId, position)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS messageOfTeam ON messages (teamId, id);
  CREATE TABLE IF NOT EXISTS deliveries (
    id TEXT PRIMARY KEY, teamId TEXT NOT NULL, endpointId TEXT NOT NULL, messageId TEXT NOT NULL, type TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, nextAt INTEGER, createdAt INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS deliveriesOfTeam ON deliveries (teamId, id);
  CREATE INDEX IF NOT EXISTS deliveriesDue ON deliveries (nextAt) WHERE nextAt IS NOT NULL;
  CREATE TABLE IF NOT EXISTS attempts (
    deliveryId TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER, error TEXT, response TEXT NOT NULL,
    durationMs INTEGER NOT NULL, PRIMARY KEY (deliveryId, at)
  ) WITHOUT ROWID;
`;

type Row = Record<string, string | number | bigint | null | Uint8Array>;

/** Endpoints, messages and deliveries in one file; what a method has returned is on the disk. */
export class WebhookStore {
  readonly #file: string;
  #database: DatabaseSync | null = null;
  readonly #statements = new Map<string, StatementSync>();

  /** @param file made when it is first needed */
  constructor(file: string) {
    this.#file = file;
  }

  /** Whether anything was ever kept. */
  get isUsed(): boolean {
    return this.#database !== null || existsSync(this.#file);
  }

  /** Makes all changes or none. @throws StoreError where they cannot be kept */
  transaction<T>(work: () => T): T {
    keeping(() => this.#db.exec('BEGIN IMMEDIATE'));
    try {
      const result = work();
      keeping(() => this.#db.exec('COMMIT'));
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  putEndpoint({ types, isEnabled, isOutOfOrder, ...endpoint }: Endpoint): void {
    const flags = { isEnabled: Number(isEnabled), isOutOfOrder: Number(isOutOfOrder) };
    this.#insert('endpoints', { ...endpoint, types: types === null ? null : JSON.stringify(types), ...flags });
  }

  endpointsOf(teamId: string): Endpoint[] {
    return this.#all('SELECT * FROM endpoints WHERE teamId = ? ORDER BY id', teamId).map(endpointOf);
  }

  endpoint(id: string): Endpoint | null {
    return this.#all('SELECT * FROM endpoints WHERE id = ?', id).map(endpointOf)[0] ?? null;
  }

  /** What was on its way to it is not sent any more. */
  deleteEndpoint(id: string): void {
    this.#run(
      'UPDATE deliveries SET state = ?, nextAt = NULL WHERE endpointId = ? AND nextAt IS NOT NULL',
      'failed',
      id,
    );
    this.#run('DELETE FROM endpoints WHERE id = ?', id);
  }

  /** Teams with an endpoint. */
  teams(): string[] {
    return this.#all('SELECT DISTINCT teamId FROM endpoints').map(({ teamId }) => String(teamId));
  }

  /** Keeps a message, unless it is kept already, and the newest of its team. @returns whether it is new */
  addMessage(teamId: string, message: WebhookMessage, most: number): boolean {
    if (this.message(teamId, message.id) !== null) return false;
    const [last] = this.#all('SELECT MAX(position) AS position FROM messages WHERE teamId = ?', teamId);
    const position = Number(last?.position ?? 0) + 1;
    this.#insert('messages', { teamId, position, ...message });
    this.#run('DELETE FROM messages WHERE teamId = ? AND position <= ?', teamId, position - most);
    return true;
  }

  message(teamId: string, id: string): WebhookMessage | null {
    return this.#all('SELECT * FROM messages WHERE teamId = ? AND id = ?', teamId, id).map(messageOf)[0] ?? null;
  }

  /** Newest first. @param before position from which on older ones are given; `null`: from the newest */
  messages(teamId: string, before: number | null, limit: number): { position: number; message: WebhookMessage }[] {
    const rows = this.#all(
      'SELECT * FROM messages WHERE teamId = ? AND position < ? ORDER BY position DESC LIMIT ?',
      teamId,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    );
    return rows.map((row) => ({ position: Number(row.position), message: messageOf(row) }));
  }

  putDelivery(delivery: Delivery): void {
    this.#insert('deliveries', { ...delivery });
  }

  delivery(id: string): Delivery | null {
    return this.#all('SELECT * FROM deliveries WHERE id = ?', id).map(deliveryOf)[0] ?? null;
  }

  /** Newest first. @param before id from which on older ones are given; `null`: from the newest */
  deliveries(teamId: string, before: string | null, limit: number): Delivery[] {
    const end = before ?? '~';
    return this.#all(
      'SELECT * FROM deliveries WHERE teamId = ? AND id < ? ORDER BY id DESC LIMIT ?',
      teamId,
      end,
      limit,
    ).map(deliveryOf);
  }

  /** Forgets the oldest deliveries of a team, with their attempts; those that are on their way stay. */
  keepDeliveries(teamId: string, most: number): void {
    const [edge] = this.#all(
      'SELECT id FROM deliveries WHERE teamId = ? ORDER BY id DESC LIMIT 1 OFFSET ?',
      teamId,
      most,
    );
    if (edge === undefined) return;
    const old = 'FROM deliveries WHERE teamId = ? AND id <= ? AND nextAt IS NULL';
    this.#run(`DELETE FROM attempts WHERE deliveryId IN (SELECT id ${old})`, teamId, String(edge.id));
    this.#run(`DELETE ${old}`, teamId, String(edge.id));
  }

  pendingOf(teamId: string): number {
    const [row] = this.#all('SELECT COUNT(*) AS count FROM deliveries WHERE teamId = ? AND nextAt IS NOT NULL', teamId);
    return Number(row?.count ?? 0);
  }

  /** What is to be attempted at an instant, the longest due first. */
  due(now: number, limit: number): Delivery[] {
    return this.#all(
      'SELECT * FROM deliveries WHERE nextAt IS NOT NULL AND nextAt <= ? ORDER BY nextAt, id LIMIT ?',
      now,
      limit,
    ).map(deliveryOf);
  }

  /** When something is due after an instant; `null` where nothing is. */
  nextDue(after: number): number | null {
    const [row] = this.#all('SELECT MIN(nextAt) AS at FROM deliveries WHERE nextAt IS NOT NULL AND nextAt > ?', after);
    return row?.at == null ? null : Number(row.at);
  }

  addAttempt(deliveryId: string, attempt: Attempt): void {
    this.#insert('attempts', { deliveryId, ...attempt });
  }

  /** In the order in which they were made. */
  attempts(deliveryId: string): Attempt[] {
    return this.#all('SELECT * FROM attempts WHERE deliveryId = ? ORDER BY at', deliveryId).map(
      ({ deliveryId: _, ...attempt }) => attempt as unknown as Attempt,
    );
  }

  close(): void {
    this.#database?.close();
  }

  get #db(): DatabaseSync {
    if (this.#database !== null) return this.#database;
    const database = new DatabaseSync(this.#file);
    database.exec(SCHEMA);
    const columns = database.prepare('PRAGMA table_info(endpoints)').all();
    // Files of earlier versions lack it.
    if (!columns.some(({ name }) => name === 'isOutOfOrder'))
      database.exec('ALTER TABLE endpoints ADD COLUMN isOutOfOrder INTEGER NOT NULL DEFAULT 0');
    this.#database = database;
    return database;
  }

  #insert(table: string, row: object): void {
    const names = Object.keys(row);
    const values = Object.values(row) as (string | number | null)[];
    this.#run(
      `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...values,
    );
  }

  #all(sql: string, ...values: (string | number | null)[]): Row[] {
    return this.#prepare(sql).all(...values) as Row[];
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    keeping(() => this.#prepare(sql).run(...values));
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

function keeping(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new StoreError('The change could not be kept', { cause: error });
  }
}

function endpointOf({ types, isEnabled, isOutOfOrder, ...row }: Row): Endpoint {
  const read = typeof types === 'string' ? (JSON.parse(types) as string[]) : null;
  return { ...(row as unknown as Endpoint), types: read, isEnabled: isEnabled === 1, isOutOfOrder: isOutOfOrder === 1 };
}

function messageOf({ teamId: _, position: __, ...message }: Row): WebhookMessage {
  return message as unknown as WebhookMessage;
}

function deliveryOf(row: Row): Delivery {
  return { ...row } as unknown as Delivery;
}
