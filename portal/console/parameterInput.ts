import type { JsonValue, Schema } from '@dpi/specs/model';
import { resolveSchema, type Schemas, schemaTypes } from '../reference/resolveSchema.ts';

/** Which form control suits a parameter. */
export type InputKind = 'choice' | 'switch' | 'number' | 'list' | 'json' | 'text' | 'date';

export type ParsedInput = { value: JsonValue | undefined } | { error: 'number' | 'json' };

/** The form control for a parameter of this schema. */
export function inputKind(schema: Schema, schemas: Schemas): InputKind {
  const resolved = resolveSchema(schema, schemas);
  if (resolved.enum !== undefined && resolved.enum.length > 0) return 'choice';
  const [type] = schemaTypes(resolved).filter((name) => name !== 'null');
  if (type === 'boolean') return 'switch';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'object') return 'json';
  if (type === 'array') return isListOfScalars(resolved, schemas) ? 'list' : 'json';
  if (resolved.format === 'date') return 'date';
  return 'text';
}

/** Text of a form control → the value it stands for; `undefined` where nothing was entered. */
export function parseInput(schema: Schema, text: string, schemas: Schemas): ParsedInput {
  if (text.trim() === '') return { value: undefined };
  const resolved = resolveSchema(schema, schemas);
  switch (inputKind(schema, schemas)) {
    case 'number':
      return Number.isFinite(Number(text)) ? { value: Number(text) } : { error: 'number' };
    case 'switch':
      return { value: text === 'true' };
    case 'choice':
      return { value: resolved.enum?.find((item) => formatValue(item) === text) ?? text };
    case 'list':
      return { value: text.split(',').map((item) => parseScalar(resolved, item.trim(), schemas)) };
    case 'json':
      try {
        return { value: JSON.parse(text) as JsonValue };
      } catch {
        return { error: 'json' };
      }
    default:
      return { value: text };
  }
}

/** The inverse of {@link parseInput}: what a form control shows for a value. */
export function formatInput(schema: Schema, value: JsonValue | undefined, schemas: Schemas): string {
  if (value === undefined) return '';
  if (inputKind(schema, schemas) === 'list' && Array.isArray(value)) return value.map(formatValue).join(', ');
  return formatValue(value);
}

function formatValue(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function isListOfScalars(schema: Schema, schemas: Schemas): boolean {
  if (typeof schema.items !== 'object') return schema.prefixItems === undefined;
  const types = schemaTypes(resolveSchema(schema.items, schemas));
  return types.length > 0 && types.every((type) => type !== 'object' && type !== 'array');
}

function parseScalar(list: Schema, text: string, schemas: Schemas): JsonValue {
  if (typeof list.items !== 'object') return text;
  const types = schemaTypes(resolveSchema(list.items, schemas));
  if ((types.includes('integer') || types.includes('number')) && Number.isFinite(Number(text))) return Number(text);
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
