import type { Schema } from '@dpi/specs/model';

/** Named schemas of a service, as `#/components/schemas/<name>` names them. */
export type Schemas = Record<string, Schema>;

/** JSON types a schema allows, read from `type` or, failing that, from its other keywords; empty: any. */
export function schemaTypes(schema: Schema): string[] {
  if (typeof schema.type === 'string') return [schema.type];
  if (Array.isArray(schema.type)) return schema.type;
  if (schema.const !== undefined) return [jsonType(schema.const)];
  if (schema.enum !== undefined) return [...new Set(schema.enum.map(jsonType))];
  if (schema.properties || schema.patternProperties || schema.additionalProperties !== undefined) return ['object'];
  if (schema.items !== undefined || schema.prefixItems) return ['array'];
  return [];
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
