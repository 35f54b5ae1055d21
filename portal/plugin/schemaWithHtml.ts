import { isObject } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from '@dpi/specs/subschemas';
import { markdownToHtml } from './markdown.ts';

const SINGLE = new Set<string>(SINGLE_SCHEMAS);
const LISTS = new Set<string>(SCHEMA_LISTS);
const MAPS = new Set<string>(SCHEMA_MAPS);

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
  if (SINGLE.has(keyword)) return mapSchema(value);
  if (LISTS.has(keyword) && Array.isArray(value)) return value.map(mapSchema);
  if (MAPS.has(keyword) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapSchema(item)]));
  }
  return value;
}
