import type { JsonObject, JsonValue, Schema } from '@dpi/specs/model';
import { isMultipleOf } from '@dpi/specs/numbers';
import { refName, resolveSchema, type Schemas, schemaTypes } from '../reference/resolveSchema.ts';

/**
 * A value to start from where a spec gives no example: examples, defaults and enums where there are any, else the
 * plainest value of the type. Read-only properties are left out, and recursion ends at the first repetition.
 */
export function sampleValue(schema: Schema, schemas: Schemas): JsonValue {
  return sample(schema, schemas, []) ?? null;
}

/** `undefined`: nothing to show here without going in circles. */
function sample(schema: Schema, schemas: Schemas, open: string[]): JsonValue | undefined {
  const name = refName(schema);
  if (name !== null && open.includes(name)) return undefined;
  const inside = name === null ? open : [...open, name];
  const resolved = resolveSchema(schema, schemas);

  if (resolved.const !== undefined) return resolved.const;
  const stated = resolved.examples?.[0] ?? resolved.default ?? resolved.enum?.[0];
  if (stated !== undefined) return stated;

  const alternative = resolved.oneOf?.[0] ?? resolved.anyOf?.[0];
  const parts = [...(resolved.allOf ?? []), ...(alternative ? [alternative] : [])];
  if (parts.length > 0) {
    const values = parts.map((part) => sample(part, schemas, inside));
    const own = resolved.properties ? sampleObject(resolved, schemas, inside) : {};
    return values.every(isObject) ? Object.assign({}, ...values, own) : values.find((value) => value !== undefined);
  }

  switch (schemaTypes(resolved).find((type) => type !== 'null')) {
    case 'object':
      return sampleObject(resolved, schemas, inside);
    case 'array':
      return sampleArray(resolved, schemas, inside);
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return sampleNumber(resolved);
    case 'string':
      return sampleString(resolved);
    default:
      return null;
  }
}

function sampleObject(schema: Schema, schemas: Schemas, open: string[]): JsonObject {
  const value: JsonObject = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (resolveSchema(property, schemas).readOnly) continue;
    const item = sample(property, schemas, open);
    if (item !== undefined) value[name] = item;
  }
  if (Object.keys(value).length === 0 && typeof schema.additionalProperties === 'object') {
    const item = sample(schema.additionalProperties, schemas, open);
    if (item !== undefined) value.key = item;
  }
  return value;
}

function sampleArray(schema: Schema, schemas: Schemas, open: string[]): JsonValue[] {
  const items = schema.prefixItems ?? (typeof schema.items === 'object' ? [schema.items] : []);
  return items.map((item) => sample(item, schemas, open)).filter((item) => item !== undefined);
}

function sampleNumber({ minimum, exclusiveMinimum, maximum, multipleOf = 1 }: Schema): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + multipleOf);
  // Products of decimals end in digits that are none of the decimal's: 3 × 0.1 is 0.30000000000000004.
  const value = isMultipleOf(least, multipleOf)
    ? least
    : Number((Math.ceil(least / multipleOf) * multipleOf).toPrecision(15));
  return maximum === undefined ? value : Math.min(value, maximum);
}

const strings: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T09:00:00+06:00',
  time: '09:00:00+06:00',
  duration: 'P1D',
  email: 'name@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/path',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  byte: 'ZHBp',
};

function sampleString({ format = '', minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema): string {
  const text = strings[format] ?? 'string';
  return text.padEnd(minLength, 'x').slice(0, maxLength);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
