export { IdempotencyKeyReused } from './idempotency.ts';
export { checkedRequest, type PairDifference, pairDifferences } from './named-pairs.ts';
export type { CheckedRequest, Outcome } from './service-behaviour.ts';
export { SqliteStore } from './sqlite-store.ts';
export { type LogEntry, MemoryStore, type StoredWorld, StoreError, type WorldStore } from './store.ts';
export { withGuests, worldOfGuest, worldOfTeam } from './team-store.ts';
export { type WorldCall, WorldFull, Worlds } from './worlds.ts';
