import type { Schema } from '../../catalogue/model.ts';
import { isObject, stringsIn } from '../../json/value.ts';
import { lenientRegExp } from '../../schema/index.ts';
import { type AnySchema, isEverything, typesIn } from './canonical.ts';
import type { SchemaReader } from './schema-reader.ts';
import { keyOf } from './value-key.ts';

/** A normalised schema and the reader that knows what its nodes refer to. */
export interface Side {
  schema: AnySchema;
  reader: SchemaReader;
  /** Whether only declared properties are there: what a client sends, even where others are accepted. */
  isSent?: boolean;
}

/** Nested deeper than this, or with more members, schemas count as overlapping. */
const MAX_DEPTH = 6;
const MAX_MEMBERS = 64;

/** Formats of which no text fits two. */
const APART = new Set(['date', 'date-time', 'time', 'uuid', 'ipv4', 'ipv6']);

const TYPES = ['array', 'boolean', 'number', 'object', 'string'];

/** Tells of pairs of schemas whether any value fits both, and remembers it. */
export class Disjointness {
  readonly #known = new Map<AnySchema, Map<AnySchema, Map<string, boolean>>>();

  /** Whether no value fits both schemas. `false` also where that cannot be shown. */
  areDisjoint(a: Side, b: Side, depth = MAX_DEPTH): boolean {
    if (a.schema === false || b.schema === false) return true;
    if (a.schema === true || b.schema === true || depth === 0) return false;
    const byOther = this.#known.get(a.schema) ?? new Map<AnySchema, Map<string, boolean>>();
    const byKind = byOther.get(b.schema) ?? new Map<string, boolean>();
    this.#known.set(a.schema, byOther);
    byOther.set(b.schema, byKind);
    const kind = [a.isSent === true, b.isSent === true, depth].join();
    const known = byKind.get(kind);
    if (known !== undefined) return known;
    const answer = this.#byParts(a, b, depth - 1) || this.#byParts(b, a, depth - 1) || this.#byTypes(a, b, depth - 1);
    byKind.set(kind, answer);
    return answer;
  }

  /** Every alternative, or one part of those that all hold, has nothing in common with the other schema. */
  #byParts(one: Side, other: Side, depth: number): boolean {
    const { schema, reader } = one;
    if (typeof schema === 'boolean') return false;
    const isApart = (part: AnySchema) => this.areDisjoint({ ...one, schema: part }, other, depth);
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const members = listOf(schema[keyword]);
      const isUnion = members.length > 0 && members.length <= MAX_MEMBERS;
      if (isUnion && members.every((member) => isApart(reader.withAlternative(schema, member))))
        return !sharesNull(one, other);
    }
    if (listOf(schema.allOf).some((member) => isApart(reader.read(member)))) return true;
    const names = namesForbidden(schema.not);
    const isForbidden = names !== null && typeof other.schema === 'object' && isObjectOnly(other.schema);
    return isForbidden && names.every((name) => stringsIn((other.schema as Schema).required).includes(name));
  }

  #byTypes(a: Side, b: Side, depth: number): boolean {
    if (typeof a.schema === 'boolean' || typeof b.schema === 'boolean' || sharesNull(a, b)) return false;
    const [one, other] = [a.schema, b.schema];
    if (isListedApart(one, other) || isListedApart(other, one)) return true;
    const common = TYPES.filter((type) => takesType(one, type) && takesType(other, type));
    return common.every((type) => {
      if (type === 'string') return areTextsApart(one, other);
      if (type === 'number') return areNumbersApart(one, other);
      if (type === 'array') return this.#areListsApart(a, b, depth);
      return type === 'object' && (this.#areObjectsApart(a, b, depth) || this.#areObjectsApart(b, a, depth));
    });
  }

  #areListsApart(a: Side, b: Side, depth: number): boolean {
    const [one, other] = [a.schema as Schema, b.schema as Schema];
    const least = Math.max(one.minItems ?? 0, other.minItems ?? 0);
    if (least > Math.min(one.maxItems ?? Number.POSITIVE_INFINITY, other.maxItems ?? Number.POSITIVE_INFINITY))
      return true;
    if (least === 0 || one.prefixItems !== undefined || other.prefixItems !== undefined) return false;
    return this.areDisjoint(below(a, one.items), below(b, other.items), depth);
  }

  /** A property that `one` asks for, and that the other refuses or knows with other values. */
  #areObjectsApart(a: Side, b: Side, depth: number): boolean {
    return stringsIn((a.schema as Schema).required).some((name) => {
      const [own, others] = [propertyOf(a, name), propertyOf(b, name)];
      return this.areDisjoint(own, others, depth);
    });
  }
}

