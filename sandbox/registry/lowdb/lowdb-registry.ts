import { compareText } from '@dpi/specs/compare-text';
import { ProblemError } from '@dpi/specs/problem';
import type { MessageValues } from '@dpi/specs/texts';
import { Low } from 'lowdb';
import { normalizeJoinCode } from '../../keys/index.ts';
import { newId } from '../new-id.ts';
import {
  type Event,
  type Key,
  type KeyOwner,
  keyState,
  MAX_CURRENT_KEYS,
  MAX_DEAD_KEYS,
  MAX_OVERLAPPING_KEYS,
  MAX_SESSIONS,
  type NewEvent,
  type NewKey,
  type NewSession,
  type NewTeam,
  type Registry,
  type Rotation,
  type Session,
  type SessionOwner,
  type Slice,
  type Team,
} from '../registry.ts';
import { teamNameKey } from '../team-name.ts';
import type { FolderLock } from './folder-lock.ts';
import { GroupCommit } from './group-commit.ts';
import { emptyRegistry, type RegistryData, type RegistryFile } from './registry-file.ts';
import { type Step, Table } from './table.ts';

/** Clock in milliseconds. */
export type Now = () => number;

/** Milliseconds between two tries to write again after a write has failed. */
const RETRY_MS = 1000;

/** The registry in memory, in a snapshot, and in a journal of the changes since. Reading never waits. */
export class LowdbRegistry implements Registry {
  readonly #now: Now;
  readonly #lock: FolderLock;
  readonly #db: Low<RegistryData>;
  readonly #file: RegistryFile;
  readonly #writer: GroupCommit;
  #snapshot: Promise<void> | null = null;
  readonly #retries: NodeJS.Timeout;

  readonly #events: Table<Event>;
  readonly #teams: Table<Team>;
  readonly #keys: Table<Key>;
  readonly #sessions: Table<Session>;

  readonly #keyByHash: (hash: string) => Key | undefined;
  readonly #keysOfTeam: (teamId: string) => Key[];
  readonly #sessionByToken: (hash: string) => Session | undefined;
  readonly #sessionsOfTeam: (teamId: string) => Session[];
  readonly #teamByRecoveryCode: (hash: string) => Team | undefined;
  readonly #teamByName: (name: string) => Team | undefined;
  readonly #eventByOpenCode: (code: string) => Event | undefined;

  /** Reads the file; throws {@link RegistryOpenError} when it is damaged. */
  static async open(file: RegistryFile, lock: FolderLock, now: Now): Promise<LowdbRegistry> {
    const db = new Low<RegistryData>(file, emptyRegistry());
    await db.read();
    if (file.isNew) await db.write();
    return new LowdbRegistry(db, file, lock, now);
  }

