import type { Schema } from '../../catalogue/model.ts';
import { isObject } from '../../json/value.ts';
import { compareNumbers, integerBeyond, isMultipleOf, isNumeric, type Numeric } from '../../numbers/index.ts';
import type { Effect, KeywordChange } from '../change.ts';
import { compareExpressions } from '../pattern/fitting-texts.ts';
import { typesIn } from './canonical.ts';
import {
  areValues,
  isLeastLength,
  isLeastOfProperties,
  isMostLength,
  isMostOfProperties,
  unlessImplied,
} from './implied.ts';
import { keyOf } from './value-key.ts';

type Compare = (base: Schema, revision: Schema) => KeywordChange[];

/**
 * Keywords of JSON Schema that hold no other schemas, and what a change of each does to the values that are allowed. Ids are
 * named as in oasdiff. Schemas are normalised: `const` is an enum, and of two ways to say a bound there is one.
 */
export const KEYWORDS: Record<string, Compare> = {
  maxLength: unlessImplied(atMost('maxLength', 'max-length'), isMostLength),
  maxItems: atMost('maxItems', 'max-items'),
  maxProperties: unlessImplied(atMost('maxProperties', 'max-properties'), isMostOfProperties),
  maxContains: atMost('maxContains', 'max-contains'),
  minLength: unlessImplied(atLeast('minLength', 'min-length', 0), isLeastLength),
  minItems: atLeast('minItems', 'min-items', null),
  minProperties: unlessImplied(atLeast('minProperties', 'min-properties', 0), isLeastOfProperties),
  minContains: atLeast('minContains', 'min-contains', 1),
  maximum: unlessImplied(
    (base, revision) => bound(...alike(base, revision, greatest, -1), 'max', -1),
    areValues((value, other) => isWithin(value, greatest(other), -1)),
  ),
  minimum: unlessImplied(
    (base, revision) => bound(...alike(base, revision, least, 1), 'min', 1),
    areValues((value, other) => isWithin(value, least(other), 1)),
  ),
  multipleOf: unlessImplied(
    multipleOf,
    areValues((value, { multipleOf: step }) => !isNumeric(value) || step === undefined || isMultipleOf(value, step)),
  ),
  uniqueItems: flag('uniqueItems', 'unique-items'),
  pattern: unlessImplied(
    pattern,
    areValues((value, other) => typeof value !== 'string' || fits(value, other.pattern)),
  ),
  format,
  enum: values,
  'x-extensible-enum': extensibleEnum,
  dependentRequired,
  contentMediaType: fixed('contentMediaType', 'content-media-type'),
  contentEncoding: fixed('contentEncoding', 'content-encoding'),
};

interface Bound {
  value: Numeric;
  isExclusive: boolean;
}

function atMost(keyword: keyof Schema, id: string): Compare {
  return (base, revision) => bound(limit(base[keyword]), limit(revision[keyword]), id, -1);
}

/** @param natural what holds where nothing is said; `null` where ids tell setting a bound from raising it */
function atLeast(keyword: keyof Schema, id: string, natural: number | null): Compare {
  const read = (schema: Schema) => {
    const found = limit(schema[keyword]) ?? limit(natural);
    return natural === null && found?.value === 0 ? null : found;
  };
  return (base, revision) => bound(read(base), read(revision), id, 1);
}

function limit(value: unknown, isExclusive = false): Bound | null {
  return isNumeric(value) && !isInfinite(value) ? { value, isExclusive } : null;
}

/** YAML has numbers that JSON has not. */
function isInfinite(value: Numeric): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}

function greatest({ maximum, exclusiveMaximum }: Schema): Bound | null {
  return stricter(maximum, exclusiveMaximum, -1);
}

function least({ minimum, exclusiveMinimum }: Schema): Bound | null {
  return stricter(minimum, exclusiveMinimum, 1);
}

