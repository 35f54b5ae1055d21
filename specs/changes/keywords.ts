import { isObject } from '../catalogue/data-file.ts';
import type { Schema } from '../catalogue/model.ts';
import type { Effect } from './raw-change.ts';

/** One difference of one keyword, without its place. */
export interface KeywordChange {
  /** Last part of the id, such as `max-length-decreased`. */
  id: string;
  effect: Effect;
  from?: string;
  to?: string;
}

type Compare = (base: Schema, revision: Schema) => KeywordChange[];

/**
 * Keywords of JSON Schema that hold no other schemas, and what a change of each means. Names of ids follow oasdiff. Values
 * are those of normalised schemas: `nullable` is a type, `const` an enum, and an exclusive bound a bound.
 */
export const KEYWORDS: Record<string, Compare> = {
  maxLength: upper('maxLength', 'max-length'),
  maxItems: upper('maxItems', 'max-items'),
  maxProperties: upper('maxProperties', 'max-properties'),
  maxContains: upper('maxContains', 'max-contains'),
  minLength: lower('minLength', 'min-length', 0),
  minItems: lower('minItems', 'min-items', 0),
  minProperties: lower('minProperties', 'min-properties', 0),
  minContains: lower('minContains', 'min-contains', 1),
  maximum: (base, revision) => bound(upperBound(base), upperBound(revision), 'max', -1),
  minimum: (base, revision) => bound(lowerBound(base), lowerBound(revision), 'min', 1),
  multipleOf,
  uniqueItems: flag('uniqueItems', 'unique-items'),
  pattern,
  format,
  enum: enumeration,
  'x-extensible-enum': extensibleEnum,
  dependentRequired,
  contentMediaType: fixed('contentMediaType', 'content-media-type'),
  contentEncoding: fixed('contentEncoding', 'content-encoding'),
};

function upper(keyword: keyof Schema, id: string): Compare {
  return (base, revision) => bound(simple(base[keyword]), simple(revision[keyword]), id, -1);
}

/** @param natural what holds where nothing is said: a minimum of 0 says no more than none */
function lower(keyword: keyof Schema, id: string, natural: number): Compare {
  const read = (schema: Schema) => {
    const limit = simple(schema[keyword]);
    return limit !== null && limit.value <= natural ? null : limit;
  };
  return (base, revision) => bound(read(base), read(revision), id, 1);
}

interface Bound {
  value: number;
  exclusive: boolean;
}

function simple(value: unknown): Bound | null {
  return typeof value === 'number' && Number.isFinite(value) ? { value, exclusive: false } : null;
}

/** The stricter of `maximum` and `exclusiveMaximum`; in OpenAPI 3.0 the second is a flag of the first. */
function upperBound({ maximum, exclusiveMaximum }: Schema): Bound | null {
  return strictest(maximum, exclusiveMaximum, -1);
}

function lowerBound({ minimum, exclusiveMinimum }: Schema): Bound | null {
  return strictest(minimum, exclusiveMinimum, 1);
}

function strictest(inclusive: unknown, exclusive: unknown, sign: 1 | -1): Bound | null {
  const plain = simple(inclusive);
  if (exclusive === true) return plain === null ? null : { ...plain, exclusive: true };
  const strict = typeof exclusive === 'number' ? { value: exclusive, exclusive: true } : null;
  if (plain === null || strict === null) return strict ?? plain;
  return sign * (strict.value - plain.value) >= 0 ? strict : plain;
}

/** @param sign 1 where a greater bound is stricter, -1 where a smaller one is */
function bound(base: Bound | null, revision: Bound | null, id: string, sign: 1 | -1): KeywordChange[] {
  if (base === null && revision === null) return [];
  if (base === null) return [{ id: `${id}-set`, effect: 'tightened', to: text(revision) }];
  if (revision === null) return [{ id: `${id}-unset`, effect: 'loosened', from: text(base) }];
  const step = sign * (revision.value - base.value) || Number(revision.exclusive) - Number(base.exclusive);
  if (step === 0) return [];
  const grew = revision.value === base.value ? step * sign > 0 : revision.value > base.value;
  return [
    {
      id: `${id}-${grew ? 'increased' : 'decreased'}`,
      effect: step > 0 ? 'tightened' : 'loosened',
      from: text(base),
      to: text(revision),
    },
  ];
}

function text(limit: Bound | null): string {
  return limit === null ? '' : `${limit.exclusive ? '≠ ' : ''}${limit.value}`;
}

function multipleOf({ multipleOf: from }: Schema, { multipleOf: to }: Schema): KeywordChange[] {
  if (from === to || (from === undefined && to === undefined)) return [];
  if (from === undefined) return [{ id: 'multiple-of-set', effect: 'tightened', to: String(to) }];
  if (to === undefined) return [{ id: 'multiple-of-unset', effect: 'loosened', from: String(from) }];
  const isMultiple = (a: number, b: number) => b !== 0 && Math.abs(a / b - Math.round(a / b)) < 1e-9;
  const effect = isMultiple(from, to) ? 'loosened' : isMultiple(to, from) ? 'tightened' : 'changed';
  return [{ id: 'multiple-of-changed', effect, from: String(from), to: String(to) }];
}

