import { isObject } from '../json/value.ts';
import { ExactNumber, isInteger } from '../numbers/index.ts';

/**
 * Ajv knows plain numbers only. A value that holds exact ones is checked as a copy with the nearest doubles in their place,
 * and keywords that compare numbers look up here what stands there really.
 */
export const exactValues: { originals: WeakMap<object, object> | null } = { originals: null };

/** A value and what holds it. */
interface Held {
  parent: object;
  key: string | number;
}

/** What a value is really that a keyword was given. */
export function exactValue(value: unknown, { parent, key }: Held): unknown {
  const { originals } = exactValues;
  if (originals === null) return value;
  if (typeof value === 'object' && value !== null) return originals.get(value) ?? value;
  if (typeof value !== 'number') return value;
  const original = (originals.get(parent) as Record<string | number, unknown> | undefined)?.[key];
  return original instanceof ExactNumber ? original : value;
}

/** Whether a value holds a number that a double cannot hold. */
export function holdsExact(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value instanceof ExactNumber) return true;
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    // Each call would cost more than the question.
    if (typeof member === 'object' && holdsExact(member)) return true;
  }
  return false;
}

/** Runs a check on a copy of a value with plain numbers. */
export function withPlainNumbers<T>(value: unknown, check: (plain: unknown, held: Held) => T): T {
  const originals = new WeakMap<object, object>();
  const held = { parent: { value: null }, key: 'value' };
  originals.set(held.parent, { value });
  exactValues.originals = originals;
  try {
    return check(plainCopy(value, originals), held);
  } finally {
    exactValues.originals = null;
  }
}

function plainCopy(value: unknown, originals: WeakMap<object, object>): unknown {
  if (value instanceof ExactNumber) return nearest(value);
  if (Array.isArray(value)) {
    const copy = value.map((item) => plainCopy(item, originals));
    originals.set(copy, value);
    return copy;
  }
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainCopy(member, originals)]));
  originals.set(copy, value);
  return copy;
}

/** A finite double that is an integer just where the number is one, so that Ajv finds the right type. */
function nearest(value: ExactNumber): number {
  const double = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(value)));
  return isInteger(value) === Number.isInteger(double) ? double : 0.5;
}

const LIMITS = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']);

const schemaOriginals = new WeakMap<object, Record<string, unknown>>();

/** A schema whose limits are plain numbers, which is all that Ajv takes; {@link exactKeyword} gives the exact ones. */
export function withPlainLimits<T>(schema: T): T {
  return holdsExact(schema) ? (plainLimits(schema) as T) : schema;
}

function plainLimits(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plainLimits);
  if (!isObject(schema)) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      LIMITS.has(keyword) && value instanceof ExactNumber ? Number(value) : plainLimits(value),
    ]),
  );
  schemaOriginals.set(copy, schema);
  return copy;
}

/** The value of a keyword as the schema has it. */
export function exactKeyword(schema: object, keyword: string): unknown {
  return (schemaOriginals.get(schema) ?? (schema as Record<string, unknown>))[keyword];
}
