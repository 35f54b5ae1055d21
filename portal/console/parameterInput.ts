import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { ExactNumber, isDecimal, parseJson, stringifyJson } from '@dpi/specs/numbers';
import { resolveSchema, schemaAt } from '@dpi/specs/schema-reference';
import { allowedTypes, itemSchema, type JsonType } from '@dpi/specs/serialization';
import type { Schemas } from '../reference/schemaTypes.ts';

/** Which form control suits a parameter. */
export type InputKind = 'choice' | 'switch' | 'number' | 'list' | 'json' | 'text' | 'date';

export type ParsedInput = { value: JsonValue | undefined } | { error: 'number' | 'json' };

/** The form control for a parameter of this schema. */
export function inputKind(schema: Schema, schemas: Schemas): InputKind {
  const resolved = resolveSchema(schema, schemas);
  if (resolved.enum !== undefined && resolved.enum.length > 0) return 'choice';
  const [type, ...others] = typesOf(schema, schemas);
  if (others.length === 0) {
    if (type === 'boolean') return 'switch';
    if (type === 'number') return 'number';
    if (type === 'object') return 'json';
    if (type === 'array') return isListOfScalars(schema, schemas) ? 'list' : 'json';
  }
  if (resolved.format === 'date') return 'date';
  return 'text';
}

/** Text of a form control → the value it stands for; `undefined` where nothing was entered. */
export function parseInput(schema: Schema, text: string, schemas: Schemas): ParsedInput {
  if (text.trim() === '') return { value: undefined };
  switch (inputKind(schema, schemas)) {
    case 'number':
      return isNumber(text.trim()) ? { value: numberOf(text.trim()) } : { error: 'number' };
    case 'switch':
      return { value: text === 'true' };
    case 'choice':
      return { value: resolveSchema(schema, schemas).enum?.find((item) => formatValue(item) === text) ?? text };
    case 'list':
      return { value: text.split(',').map((item) => parseScalar(schema, item.trim(), schemas)) };
    case 'json':
      try {
        return { value: parseJson(text) as JsonValue };
      } catch {
        return { error: 'json' };
      }
    default:
      return { value: listOrObject(schema, text, schemas) ?? text };
  }
}

/** The inverse of {@link parseInput}: what a form control shows for a value. */
export function formatInput(schema: Schema, value: JsonValue | undefined, schemas: Schemas): string {
  if (value === undefined) return '';
  if (inputKind(schema, schemas) === 'list' && Array.isArray(value)) return value.map(formatValue).join(', ');
  return formatValue(value);
}

function formatValue(value: JsonValue): string {
  return Array.isArray(value) || isObject(value) ? stringifyJson(value) : String(value);
}

function isListOfScalars(schema: Schema, schemas: Schemas): boolean {
  const item = itemSchema(schema, 0, (reference) => schemaAt(reference, schemas));
  if (item === undefined) return true;
  const types = typesOf(item, schemas);
  return types.length > 0 && types.every((type) => type !== 'object' && type !== 'array');
}

function parseScalar(list: Schema, text: string, schemas: Schemas): JsonValue {
  const item = itemSchema(list, 0, (reference) => schemaAt(reference, schemas));
  const types = item === undefined ? [] : typesOf(item, schemas);
  if (types.includes('string')) return text;
  if (types.includes('number') && isNumber(text)) return numberOf(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** A list or object that was written as JSON where the schema allows one beside plain text; else `null`. */
function listOrObject(schema: Schema, text: string, schemas: Schemas): JsonValue | null {
  const types = typesOf(schema, schemas);
  if (!types.includes('array') && !types.includes('object')) return null;
  try {
    const value = parseJson(text) as JsonValue;
    return Array.isArray(value) || isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The types that a value may have, but for `null`; all of them where the schema does not say. */
function typesOf(schema: unknown, schemas: Schemas): JsonType[] {
  return [...allowedTypes(schema, (reference) => schemaAt(reference, schemas))].filter((type) => type !== 'null');
}

function isNumber(text: string): boolean {
  return isDecimal(text) || Number.isFinite(Number(text));
}

/** A number as a person types it, which need not be in decimal. */
function numberOf(text: string): JsonValue {
  return isDecimal(text) ? ExactNumber.read(text) : Number(text);
}