/** In OpenAPI 3.0 the exclusive bound is a flag of the other, from 3.1 on a bound of its own. */
function stricter(inclusive: unknown, exclusive: unknown, sign: 1 | -1): Bound | null {
  if (!isNumeric(exclusive)) return limit(inclusive, exclusive === true);
  const [plain, strict] = [limit(inclusive), limit(exclusive, true)];
  return plain !== null && strict !== null && sign * compareNumbers(plain.value, strict.value) > 0 ? plain : strict;
}

/** Bounds of whole numbers can be written in two ways: `> 0` is `1`. */
function alike(
  base: Schema,
  revision: Schema,
  read: (schema: Schema) => Bound | null,
  sign: 1 | -1,
): [Bound | null, Bound | null] {
  const bounds: [Bound | null, Bound | null] = [read(base), read(revision)];
  const isWhole = [base, revision].every((schema) => typesIn(schema).join() === 'integer');
  if (!isWhole || bounds[0]?.isExclusive === bounds[1]?.isExclusive) return bounds;
  const inclusive = (found: Bound | null) => (found?.isExclusive ? limit(integerBeyond(found.value, sign)) : found);
  return [inclusive(bounds[0]), inclusive(bounds[1])];
}

function isWithin(value: unknown, found: Bound | null, sign: 1 | -1): boolean {
  if (!isNumeric(value) || found === null) return true;
  const over = sign * compareNumbers(value, found.value);
  return found.isExclusive ? over > 0 : over >= 0;
}

/** @param sign 1 where a greater bound is stricter, -1 where a smaller one is */
function bound(base: Bound | null, revision: Bound | null, name: string, sign: 1 | -1): KeywordChange[] {
  const id = (revision ?? base)?.isExclusive ? `exclusive-${name}` : name;
  if (base === null)
    return revision === null ? [] : [{ id: `${id}-set`, effect: 'tightened', to: String(revision.value) }];
  if (revision === null) return [{ id: `${id}-unset`, effect: 'loosened', from: String(base.value) }];
  const byValue = sign * compareNumbers(revision.value, base.value);
  const step = byValue || Number(revision.isExclusive) - Number(base.isExclusive);
  if (step === 0) return [];
  return [
    {
      id: `${id}-${step * sign > 0 ? 'increased' : 'decreased'}`,
      effect: step > 0 ? 'tightened' : 'loosened',
      from: shownBound(base, sign),
      to: shownBound(revision, sign),
    },
  ];
}

function shownBound({ value, isExclusive }: Bound, sign: 1 | -1): string {
  return isExclusive ? `${sign > 0 ? '>' : '<'} ${value}` : String(value);
}

function multipleOf(base: Schema, revision: Schema): KeywordChange[] {
  const [before, now] = [stepOf(base, revision), stepOf(revision, base)];
  if (before === now || (before && now && compareNumbers(before, now) === 0)) return [];
  if (before === undefined) return [{ id: 'multiple-of-set', effect: 'tightened', to: String(now) }];
  if (now === undefined) return [{ id: 'multiple-of-unset', effect: 'loosened', from: String(before) }];
  const details = { from: String(before), to: String(now) };
  if (isMultipleOf(before, now)) return [{ id: 'multiple-of-generalized', effect: 'loosened', ...details }];
  if (isMultipleOf(now, before)) return [{ id: 'multiple-of-specialized', effect: 'tightened', ...details }];
  return [{ id: 'multiple-of-changed', effect: 'changed', ...details }];
}

/** The step of a schema. That of whole numbers counts where it is compared with that of fractions. */
function stepOf(schema: Schema, other: Schema): Numeric | undefined {
  const [isWhole, isOtherWhole] = [schema, other].map((read) => typesIn(read).join() === 'integer');
  const implied = isWhole && !isOtherWhole && limit(other.multipleOf) !== null ? 1 : undefined;
  return limit(schema.multipleOf)?.value ?? implied;
}