function flag(keyword: keyof Schema, id: string): Compare {
  return (base, revision) => {
    const [from, to] = [base[keyword] === true, revision[keyword] === true];
    if (from === to) return [];
    return [to ? { id: `${id}-set`, effect: 'tightened' } : { id: `${id}-unset`, effect: 'loosened' }];
  };
}

/** A keyword of which any change makes the values others. */
function fixed(keyword: keyof Schema, id: string): Compare {
  return (base, revision) => {
    const [from, to] = [base[keyword], revision[keyword]];
    return from === to
      ? []
      : [{ id: `${id}-changed`, effect: 'changed', from: String(from ?? '–'), to: String(to ?? '–') }];
  };
}

function pattern({ pattern: from }: Schema, { pattern: to }: Schema): KeywordChange[] {
  if (from === to) return [];
  if (to === undefined || isAnything(to))
    return [
      { id: to === undefined ? 'pattern-removed' : 'pattern-generalized', effect: 'loosened', from: String(from) },
    ];
  if (from === undefined || isAnything(from)) return [{ id: 'pattern-added', effect: 'tightened', to }];
  return [{ id: 'pattern-changed', effect: 'changed', from, to }];
}

function isAnything(expression: string): boolean {
  return /^\^?\.\*\$?$/.test(expression);
}

/** Formats of which the second takes all that the first takes. */
const WIDER: [string, string][] = [
  ['int32', 'int64'],
  ['float', 'double'],
  ['date', 'date-time-or-date'],
];

function format({ format: from }: Schema, { format: to }: Schema): KeywordChange[] {
  if (from === to) return [];
  if (from === undefined) return [{ id: 'format-added', effect: 'tightened', to: String(to) }];
  if (to === undefined) return [{ id: 'format-removed', effect: 'loosened', from }];
  const isWider = (a: string, b: string) => WIDER.some(([narrow, wide]) => narrow === a && wide === b);
  const effect = isWider(from, to) ? 'loosened' : isWider(to, from) ? 'tightened' : 'changed';
  return [{ id: 'format-changed', effect, from, to }];
}

function enumeration(base: Schema, revision: Schema): KeywordChange[] {
  const [from, to] = [base.enum, revision.enum];
  if (!Array.isArray(from) && !Array.isArray(to)) return [];
  if (!Array.isArray(from)) return [{ id: 'became-enum', effect: 'tightened', to: list(to ?? []) }];
  if (!Array.isArray(to)) return [{ id: 'enum-removed', effect: 'loosened', from: list(from) }];
  const removed = without(from, to);
  const added = without(to, from);
  const changes: KeywordChange[] = [];
  if (removed.length > 0) changes.push({ id: 'enum-value-removed', effect: 'tightened', from: list(removed) });
  // A list that says it will grow has warned its readers.
  const isExtensible = revision['x-extensible-enum'] !== undefined || base['x-extensible-enum'] !== undefined;
  if (added.length > 0) {
    changes.push({
      id: isExtensible ? 'extensible-enum-value-added' : 'enum-value-added',
      effect: 'loosened',
      to: list(added),
    });
  }
  return changes;
}

function extensibleEnum(base: Schema, revision: Schema): KeywordChange[] {
  const [from, to] = [base['x-extensible-enum'], revision['x-extensible-enum']];
  if (!Array.isArray(from) || !Array.isArray(to)) return [];
  const removed = without(from, to);
  if (removed.length === 0) return [];
  return [{ id: 'x-extensible-enum-value-removed', effect: 'tightened', from: list(removed) }];
}

function dependentRequired(base: Schema, revision: Schema): KeywordChange[] {
  const read = (schema: Schema) => (isObject(schema.dependentRequired) ? schema.dependentRequired : {});
  const [from, to] = [read(base), read(revision)];
  const changes: KeywordChange[] = [];
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [values(from[name]), values(to[name])];
    const [added, removed] = [without(after, before), without(before, after)];
    if (added.length > 0)
      changes.push({ id: 'dependent-required-added', effect: 'tightened', to: `${name} → ${list(added)}` });
    if (removed.length > 0)
      changes.push({ id: 'dependent-required-removed', effect: 'loosened', from: `${name} → ${list(removed)}` });
  }
  return changes;
}

function values(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(all: unknown[], some: unknown[]): unknown[] {
  const known = new Set(some.map((value) => JSON.stringify(value)));
  return all.filter((value) => !known.has(JSON.stringify(value)));
}

function list(all: unknown[]): string {
  const shown = all.slice(0, 5).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return all.length > 5 ? `${shown.join(', ')} …` : shown.join(', ');
}
