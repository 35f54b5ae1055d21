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

/** What a schema is called where it is written; one of another file may have a name that components cannot have. */
export function ownName(name: string, schemas: Record<string, Schema>): string {
  return schemas[name]?.['x-name'] ?? name;
}
