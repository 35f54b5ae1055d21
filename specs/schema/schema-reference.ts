import type { Schema } from '../catalogue/model.ts';
import { fragmentTo, keysOf } from '../json/pointer.ts';

/** The reference to a schema of the components: `#/components/schemas/<name>`. */
export function componentReference(name: string): string {
  return fragmentTo(['components', 'schemas', name]);
}

/** Name of the schema that a reference leads to; `null` where it leads elsewhere. */
export function nameInReference(reference: unknown): string | null {
  if (typeof reference !== 'string' || !reference.startsWith('#/components/schemas/')) return null;
  const [, , name, ...below] = keysOf(reference) ?? [];
  return name === undefined || below.length > 0 ? null : name;
}

/** The schema that a reference names; `undefined` where it names none. */
export function schemaAt(reference: unknown, schemas: Record<string, Schema>): Schema | undefined {
  const name = nameInReference(reference);
  return name !== null && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
}

/** A schema with its references followed; keywords beside a `$ref` (3.1) win over the referenced ones. */
export function resolveSchema(schema: Schema, schemas: Record<string, Schema>): Schema {
  const seen = new Set<Schema>();
  let resolved = schema;
  for (let target = schemaAt(schema.$ref, schemas); target !== undefined; target = schemaAt(resolved.$ref, schemas)) {
    if (seen.has(target)) return resolved;
    seen.add(target);
    const { $ref: _, ...beside } = resolved;
    resolved = Object.keys(beside).length === 0 ? target : { ...target, ...beside };
  }
  return resolved;
}

/** What a schema is called where it is written; one of another file may have a name that components cannot have. */
export function ownName(name: string, schemas: Record<string, Schema>): string {
  return schemas[name]?.['x-name'] ?? name;
}
