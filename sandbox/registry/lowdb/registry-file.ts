import type { Adapter } from 'lowdb';
import { type Event, type Key, RegistryOpenError, type Session, type Team } from '../registry.ts';
import type { DurableFile } from './durable-file.ts';

/** Everything in the registry file, by id. */
export interface RegistryData {
  events: Map<string, Event>;
  teams: Map<string, Team>;
  keys: Map<string, Key>;
  sessions: Map<string, Session>;
}

const FORMAT = 'dpi-registry';
const VERSION = 1;
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

/** lowdb's adapter: the registry as JSON in a durable file, one row a line. */
export class RegistryFile implements Adapter<RegistryData> {
  readonly #file: DurableFile;
  readonly #mayReplace: () => Promise<void>;
  /** Rows never change, so each is made into JSON once, however often the file is written. */
  readonly #lines = new WeakMap<object, string>();

  /** @param mayReplace throws when this process must not write any more */
  constructor(file: DurableFile, mayReplace: () => Promise<void>) {
    this.#file = file;
    this.#mayReplace = mayReplace;
  }

  /** `null` when there is no registry yet. Throws {@link RegistryOpenError} when there is a damaged one. */
  async read(): Promise<RegistryData | null> {
    const text = await this.#file.read().catch((error) => {
      throw error.code === 'EISDIR' ? this.#damaged('is a folder, not a file: move it away') : error;
    });
    if (text === null) {
      if (await this.#file.hasBackup()) throw this.#damaged('is missing');
      return null;
    }
    try {
      return parse(text);
    } catch (error) {
      throw this.#damaged(`is damaged (${error instanceof Error ? error.message : error})`);
    }
  }

  write(data: RegistryData): Promise<void> {
    const tables = TABLES.map((name) => {
      const rows: Map<string, object> = data[name];
      return `"${name}":[\n${[...rows.values()].map((row) => this.#line(row)).join(',\n')}\n]`;
    });
    return this.#file.write(
      `{"format":"${FORMAT}","version":${VERSION},\n${tables.join(',\n')}\n}\n`,
      this.#mayReplace,
    );
  }

  #line(row: object): string {
    const known = this.#lines.get(row);
    if (known !== undefined) return known;
    const line = JSON.stringify(row);
    this.#lines.set(row, line);
    return line;
  }

  #damaged(what: string): RegistryOpenError {
    return new RegistryOpenError(
      `${this.#file.path} ${what}. The platform does not start, so that no key is lost. ` +
        `${this.#file.backup} is the version before the last change: copy it to ${this.#file.path} to go on from there.`,
    );
  }
}

function parse(text: string): RegistryData {
  const file: unknown = JSON.parse(text);
  if (!isRecord(file) || file.format !== FORMAT) throw new Error('it is not a registry');
  if (file.version !== VERSION) throw new Error(`it has version ${String(file.version)}, and this is ${VERSION}`);
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
  for (const team of data.teams.values()) assertKnown(data.events, team.eventId, `team ${team.id}`);
  for (const key of data.keys.values()) assertKnown(data.teams, key.teamId, `key ${key.id}`);
  for (const session of data.sessions.values()) assertKnown(data.teams, session.teamId, `session ${session.id}`);
  return data;
}

function assertRow(
  row: unknown,
  fields: Record<string, string[]>,
  where: string,
): asserts row is Record<string, unknown> & { id: string } {
  if (!isRecord(row)) throw new Error(`${where} is not an object`);
  for (const [field, types] of Object.entries(fields)) {
    const value = row[field];
    if (!types.includes(value === null ? 'null' : typeof value)) throw new Error(`${where}.${field} is wrong`);
  }
}

function assertKnown(rows: Map<string, unknown>, id: string, where: string): void {
  if (!rows.has(id)) throw new Error(`${where} belongs to ${id}, which is not there`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
