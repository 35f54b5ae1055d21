import type { Schema } from '@dpi/specs/model';
import { markdownToHtml } from './markdown.ts';

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const ONE = ['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'];
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const NAMED = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];

/** The schema with every description in it, at any depth, made HTML. Examples and enumerations stay as they are. */
export function schemaWithHtml(schema: Schema): Schema {
  return mapSchema(schema) as Schema;
}

function mapSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, mapKeyword(keyword, value)]));
}

function mapKeyword(keyword: string, value: unknown): unknown {
  if (keyword === 'description' && typeof value === 'string') return markdownToHtml(value);
  if (ONE.includes(keyword)) return mapSchema(value);
  if (LIST.includes(keyword) && Array.isArray(value)) return value.map(mapSchema);
  if (NAMED.includes(keyword) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapSchema(item)]));
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
