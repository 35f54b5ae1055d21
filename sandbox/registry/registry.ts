/**
 * The registry: who may call. Events, their teams, and the teams' keys and sessions, and nothing that changes on every
 * call. Times are ISO 8601 in UTC. Records are never changed in place.
 */

/** An answer that an implementation in memory has at once, and one over a network promises. */
export type Awaitable<T> = T | Promise<T>;

export type EventStatus = 'open' | 'closed';

/** A hackathon or a course: what teams join with a code, and what sets their quota. */
export interface Event {
  id: string;
  name: string;
  /** As it is shown; compared by {@link file://../keys/tokens.ts normalizeJoinCode}. */
  joinCode: string;
  /** Teams can join an open event only. Keys go on working in a closed one. */
  status: EventStatus;
  /** Calls a second, each team. */
  quotaPerSecond: number;
  /** Calls an hour, each team. */
  quotaPerHour: number;
  createdAt: string;
}

export interface Team {
  id: string;
  eventId: string;
  name: string;
  /** SHA-256 in hex of the normalised code. */
  recoveryCodeHash: string;
  createdAt: string;
}

/** A signed-in browser or script of a team. */
export interface Session {
  id: string;
  teamId: string;
  /** SHA-256 in hex. */
  tokenHash: string;
  createdAt: string;
  expiresAt: string;
}

export interface Key {
  id: string;
  teamId: string;
  /** What the team calls it. */
  label: string;
  /** SHA-256 in hex. */
  hash: string;
  /** First letters of the key, for display. */
  start: string;
  createdAt: string;
  /** From when the key is refused; `null` for never. */
  expiresAt: string | null;
  /** Since when the key is refused because somebody said so; `null` while nobody did. */
  revokedAt: string | null;
  /** Id of the key that took over at a rotation; `null` while it is the team's current one. */
  replacedBy: string | null;
}

/** What the data path needs to know of a key. */
export interface KeyOwner {
  key: Key;
  team: Team;
  event: Event;
}

export interface SessionOwner {
  session: Session;
  team: Team;
  event: Event;
}

/** A part of a list in the order of creation: at most `limit` records after the one with the id `after`. */
export interface Slice {
  after: string | null;
  limit: number;
}

export interface NewEvent {
  /** Given only to find the event again by a name of one's own; made when left out. */
  id?: string;
  name: string;
  joinCode: string;
  quotaPerSecond: number;
  quotaPerHour: number;
}

export interface NewTeam {
  eventId: string;
  name: string;
  recoveryCodeHash: string;
  key: NewKey;
  session: NewSession;
}

export interface NewKey {
  label: string;
  hash: string;
  start: string;
  expiresAt: string | null;
}

export interface NewSession {
  tokenHash: string;
  expiresAt: string;
}

export interface Rotation {
  hash: string;
  start: string;
  /** How long the old key goes on working, at most until it would have expired anyway; 0 for not at all. */
  overlapSeconds: number;
}

/** Keys of one team that work and were not replaced. */
export const MAX_CURRENT_KEYS = 10;
/** Keys of one team that work for a while beside the ones that replaced them. */
export const MAX_OVERLAPPING_KEYS = 10;
/** Keys of one team that no longer work and are still listed; the oldest are forgotten first. */
export const MAX_DEAD_KEYS = 50;
/** Sessions of one team; the oldest end first. */
export const MAX_SESSIONS = 50;

/** A change could not be made durable, and was undone. The message is for the log; the cause has the rest. */
export class RegistryWriteError extends Error {}

/** The registry cannot be opened; the message is one line for the person who starts the platform. */
export class RegistryOpenError extends Error {}

/**
 * Every method that changes something is acknowledged (resolves) only when the change will survive the loss of the
 * process. It throws a `ProblemError` when the change is not allowed and {@link RegistryWriteError} when it could
 * not be kept; in both cases nothing has changed.
 */
export interface Registry {
  /** The owner of a key by its {@link file://../keys/key.ts hashKey}, revoked and expired keys included. */
  findKey(hash: string): Awaitable<KeyOwner | undefined>;
  /** A session that has not expired, by the hash of its token. */
  findSession(tokenHash: string): Awaitable<SessionOwner | undefined>;
  findTeam(id: string): Awaitable<{ team: Team; event: Event } | undefined>;
  findTeamByRecoveryCode(hash: string): Awaitable<{ team: Team; event: Event } | undefined>;
  findEvent(id: string): Awaitable<Event | undefined>;

  /** Every event. There are few. */
  events(): Awaitable<Event[]>;
  /** Teams of one event, or of all. */
  teams(filter: { eventId: string | null } & Slice): Awaitable<Team[]>;
  /** Every key of a team that is not forgotten, in order of creation. */
  keys(teamId: string): Awaitable<Key[]>;

  createEvent(event: NewEvent): Promise<Event>;
  updateEvent(id: string, change: Partial<Omit<Event, 'id' | 'createdAt'>>): Promise<Event>;
  /** Team, first key and first session in one step. */
  createTeam(team: NewTeam): Promise<{ team: Team; key: Key; session: Session }>;
  createSession(teamId: string, session: NewSession): Promise<Session>;
  /** Ends a session; one that has ended already is no error. */
  endSession(id: string): Promise<void>;
  createKey(teamId: string, key: NewKey): Promise<Key>;
  /** The new key has the old one's label and expiry. */
  rotateKey(teamId: string, keyId: string, rotation: Rotation): Promise<{ key: Key; replaced: Key }>;
  /** Of a team's key, or of anybody's when `teamId` is `null`. A key revoked already stays as it is. */
  revokeKey(teamId: string | null, keyId: string): Promise<Key>;

  /** Whether changes can be kept. Where they cannot, the registry tries again by itself. */
  isWritable(): boolean;
  /** Ends what is being written and lets go of the files. */
  close(): Promise<void>;
}

/** Whether a key is accepted at a time in milliseconds. */
export function keyState(key: Key, now: number): 'active' | 'revoked' | 'expired' {
  if (key.revokedAt !== null) return 'revoked';
  if (key.expiresAt !== null && Date.parse(key.expiresAt) <= now) return 'expired';
  return 'active';
}
