export { IdempotencyKeyReused } from './idempotency.ts';
export { type PairDifference, pairDifferences, unusableBehaviour } from './named-pairs.ts';
export type { CheckedRequest, Outcome } from './service-behaviour.ts';
export { SqliteStore } from './sqlite-store.ts';
export { type HistoryOf, type LogEntry, MemoryStore, type Snapshot, StoreError, type WorldStore } from './store.ts';
export { teamOfWorld, withGuests, worldOfGuest, worldOfTeam } from './team-store.ts';
export type { ObjectReference } from './timeline.ts';
export { ulid } from './ulid.ts';
export { type Advance, type CitizenWorld, TooManySnapshots, WorldFull, Worlds } from './worlds.ts';
