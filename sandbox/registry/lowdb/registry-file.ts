import { setImmediate } from 'node:timers/promises';
import { errorMessage } from '@dpi/specs/error-message';
import { isObject } from '@dpi/specs/json-value';
import type { Adapter } from 'lowdb';
import { type Event, type Key, RegistryOpenError, type Session, type Team } from '../registry.ts';
import type { DurableFile } from './durable-file.ts';
import { type Change, Journal } from './journal.ts';

/** Everything in the registry file, by id. */
export interface RegistryData {
  events: Map<string, Event>;
  teams: Map<string, Team>;
  keys: Map<string, Key>;
  sessions: Map<string, Session>;
}

const FORMAT = 'dpi-registry';
const VERSION = 2;
const TABLES = ['events', 'teams', 'keys', 'sessions'] as const;

/** Fields that every row of a table has, with the types they may have. */
const FIELDS: Record<(typeof TABLES)[number], Record<string, string[]>> = {
  events: {
    id: ['string'],
    name: ['string'],
    joinCode: ['string'],
    status: ['string'],
    quotaPerSecond: ['number'],
    quotaPerHour: ['number'],
    createdAt: ['string'],
  },
  teams: { id: ['string'], eventId: ['string'], name: ['string'], recoveryCodeHash: ['string'], createdAt: ['string'] },
  keys: {
    id: ['string'],
    teamId: ['string'],
    label: ['string'],
    hash: ['string'],
    start: ['string'],
    createdAt: ['string'],
    expiresAt: ['string', 'null'],
    revokedAt: ['string', 'null'],
    replacedBy: ['string', 'null'],
  },
  sessions: { id: ['string'], teamId: ['string'], tokenHash: ['string'], createdAt: ['string'], expiresAt: ['string'] },
};

export function emptyRegistry(): RegistryData {
  return { events: new Map(), teams: new Map(), keys: new Map(), sessions: new Map() };
}

/** Bytes of the journal at which a snapshot is taken, or half of what the last one had where that is more. */
const SNAPSHOT_AFTER = 1024 * 1024;
/** Rows that are made into JSON at a time; calls are answered in between. */
const ROWS_AT_A_TIME = 500;

/** lowdb's adapter: snapshots of the registry as JSON in a durable file, one row a line, and the journal beside it. */
export class RegistryFile implements Adapter<RegistryData> {
  readonly #file: DurableFile;
  readonly #mayReplace: () => Promise<void>;
  readonly #journal: Journal;
  #isNew = false;
  /** Number of the journal's file that follows the snapshot, and the one before it. */
  #follows = { snapshot: 0, backup: 0 };
  #snapshotBytes = 0;

  /** @param mayReplace throws when this process must not write any more */
  constructor(file: DurableFile, mayReplace: () => Promise<void>) {
    this.#file = file;
    this.#mayReplace = mayReplace;
    this.#journal = new Journal(file.path);
  }

  /** Whether there was no registry when it was read. */
  get isNew(): boolean {
    return this.#isNew;
  }

  get isSnapshotDue(): boolean {
    return this.#journal.bytes > Math.max(SNAPSHOT_AFTER, this.#snapshotBytes / 2);
  }

  /** Whether the snapshot holds every change. */
  get isSnapshotWhole(): boolean {
    return this.#journal.bytes === 0;
  }