function flag(keyword: keyof Schema, id: string): Compare {
  return (base, revision) => {
    const [from, to] = [base[keyword] === true, revision[keyword] === true];
    if (from === to) return [];
    return [to ? { id: `${id}-set`, effect: 'tightened' } : { id: `${id}-unset`, effect: 'loosened' }];
  };
}

/** A keyword that names one kind of text: another name is another kind. */
function fixed(keyword: keyof Schema, id: string): Compare {
  return (base, revision) => {
    const [from, to] = [base, revision].map(({ [keyword]: name }) => (typeof name === 'string' ? name : undefined));
    if (from === to) return [];
    if (from === undefined) return [{ id: `${id}-added`, effect: 'tightened', to: String(to) }];
    if (to === undefined) return [{ id: `${id}-removed`, effect: 'loosened', from }];
    return [{ id: `${id}-changed`, effect: 'changed', from, to }];
  };
}

const PATTERN_IDS: Record<Effect, string> = {
  loosened: 'pattern-generalized',
  tightened: 'pattern-specialized',
  changed: 'pattern-changed',
};

function pattern({ pattern: from }: Schema, { pattern: to }: Schema): KeywordChange[] {
  const [before, now] = [expression(from), expression(to)];
  if (before === now) return [];
  if (before === null) return [{ id: 'pattern-added', effect: 'tightened', to: String(now) }];
  if (now !== null) {
    const effect = compareExpressions(before, now);
    return effect === 'same' ? [] : [{ id: PATTERN_IDS[effect], effect, from: before, to: now }];
  }
  if (typeof to !== 'string') return [{ id: 'pattern-removed', effect: 'loosened', from: before }];
  return [{ id: 'pattern-generalized', effect: 'loosened', from: before, to }];
}

function fits(value: string, written: unknown): boolean {
  try {
    return typeof written !== 'string' || new RegExp(written).test(value);
  } catch {
    return false;
  }
}

/** `null` for what any text fits. */
function expression(written: unknown): string | null {
  return typeof written !== 'string' || /^\^?(\.\*|\[\\s\\S\]\*)?\$?$/.test(written) ? null : written;
}

/** Formats, and those that take all that they take. */
const WIDER_FORMATS = new Map([
  ['int8', ['int16', 'int32', 'int64']],
  ['int16', ['int32', 'int64']],
  ['int32', ['int64']],
  ['float', ['double']],
]);

/**
 * Formats that JSON Schema or OpenAPI's registry of formats defines. To validators any other is an annotation: whether a server
 * holds values against it cannot be told.
 */
const DEFINED_FORMATS = new Set([
  ...[
    'date-time',
    'date',
    'time',
    'duration',
    'email',
    'idn-email',
    'hostname',
    'idn-hostname',
    'ipv4',
    'ipv6',
    'uuid',
  ],
  ...['uri', 'uri-reference', 'uri-template', 'iri', 'iri-reference', 'json-pointer', 'relative-json-pointer', 'regex'],
  ...['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float', 'double', 'double-int'],
  ...['decimal', 'decimal128', 'byte', 'binary', 'base64url', 'char', 'http-date', 'date-time-local', 'time-local'],
  ...['unixtime', 'media-range', 'etag', 'commonmark', 'html', 'password'],
  ...['sf-string', 'sf-token', 'sf-integer', 'sf-decimal', 'sf-boolean', 'sf-binary'],
]);

/** Formats that say how a value is shown, not which values there are. */
const FORMATS_FOR_SHOW = new Set(['password', 'markdown', 'html', 'textarea']);