function below(side: Side, node: unknown): Side {
  return { ...side, schema: side.reader.read(node ?? true) };
}

/** What a schema says of a property, declared or not. */
function propertyOf(side: Side, name: string): Side {
  const { properties, patternProperties, additionalProperties } = side.schema as Schema;
  if (isObject(properties) && Object.hasOwn(properties, name)) return below(side, properties[name]);
  const matching = Object.entries(isObject(patternProperties) ? patternProperties : {}).filter(([pattern]) =>
    lenientRegExp(pattern, 'u').test(name),
  );
  if (matching.length > 0) return below(side, matching[0]?.[1]);
  const others = side.reader.read(additionalProperties ?? true);
  return { ...side, schema: side.isSent === true && isEverything(others) ? false : others };
}

/** The names of which `not` says that they may not all be there; `null` where it says anything else. */
function namesForbidden(not: unknown): string[] | null {
  if (!isObject(not)) return null;
  const isPlain = Object.keys(not).every((keyword) => keyword === 'required' || keyword === 'type');
  const names = stringsIn(not.required);
  return isPlain && names.length > 0 ? names : null;
}

function isObjectOnly(schema: Schema): boolean {
  return typesIn(schema).join() === 'object' && schema.nullable !== true;
}

function sharesNull(a: Side, b: Side): boolean {
  return [a.schema, b.schema].every((schema) => {
    if (typeof schema === 'boolean') return schema;
    if (schema.nullable === true || typesIn(schema).includes('null')) return true;
    return (
      typesIn(schema).length === 0 &&
      schema.enum === undefined &&
      schema.oneOf === undefined &&
      schema.anyOf === undefined
    );
  });
}

function takesType(schema: Schema, type: string): boolean {
  const types = typesIn(schema);
  return types.length === 0 || types.includes(type) || (type === 'number' && types.includes('integer'));
}

/** Whether none of the values that a schema lists fits another. */
function isListedApart({ enum: values }: Schema, other: Schema): boolean {
  return values?.every((value) => !mayFit(value, other)) === true;
}

function mayFit(value: unknown, schema: Schema): boolean {
  if (schema.enum !== undefined) return schema.enum.some((listed) => keyOf(listed) === keyOf(value));
  const type = Array.isArray(value) ? 'array' : typeof value;
  if (!takesType(schema, type)) return false;
  if (typeof value === 'number') {
    const isWhole = Number.isInteger(value) || typesIn(schema).length === 0 || typesIn(schema).includes('number');
    return isWhole && value >= lowest(schema) && value <= highest(schema);
  }
  if (typeof value !== 'string') return true;
  const { min, max } = lengthsOf(schema);
  const length = [...value].length;
  return (
    length >= min && length <= max && (schema.pattern === undefined || lenientRegExp(schema.pattern, 'u').test(value))
  );
}

function areTextsApart(a: Schema, b: Schema): boolean {
  const [one, other] = [lengthsOf(a), lengthsOf(b)];
  if (one.min > other.max || other.min > one.max) return true;
  const formats = [a.format, b.format];
  return formats.every((format) => typeof format === 'string' && APART.has(format)) && a.format !== b.format;
}

function lengthsOf({ minLength, maxLength }: Schema): { min: number; max: number } {
  return { min: minLength ?? 0, max: maxLength ?? Number.POSITIVE_INFINITY };
}

function areNumbersApart(a: Schema, b: Schema): boolean {
  const isBelow = (one: Schema, other: Schema) =>
    highest(one) < lowest(other) ||
    (highest(one) === lowest(other) &&
      (isExclusive(one, 'exclusiveMaximum') || isExclusive(other, 'exclusiveMinimum')));
  return isBelow(a, b) || isBelow(b, a);
}

function lowest({ minimum, exclusiveMinimum }: Schema): number {
  return Math.max(numberOr(minimum, Number.NEGATIVE_INFINITY), numberOr(exclusiveMinimum, Number.NEGATIVE_INFINITY));
}

function highest({ maximum, exclusiveMaximum }: Schema): number {
  return Math.min(numberOr(maximum, Number.POSITIVE_INFINITY), numberOr(exclusiveMaximum, Number.POSITIVE_INFINITY));
}

/** In OpenAPI 3.0 a flag, from 3.1 on the bound itself. */
function isExclusive(schema: Schema, keyword: 'exclusiveMaximum' | 'exclusiveMinimum'): boolean {
  const bound: unknown = schema[keyword];
  return bound === true || bound === (keyword === 'exclusiveMaximum' ? highest(schema) : lowest(schema));
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
