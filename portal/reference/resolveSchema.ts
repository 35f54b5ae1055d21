import type { Schema } from '@dpi/specs/model';
import { nameInReference } from '@dpi/specs/schema-reference';

/** Named schemas of a service, as `#/components/schemas/<name>` names them. */
export type Schemas = Record<string, Schema>;

/** Name of the schema a `$ref` points at; `null` where the schema has none, or one that leads elsewhere. */
export function refName(schema: Schema): string | null {
  return nameInReference(schema.$ref);
}

/** Finds what references of a service's schemas lead to. */
export function followIn(schemas: Schemas): (reference: string) => Schema | undefined {
  return (reference) => {
    const name = refName({ $ref: reference });
    return name === null ? undefined : schemas[name];
  };
}

/** The schema with its reference followed; keywords beside a `$ref` (3.1) win over the referenced ones. */
export function resolveSchema(schema: Schema, schemas: Schemas): Schema {
  const seen = new Set<string>();
  let resolved = schema;
  for (let name = refName(resolved); name !== null; name = refName(resolved)) {
    const target = schemas[name];
    if (target === undefined || seen.has(name)) return resolved;
    seen.add(name);
    const { $ref: _, ...beside } = resolved;
    resolved = { ...target, ...beside };
  }
  return resolved;
}

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
