export { checkedRequest, type PairDifference, pairDifferences } from './named-pairs.ts';
export type { CheckedRequest, Outcome } from './service-behaviour.ts';
export { type LogEntry, MemoryStore, type StoredWorld, type WorldStore } from './store.ts';
export { type WorldCall, Worlds } from './worlds.ts';
