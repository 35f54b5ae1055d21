import type { Change } from '../catalogue/model.ts';

/** A change before it is put into words. */
export interface RawChange extends Omit<Change, 'text'> {
  /** What the words need: where it is, and what was and is there. */
  values: Record<string, string>;
}

export type Level = Change['level'];

/** Who writes what a schema describes: clients write requests and read responses. */
export type Direction = 'request' | 'response';

/** What a change does to the set of values that are allowed; `changed` where neither set holds the other, or nobody can tell. */
export type Effect = 'tightened' | 'loosened' | 'changed';

/** One difference of one keyword, without its place. */
export interface KeywordChange {
  /** Last part of the id, such as `max-length-decreased`. */
  id: string;
  effect: Effect;
  from?: string;
  to?: string;
}

/**
 * Breaking is what a correct client of the base can fail on: a request that is no longer accepted, or an answer it was not
 * told of. Such a client sends the properties that are declared and no others, and passes over those it does not know in an
 * answer. A default fills in nothing: it says what is assumed where a value may be missing. A property that is gone breaks
 * nobody where it may still be sent, or may always have been missing; that it has no effect any more is a warning.
 * Whatever deviates from it is in {@link DEVIATIONS}.
 */
const LEVELS: Record<Direction, Record<Effect, Level>> = {
  request: { tightened: 'breaking', loosened: 'harmless', changed: 'breaking' },
  response: { tightened: 'harmless', loosened: 'breaking', changed: 'breaking' },
};

/** Ends of ids, and why the law does not hold for them. */
const DEVIATIONS: Record<string, Partial<Record<Direction, Level>>> = {
  // Readers were told that the list will grow.
  'extensible-enum-value-added': { response: 'harmless' },
  // Readers are told to pass over names they do not know.
  'additional-properties-opened': { response: 'warning' },
  'unevaluated-properties-removed': { response: 'warning' },
  // Whether another expression fits more cannot be told. A writer may be refused; a reader rarely checks.
  'pattern-changed': { response: 'warning' },
  'pattern-generalized': { response: 'warning' },
  'pattern-removed': { response: 'warning' },
  // Validators pass over a format that neither JSON Schema nor OpenAPI defines; a server may hold values against it.
  'custom-format-added': { request: 'warning' },
  'custom-format-removed': { response: 'warning' },
  'custom-format-changed': { request: 'warning', response: 'warning' },
  // What is assumed where a body says nothing; of parameters see {@link compareDefault}.
  'default-value-added': { request: 'warning', response: 'harmless' },
  'default-value-changed': { request: 'warning', response: 'harmless' },
  'default-value-removed': { request: 'warning', response: 'harmless' },
  // A reader rarely checks that no other alternative fits.
  'one-of-became-any-of': { response: 'warning' },
  'one-of-overlap-changed': { response: 'warning' },
  // Refuses no value by itself: the alternatives do.
  'discriminator-added': { request: 'warning', response: 'warning' },
  'discriminator-removed': { request: 'warning', response: 'warning' },
  'discriminator-property-name-changed': { request: 'warning', response: 'warning' },
  'discriminator-mapping-added': { request: 'harmless', response: 'warning' },
  'discriminator-mapping-deleted': { request: 'warning', response: 'harmless' },
  'discriminator-mapping-changed': { request: 'warning', response: 'warning' },
};

/** Whether a change of a response is called less than breaking though a client that checks all it gets would refuse it. */
export function isLenient(id: string): boolean {
  return Object.keys(DEVIATIONS).some((end) => DEVIATIONS[end]?.response !== undefined && id.endsWith(`-${end}`));
}

export function levelOf(id: string, effect: Effect, direction: Direction): Level {
  return DEVIATIONS[id]?.[direction] ?? LEVELS[direction][effect];
}

/** Ids that oasdiff names in a way of its own. */
const RENAMED: Record<string, string> = {
  'response-body-enum-value-removed': 'response-mediatype-enum-value-removed',
  'request-body-schema-added': 'request-body-media-type-schema-added',
  'request-body-schema-removed': 'request-body-media-type-schema-removed',
  'response-body-schema-added': 'response-body-media-type-schema-added',
  'response-body-schema-removed': 'response-body-media-type-schema-removed',
};

/** The id of a change: what it happened to, and what happened. */
export function idOf(kind: string, end: string): string {
  // Of these only what is safe has a name of its own.
  const unsafe = kind.startsWith('request') ? 'specialized' : 'generalized';
  const id = `${kind}-${end.replace(new RegExp(`^(multiple-of|pattern)-${unsafe}$`), '$1-changed')}`;
  return RENAMED[id] ?? id;
}
