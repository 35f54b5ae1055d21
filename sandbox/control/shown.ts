import { type Event, type Key, keyState, type Team } from '../registry/index.ts';

/** A team as it is answered. */
export function shownTeam({ id, name }: Team) {
  return { id, name };
}

/** An event as its teams see it: its join code is for organisers to give. */
export function shownTeamEvent({ id, name, status, quotaPerSecond, quotaPerHour }: Event) {
  return { id, name, status, quotaPerSecond, quotaPerHour };
}

/** An event as organisers see it. */
export function shownEvent({ id, name, joinCode, status, quotaPerSecond, quotaPerHour, createdAt }: Event) {
  return { id, name, joinCode, status, quotaPerSecond, quotaPerHour, createdAt };
}

/**
 * A key as it is answered: neither the key nor its hash.
 * @param lastUsed in milliseconds since 1970; `null` for never, as of a new key
 */
export function shownKey(key: Key, lastUsed: number | null) {
  const { id, label, start, createdAt, expiresAt, revokedAt, replacedBy } = key;
  return {
    id,
    label,
    start,
    status: keyState(key, Date.now()),
    createdAt,
    expiresAt,
    revokedAt,
    replacedBy,
    lastUsedAt: lastUsed === null ? null : new Date(lastUsed).toISOString(),
  };
}
