import type { Schema } from '../catalogue/model.ts';
import { isObject } from '../json/value.ts';

/** Keywords of JSON Schema and OpenAPI that hold schemas, by how they hold them. All others hold data or plain values. */

/** One schema, or `true` and `false`. */
export const SINGLE_SCHEMAS = [
  'items',
  'additionalItems',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'contentSchema',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;
/** A list of schemas. */
export const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
/** Schemas by names that the spec's author chose. */
export const SCHEMA_MAPS = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions'] as const;

/** Whether a value is a schema with keywords: not `true`, not `false`, and nothing else. */
export function isSchema(value: unknown): value is Schema {
  return isObject(value);
}

/** The schemas with keywords directly inside a schema. */
export function subschemas(schema: Schema): Schema[] {
  return [
    ...SINGLE_SCHEMAS.map((keyword) => schema[keyword]),
    ...SCHEMA_LISTS.flatMap((keyword): unknown[] => (Array.isArray(schema[keyword]) ? schema[keyword] : [])),
    ...SCHEMA_MAPS.flatMap((keyword) => (isObject(schema[keyword]) ? Object.values(schema[keyword]) : [])),
  ].filter(isSchema);
}
