import type { Schema } from '../catalogue/model.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { ExactNumber } from '../numbers/index.ts';
import { localTimestamp } from './local-time.ts';
import { allowsNull, type Schemas, shapeOf } from './members.ts';
import { Money } from './money.ts';

/**
 * A value as expressions see it: integers are `bigint`, other numbers `number`, instants `Date`, amounts of money {@link Money}.
 * Objects have every member that their schema declares; one that is absent is `null`.
 */
export type Value = string | bigint | number | boolean | null | Date | Money | Value[] | ValueObject;
export interface ValueObject {
  [member: string]: Value;
}

/** Makes a value of expressions from one of JSON. */
export type ReadValue = (json: JsonValue | undefined) => Value;

/** Prepares reading the values of schemas of one service. */
export class ValueReaders {
  readonly #schemas: Schemas;
  readonly #readers = new Map<Schema, ReadValue>();

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** @param schema `null` for values that nothing is known of */
  of(schema: Schema | null): ReadValue {
    if (schema === null) return readAny;
    const known = this.#readers.get(schema);
    if (known !== undefined) return known;
    // A schema may hold itself: its reader is there before its members are read.
    let made: ReadValue | null = null;
    const reader: ReadValue = (json) => {
      made ??= this.#make(schema);
      return made(json);
    };
    this.#readers.set(schema, reader);
    return reader;
  }

  #make(schema: Schema): ReadValue {
    const shape = shapeOf(schema, this.#schemas);
    switch (shape.kind) {
      case 'money':
        return (json) => (isObject(json) ? moneyIn(json) : readAny(json));
      case 'timestamp':
        return (json) => (typeof json === 'string' ? (instantIn(json) ?? json) : readAny(json));
      case 'number':
        return (json) => (typeof json === 'number' ? json : readAny(json));
      case 'list': {
        const item = this.of(shape.items);
        return (json) => (Array.isArray(json) ? json.map(item) : readAny(json));
      }
      case 'object': {
        const members = Object.entries(shape.members).map(([name, member]) => [name, this.of(member)] as const);
        const other = this.of(shape.others);
        return (json) => {
          if (!isObject(json)) return readAny(json);
          const value: ValueObject = {};
          for (const [name, read] of members) value[name] = read(json[name]);
          for (const name of Object.keys(json)) if (!(name in value)) value[name] = other(json[name]);
          return value;
        };
      }
      default:
        return readAny;
    }
  }
}

/** A value of JSON of which no schema is known. */
export function readAny(json: JsonValue | undefined): Value {
  if (json === undefined || json === null) return null;
  if (typeof json === 'number') return Number.isSafeInteger(json) ? BigInt(json) : json;
  if (json instanceof ExactNumber) return /^-?\d+$/.test(json.text) ? BigInt(json.text) : Number(json.text);
  if (Array.isArray(json)) return json.map(readAny);
  if (!isObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([name, member]) => [name, readAny(member)]));
}

function moneyIn(json: JsonObject): Value {
  const { amount, currency } = json;
  const money = typeof amount === 'string' && typeof currency === 'string' ? Money.parse({ amount, currency }) : null;
  return money ?? readAny(json);
}

function instantIn(text: string): Date | null {
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : new Date(instant);
}

/** Writes a value of expressions as JSON; instants in the local time of a zone. */
export function writeValue(value: Value, zone: string): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (typeof value === 'bigint') return ExactNumber.read(String(value));
  if (value instanceof Date) return localTimestamp(value, zone);
  if (value instanceof Money) return { ...value.toJSON() };
  if (Array.isArray(value)) return value.map((item) => writeValue(item, zone));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, writeValue(member, zone)]));
}

/**
 * What of a value of JSON its schema shows: declared members only, where the schema declares some, and no `null` where it
 * allows none.
 */
export function shownBySchema(json: JsonValue, schema: Schema | null, schemas: Schemas): JsonValue {
  const shape = shapeOf(schema, schemas);
  if (Array.isArray(json)) {
    const items = shape.kind === 'list' ? shape.items : null;
    return json.map((item) => shownBySchema(item, items, schemas));
  }
  if (!isObject(json) || shape.kind !== 'object') return json;
  const shown: JsonObject = {};
  for (const [name, member] of Object.entries(json)) {
    const declared = shape.members[name];
    if (
      member === undefined ||
      (declared === undefined && shape.others === null && Object.keys(shape.members).length > 0)
    )
      continue;
    if (member === null && declared !== undefined && !allowsNull(declared, schemas)) continue;
    shown[name] = shownBySchema(member, declared ?? shape.others, schemas);
  }
  return shown;
}
