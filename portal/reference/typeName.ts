import type { Schema } from '@dpi/specs/model';
import { nameInReference, ownName, resolveSchema } from '@dpi/specs/schema-reference';
import { type Schemas, schemaTypes } from './schemaTypes.ts';

/** The type of a schema in a notation that reads the same in every language: `string<date>`, `Money[]`, `A | B`. */
export function typeName(schema: Schema, schemas: Schemas): string {
  const name = nameInReference(schema.$ref);
  if (name !== null) return ownName(name, schemas);
  const resolved = resolveSchema(schema, schemas);
  const types = schemaTypes(resolved);
  if (types.length > 0) return types.map((type) => ofType(type, resolved, schemas)).join(' | ');
  const alternatives = resolved.oneOf ?? resolved.anyOf;
  if (alternatives) return unique(alternatives.map((item) => typeName(item, schemas))).join(' | ');
  if (resolved.allOf) return unique(resolved.allOf.map((item) => typeName(item, schemas))).join(' & ');
  // Members are asked of objects alone.
  return resolved.required === undefined ? 'any' : 'object';
}

function ofType(type: string, schema: Schema, schemas: Schemas): string {
  if (type === 'array') return arrayName(schema, schemas);
  if (type === 'object' && !schema.properties && typeof schema.additionalProperties === 'object') {
    return `map<string, ${typeName(schema.additionalProperties, schemas)}>`;
  }
  return schema.format && type !== 'null' ? `${type}<${schema.format}>` : type;
}

function arrayName({ items, prefixItems }: Schema, schemas: Schemas): string {
  if (prefixItems) return `[${prefixItems.map((item) => typeName(item, schemas)).join(', ')}]`;
  if (typeof items !== 'object') return 'array';
  const item = typeName(items, schemas);
  return / [|&] /.test(item) ? `(${item})[]` : `${item}[]`;
}

function unique(names: string[]): string[] {
  return [...new Set(names)];
}
