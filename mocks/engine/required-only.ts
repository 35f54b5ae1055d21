import { isObject } from './json-object.ts';

/**
 * A schema that fewer values fit: objects without what may be left out, and lists without items where they may be empty.
 * For answers to schemas of which no whole one can be made.
 * @param inherited names that the schemas around this one require of the same object
 */
export function requiredOnly<Schema>(schema: Schema, inherited: string[] = []): Schema {
  if (!isObject(schema)) return schema;
  const required = [...inherited, ...requiredNames(schema)];
  const result: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'additionalProperties') continue;
    if (keyword === 'items' && !(Number(schema.minItems) > 0)) continue;
    if (keyword === 'properties' && isObject(value)) {
      const kept = Object.entries(value).filter(([name]) => required.includes(name));
      result[keyword] = Object.fromEntries(kept.map(([name, property]) => [name, requiredOnly(property)]));
    } else if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf'].includes(keyword)) {
      result[keyword] = value.map((part) => requiredOnly(part, required));
    } else {
      result[keyword] = keyword === 'items' ? requiredOnly(value) : value;
    }
  }
  return result as Schema;
}

/** What a schema and the schemas it is joined of require. */
function requiredNames(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  const own = Array.isArray(schema.required) ? schema.required.map(String) : [];
  return Array.isArray(schema.allOf) ? [...own, ...schema.allOf.flatMap(requiredNames)] : own;
}