  private constructor(db: Low<RegistryData>, file: RegistryFile, lock: FolderLock, now: Now) {
    this.#now = now;
    this.#lock = lock;
    const steps: Step[] = [];
    this.#db = db;
    this.#file = file;
    this.#writer = new GroupCommit(steps, async (steps) => {
      await file.append(steps);
      if (file.isSnapshotDue) this.#takeSnapshot();
    });
    this.#retries = setInterval(() => {
      if (!this.isWritable()) void this.#writer.retry();
    }, RETRY_MS);
    this.#retries.unref();

    this.#events = new Table('events', db.data.events, steps);
    this.#teams = new Table('teams', db.data.teams, steps);
    this.#keys = new Table('keys', db.data.keys, steps);
    this.#sessions = new Table('sessions', db.data.sessions, steps);

    this.#keyByHash = this.#keys.uniqueBy((key) => key.hash);
    this.#keysOfTeam = this.#keys.groupBy((key) => key.teamId);
    this.#sessionByToken = this.#sessions.uniqueBy((session) => session.tokenHash);
    this.#sessionsOfTeam = this.#sessions.groupBy((session) => session.teamId);
    this.#teamByRecoveryCode = this.#teams.uniqueBy((team) => team.recoveryCodeHash);
    this.#teamByName = this.#teams.uniqueBy((team) => nameInEvent(team.eventId, team.name));
    this.#eventByOpenCode = this.#events.uniqueBy((event) =>
      event.status === 'open' ? normalizeJoinCode(event.joinCode) : null,
    );
  }

  findKey(hash: string): KeyOwner | undefined {
    const key = this.#keyByHash(hash);
    return key && { key, ...this.#owner(key.teamId) };
  }

  findSession(tokenHash: string): SessionOwner | undefined {
    const session = this.#sessionByToken(tokenHash);
    if (session === undefined || Date.parse(session.expiresAt) <= this.#now()) return undefined;
    return { session, ...this.#owner(session.teamId) };
  }

  findTeam(id: string): { team: Team; event: Event } | undefined {
    return this.#teams.get(id) && this.#owner(id);
  }

  findTeamByRecoveryCode(hash: string): { team: Team; event: Event } | undefined {
    const team = this.#teamByRecoveryCode(hash);
    return team && this.#owner(team.id);
  }

  findEvent(id: string): Event | undefined {
    return this.#events.get(id);
  }

  events(): Event[] {
    return this.#events.all().sort(byId);
  }

  teams({ eventId, after, limit }: { eventId: string | null } & Slice): Team[] {
    return this.#teams
      .all()
      .filter((team) => (eventId === null || team.eventId === eventId) && (after === null || team.id > after))
      .sort(byId)
      .slice(0, limit);
  }

  keys(teamId: string): Key[] {
    return this.#keysOfTeam(teamId).sort(byId);
  }

  createEvent(event: NewEvent): Promise<Event> {
    return this.#writer.commit(() => {
      this.#requireFreeCode(event.joinCode, null);
      return this.#events.put({ id: newId('event'), ...event, status: 'open', createdAt: this.#time() });
    });
  }

  updateEvent(id: string, change: Partial<Omit<Event, 'id' | 'createdAt'>>): Promise<Event> {
    return this.#writer.commit(() => {
      const event = this.#events.get(id);
      if (event === undefined) throw refused('not-found', 'no-event', { id });
      const changed = { ...event, ...change };
      if (changed.status === 'open') this.#requireFreeCode(changed.joinCode, id);
      return this.#events.put(changed);
    });
  }

  createTeam({ eventId, name, recoveryCodeHash, key, session }: NewTeam) {
    return this.#writer.commit(() => {
      const event = this.#events.get(eventId);
      if (event === undefined) throw refused('not-found', 'no-event', { id: eventId });
      if (event.status !== 'open') throw refused('event-closed', 'event-closed', { event: event.name });
      if (this.#teamByName(nameInEvent(eventId, name)) !== undefined) {
        throw refused('team-name-taken', 'team-name-taken', { team: name, event: event.name });
      }
      const team = this.#teams.put({ id: newId('team'), eventId, name, recoveryCodeHash, createdAt: this.#time() });
      return { team, key: this.#addKey(team.id, key), session: this.#addSession(team.id, session) };
    });
  }

  createSession(teamId: string, session: NewSession): Promise<Session> {
    return this.#writer.commit(() => {
      this.#requireTeam(teamId);
      const sessions = this.#sessionsOfTeam(teamId).sort(byId);
      const living = sessions.filter(({ expiresAt }) => Date.parse(expiresAt) > this.#now());
      const kept = new Set(living.slice(-(MAX_SESSIONS - 1)));
      for (const old of sessions) if (!kept.has(old)) this.#sessions.delete(old.id);
      return this.#addSession(teamId, session);
    });
  }

  endSession(id: string): Promise<void> {
    return this.#writer.commit(() => this.#sessions.delete(id));
  }

  createKey(teamId: string, key: NewKey): Promise<Key> {
    return this.#writer.commit(() => {
      this.#requireTeam(teamId);
      if (this.#working(teamId).filter(({ replacedBy }) => replacedBy === null).length >= MAX_CURRENT_KEYS) {
        throw refused('key-limit-reached', 'key-limit', { count: MAX_CURRENT_KEYS });
      }
      this.#forgetDeadKeys(teamId);
      return this.#addKey(teamId, key);
    });
  }

  rotateKey(teamId: string, keyId: string, { hash, start, overlapSeconds }: Rotation) {
    return this.#writer.commit(() => {
      const old = this.#requireKey(teamId, keyId);
      const state = keyState(old, this.#now());
      if (state !== 'active') throw refused('key-inactive', `key-${state}`, { label: old.label });
      if (old.replacedBy !== null) {
        throw refused('key-inactive', 'key-replaced', { label: old.label, id: old.replacedBy });
      }
      const overlapping = this.#working(teamId).filter(({ replacedBy }) => replacedBy !== null).length;
      if (overlapSeconds > 0 && overlapping >= MAX_OVERLAPPING_KEYS) {
        throw refused('key-limit-reached', 'overlapping-keys', { count: MAX_OVERLAPPING_KEYS });
      }
      this.#forgetDeadKeys(teamId);
      const key = this.#addKey(teamId, { label: old.label, hash, start, expiresAt: old.expiresAt });
      const overlapEnd = this.#now() + overlapSeconds * 1000;
      const end = old.expiresAt === null ? overlapEnd : Math.min(Date.parse(old.expiresAt), overlapEnd);
      const expiresAt = new Date(end).toISOString();
      return { key, replaced: this.#keys.put({ ...old, expiresAt, replacedBy: key.id }) };
    });
  }

  revokeKey(teamId: string | null, keyId: string): Promise<Key> {
    return this.#writer.commit(() => {
      const key = this.#requireKey(teamId, keyId);
      return key.revokedAt === null ? this.#keys.put({ ...key, revokedAt: this.#time() }) : key;
    });
  }

  isWritable(): boolean {
    return this.#writer.isWritable && this.#lock.isHeld();
  }

  async close(): Promise<void> {
    clearInterval(this.#retries);
    await this.#writer.close();
    if (!this.#file.isSnapshotWhole) this.#takeSnapshot();
    await this.#snapshot;
    await this.#lock.release();
  }

  /** Beside the changes that go on: those are in the journal. One that fails is tried again after the next change. */
  #takeSnapshot(): void {
    this.#snapshot ??= this.#db
      .write()
      .catch(() => undefined)
      .finally(() => {
        this.#snapshot = null;
      });
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }

  #owner(teamId: string): { team: Team; event: Event } {
    const team = this.#requireTeam(teamId);
    const event = this.#events.get(team.eventId);
    if (event === undefined) throw new Error(`Team ${teamId} has no event`);
    return { team, event };
  }

  #requireTeam(id: string): Team {
    const team = this.#teams.get(id);
    if (team === undefined) throw refused('not-found', 'no-team', { id });
    return team;
  }

  #requireKey(teamId: string | null, keyId: string): Key {
    const key = this.#keys.get(keyId);
    if (key !== undefined && (teamId === null || key.teamId === teamId)) return key;
    throw refused('key-not-found', 'no-key', { id: keyId });
  }

  #requireFreeCode(joinCode: string, eventId: string | null): void {
    const holder = this.#eventByOpenCode(normalizeJoinCode(joinCode));
    if (holder === undefined || holder.id === eventId) return;
    throw refused('join-code-taken', 'join-code-taken', { event: holder.name });
  }

  #working(teamId: string): Key[] {
    return this.#keysOfTeam(teamId).filter((key) => keyState(key, this.#now()) === 'active');
  }

  #forgetDeadKeys(teamId: string): void {
    const dead = this.keys(teamId).filter((key) => keyState(key, this.#now()) !== 'active');
    for (const key of dead.slice(0, Math.max(0, dead.length - MAX_DEAD_KEYS))) this.#keys.delete(key.id);
  }

  #addKey(teamId: string, { label, hash, start, expiresAt }: NewKey): Key {
    const createdAt = this.#time();
    return this.#keys.put({
      id: newId('key'),
      teamId,
      label,
      hash,
      start,
      createdAt,
      expiresAt,
      revokedAt: null,
      replacedBy: null,
    });
  }

  #addSession(teamId: string, { tokenHash, expiresAt }: NewSession): Session {
    return this.#sessions.put({ id: newId('session'), teamId, tokenHash, createdAt: this.#time(), expiresAt });
  }
}

function nameInEvent(eventId: string, name: string): string {
  return `${eventId}\n${teamNameKey(name)}`;
}

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id);
}

/**
 * What the registry was asked for is not allowed.
 * @param reason name of the message
 */
function refused(problem: string, reason: string, values: MessageValues): ProblemError {
  return new ProblemError(problem, { id: `control.registry.${reason}`, values });
}