function format(base: Schema, revision: Schema): KeywordChange[] {
  const read = ({ format: name }: Schema) =>
    typeof name === 'string' && !FORMATS_FOR_SHOW.has(name) ? name : undefined;
  const [from, to] = [read(base), read(revision)];
  if (from === to) return [];
  // What a custom format asks for, only the agency knows.
  const isCustom = [from, to].every((name) => name === undefined || !DEFINED_FORMATS.has(name));
  const kind = isCustom ? 'custom-format' : 'format';
  if (from === undefined) return [{ id: `${kind}-added`, effect: 'tightened', to: String(to) }];
  if (to === undefined) return [{ id: `${kind}-removed`, effect: 'loosened', from }];
  if (isCustom) return [{ id: 'custom-format-changed', effect: 'changed', from, to }];
  const isLoosened = WIDER_FORMATS.get(from)?.includes(to);
  const effect = isLoosened ? 'loosened' : WIDER_FORMATS.get(to)?.includes(from) ? 'tightened' : 'changed';
  return [{ id: 'format-changed', effect, from, to }];
}

function values(base: Schema, revision: Schema): KeywordChange[] {
  const [from, to] = [base.enum, revision.enum];
  if (from === undefined && to === undefined) return [];
  const isConst = (schema: Schema) => schema['x-const'] === true;
  if (from === undefined)
    return [{ id: isConst(revision) ? 'const-added' : 'became-enum', effect: 'tightened', to: shownList(to ?? []) }];
  if (to === undefined)
    return [{ id: isConst(base) ? 'const-removed' : 'enum-removed', effect: 'loosened', from: shownList(from) }];
  const [removed, added] = [without(from, to), without(to, from)];
  if (isConst(base) && isConst(revision) && added.length > 0)
    return [{ id: 'const-changed', effect: 'changed', from: shownList(from), to: shownList(to) }];
  const changes: KeywordChange[] = [];
  if (removed.length > 0) changes.push({ id: 'enum-value-removed', effect: 'tightened', from: shownList(removed) });
  if (added.length > 0) {
    const isAnnounced = isObjectOrTrue(base['x-extensible-enum']);
    const id = isAnnounced ? 'extensible-enum-value-added' : 'enum-value-added';
    changes.push({ id, effect: 'loosened', to: shownList(added) });
  }
  return changes;
}

function isObjectOrTrue(value: unknown): boolean {
  return value === true || (typeof value === 'object' && value !== null);
}

function extensibleEnum(base: Schema, revision: Schema): KeywordChange[] {
  const [from, to] = [base['x-extensible-enum'], revision['x-extensible-enum']];
  if (!Array.isArray(from) || !Array.isArray(to)) return [];
  const [removed, added] = [without(from, to), without(to, from)];
  const changes: KeywordChange[] = [];
  if (removed.length > 0)
    changes.push({ id: 'x-extensible-enum-value-removed', effect: 'tightened', from: shownList(removed) });
  if (added.length > 0 && base.enum === undefined)
    changes.push({ id: 'extensible-enum-value-added', effect: 'loosened', to: shownList(added) });
  return changes;
}

function dependentRequired(base: Schema, revision: Schema): KeywordChange[] {
  const read = ({ dependentRequired: map }: Schema) => (isObject(map) ? map : {});
  const [from, to] = [read(base), read(revision)];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name): KeywordChange[] => {
    const [before, now] = [listOf(from[name]), listOf(to[name])];
    const [added, removed] = [without(now, before), without(before, now)];
    if (added.length === 0 && removed.length === 0) return [];
    const details = { from: `${name} → ${shownList(before)}`, to: `${name} → ${shownList(now)}` };
    if (before.length === 0) return [{ id: 'dependent-required-added', effect: 'tightened', to: details.to }];
    if (now.length === 0) return [{ id: 'dependent-required-removed', effect: 'loosened', from: details.from }];
    const effect = removed.length === 0 ? 'tightened' : added.length === 0 ? 'loosened' : 'changed';
    return [{ id: 'dependent-required-changed', effect, ...details }];
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(all: unknown[], some: unknown[]): unknown[] {
  const known = new Set(some.map(keyOf));
  return all.filter((value) => !known.has(keyOf(value)));
}

function shownList(all: unknown[]): string {
  const shown = all.slice(0, 5).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return all.length > 5 ? `${shown.join(', ')} …` : shown.join(', ');
}
