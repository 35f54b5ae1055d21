import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '@dpi/mocks';
import { newId } from '../registry/new-id.ts';
import { type Fault, type FaultChoice, isFor, isForService, isUsedUp, type Target } from './fault.ts';

const MAX_FAULTS = 20;

/** A team has as many faults as it may. */
export class TooManyFaults extends Error {
  readonly most = MAX_FAULTS;
}

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS faults (id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
`;

/** Opens what teams have set in `<dataDir>/faults.sqlite`. */
export async function openFaults(dataDir: string): Promise<Faults> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return new Faults(join(dataDir, 'faults.sqlite'));
}

/**
 * What goes wrong on purpose for teams. All of it is in memory, because every call asks; the file brings it back after a restart.
 */
export class Faults {
  readonly #file: string;
  #database: DatabaseSync | null = null;
  /** In the order in which they were made. */
  readonly #byTeam = new Map<string, Fault[]>();

  /** @param file made when the first fault is set */
  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const kept = this.#db.prepare('SELECT json FROM faults').all();
    const faults = kept.map(({ json }) => JSON.parse(String(json)) as Fault);
    for (const fault of faults.sort((a, b) => a.createdAt - b.createdAt)) this.#add(fault);
  }

  /** In the order in which they were made. */
  of(teamId: string): readonly Fault[] {
    return this.#byTeam.get(teamId) ?? [];
  }

  /** Those that are used up make room for it. @throws TooManyFaults, StoreError */
  create(teamId: string, choice: FaultChoice): Fault {
    const before = this.of(teamId);
    if (before.length >= MAX_FAULTS) {
      const oldest = before.find(isUsedUp);
      if (oldest === undefined) throw new TooManyFaults();
      this.delete(oldest);
    }
    const fault: Fault = { id: newId('flt'), teamId, ...choice, affectedCalls: 0, createdAt: Date.now() };
    this.#keep(fault);
    this.#add(fault);
    return fault;
  }

  /** @throws StoreError */
  delete({ id, teamId }: Fault): void {
    keeping(() => this.#db.prepare('DELETE FROM faults WHERE id = ?').run(id));
    const others = this.of(teamId).filter((fault) => fault.id !== id);
    if (others.length === 0) this.#byTeam.delete(teamId);
    else this.#byTeam.set(teamId, others);
  }

  /** The first fault that is for a call and not used up; `null` where the call goes well. */
  find(teamId: string, target: Target): Fault | null {
    const found = this.of(teamId).find(
      (fault) => fault.kind !== 'stuck-pending' && !isUsedUp(fault) && isFor(fault, target),
    );
    return found ?? null;
  }

  /** Counts a call that a fault was for. @throws StoreError */
  use(fault: Fault): void {
    fault.affectedCalls += 1;
    this.#keep(fault);
  }

  /** Whether a team has any fault. */
  has(teamId: string): boolean {
    return this.#byTeam.has(teamId);
  }

  /** Whether nothing of a service that waits for its time happens. */
  isStuck(teamId: string, service: string, version: string): boolean {
    return this.of(teamId).some((fault) => fault.kind === 'stuck-pending' && isForService(fault, service, version));
  }

  close(): void {
    this.#database?.close();
  }

  #add(fault: Fault): void {
    this.#byTeam.set(fault.teamId, [...this.of(fault.teamId), fault]);
  }

  #keep(fault: Fault): void {
    keeping(() => this.#db.prepare('INSERT OR REPLACE INTO faults VALUES (?, ?)').run(fault.id, JSON.stringify(fault)));
  }

  get #db(): DatabaseSync {
    if (this.#database === null) {
      const database = new DatabaseSync(this.#file);
      database.exec(SCHEMA);
      this.#database = database;
    }
    return this.#database;
  }
}

function keeping(write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new StoreError('The change could not be kept', { cause: error });
  }
}