  /** `null` when there is no registry yet. Throws {@link RegistryOpenError} when there is a damaged one. */
  async read(): Promise<RegistryData | null> {
    const text = await this.#file.read().catch((error) => {
      throw error.code === 'EISDIR' ? this.#damaged('is a folder, not a file: move it away') : error;
    });
    if (text === null) {
      if (await this.#file.hasBackup()) throw this.#damaged('is missing');
      this.#isNew = true;
      return null;
    }
    this.#snapshotBytes = text.length;
    let data: RegistryData;
    try {
      const snapshot = parse(text);
      this.#follows = { snapshot: snapshot.journal, backup: snapshot.journal };
      data = snapshot.data;
    } catch (error) {
      throw this.#damaged(`is damaged (${errorMessage(error)})`);
    }
    try {
      await this.#journal.replay(this.#follows.snapshot, (change) => apply(data, change));
      assertWhole(data);
    } catch (error) {
      throw new RegistryOpenError(
        `The journal of ${this.#file.path} is damaged (${errorMessage(error)}). The platform does not start, so that no key ` +
          'is lost. Move that journal and later ones away to start without the changes in them.',
      );
    }
    return data;
  }

  /** Resolves when the changes will survive a power cut. */
  async append(changes: Change[]): Promise<void> {
    await this.#mayReplace();
    await this.#journal.append(changes.map(({ table, id, row }) => ({ table, id, row })));
  }

  /** Takes a snapshot of what is so now. Changes may go on meanwhile: they are in the journal's next file. */
  async write(data: RegistryData): Promise<void> {
    const journal = this.#journal.startNext();
    const tables = TABLES.map((name): [string, object[]] => [name, [...data[name].values()]]);
    let bytes = 0;
    const counted = async function* () {
      for await (const part of snapshotText(journal, tables)) {
        bytes += part.length;
        yield part;
      }
    };
    await this.#file.write(counted(), this.#mayReplace);
    this.#snapshotBytes = bytes;
    this.#follows = { snapshot: journal, backup: this.#follows.snapshot };
    await this.#journal.forgetBefore(this.#follows.backup);
  }

  #damaged(what: string): RegistryOpenError {
    return new RegistryOpenError(
      `${this.#file.path} ${what}. The platform does not start, so that no key is lost. ` +
        `${this.#file.backup} is the version before, which the journal completes: copy it to ${this.#file.path}.`,
    );
  }
}

async function* snapshotText(journal: number, tables: [string, object[]][]): AsyncGenerator<string> {
  yield `{"format":"${FORMAT}","version":${VERSION},"journal":${journal}`;
  for (const [name, rows] of tables) {
    yield `,\n"${name}":[\n`;
    for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
      const lines = rows.slice(at, at + ROWS_AT_A_TIME).map((row) => JSON.stringify(row));
      yield `${at === 0 ? '' : ',\n'}${lines.join(',\n')}`;
      await setImmediate();
    }
    yield '\n]';
  }
  yield '\n}\n';
}

function parse(text: string): { data: RegistryData; journal: number } {
  const file: unknown = JSON.parse(text);
  if (!isObject(file) || file.format !== FORMAT) throw new Error('it is not a registry');
  if (file.version !== VERSION && file.version !== 1) {
    throw new Error(`it has version ${String(file.version)}, and this is ${VERSION}`);
  }
  // Version 1 had no journal.
  const journal = file.version === 1 ? 0 : file.journal;
  if (typeof journal !== 'number') throw new Error('it does not say which journal follows it');
  const data = emptyRegistry();
  for (const name of TABLES) {
    const rows: unknown = file[name];
    if (!Array.isArray(rows)) throw new Error(`"${name}" is not a list`);
    const table = data[name] as Map<string, unknown>;
    for (const [index, row] of rows.entries()) {
      assertRow(row, FIELDS[name], `${name}[${index}]`);
      table.set(row.id, row);
    }
  }
  assertWhole(data);
  return { data, journal };
}

function apply(data: RegistryData, { table: name, id, row }: Change): void {
  if (!isTable(name)) throw new Error(`there is no table "${name}"`);
  const table = data[name] as Map<string, unknown>;
  if (row === null) {
    table.delete(id);
    return;
  }
  assertRow(row, FIELDS[name], `${name} ${id}`);
  table.set(id, row);
}

function isTable(name: string): name is (typeof TABLES)[number] {
  return (TABLES as readonly string[]).includes(name);
}

/** Whether every row belongs to one that is there. */
function assertWhole(data: RegistryData): void {
  for (const team of data.teams.values()) assertKnown(data.events, team.eventId, `team ${team.id}`);
  for (const key of data.keys.values()) assertKnown(data.teams, key.teamId, `key ${key.id}`);
  for (const session of data.sessions.values()) assertKnown(data.teams, session.teamId, `session ${session.id}`);
}

function assertRow(
  row: unknown,
  fields: Record<string, string[]>,
  where: string,
): asserts row is Record<string, unknown> & { id: string } {
  if (!isObject(row)) throw new Error(`${where} is not an object`);
  for (const [field, types] of Object.entries(fields)) {
    const value = row[field];
    if (!types.includes(value === null ? 'null' : typeof value)) throw new Error(`${where}.${field} is wrong`);
  }
}

function assertKnown(rows: Map<string, unknown>, id: string, where: string): void {
  if (!rows.has(id)) throw new Error(`${where} belongs to ${id}, which is not there`);
}
