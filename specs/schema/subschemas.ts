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
