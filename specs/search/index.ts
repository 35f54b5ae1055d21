export type { MarkedPart } from './marked-parts.ts';
export { RESULT_TYPES, type ResultType, type SearchEntry, type SearchIndex, type SearchWords } from './model.ts';
export { type FoundEntries, openSearch, type Search } from './open-search.ts';
export { splitWords } from './split-words.ts';
