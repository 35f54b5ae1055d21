import type { Change } from '../catalogue/model.ts';

/** A change before it is put into words. */
export interface RawChange extends Omit<Change, 'text'> {
  /** What the words need: where it is, and what was and is there. */
  values: Record<string, string>;
}

/** Who writes what the schema describes: clients write requests and read responses. */
export type Direction = 'request' | 'response';

export type Level = Change['level'];

/** What a change does to the set of values that are allowed. */
export type Effect = 'tightened' | 'loosened' | 'changed';

/**
 * Breaking is what a correct client of the base can fail on: a request that is no longer accepted, an answer it was not told
 * about.
 */
export function levelOf(effect: Effect, direction: Direction): Level {
  if (effect === 'changed') return 'breaking';
  return (effect === 'tightened') === (direction === 'request') ? 'breaking' : 'harmless';
}
