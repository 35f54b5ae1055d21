import { isObject, stringsIn } from '../json/value.ts';

/** The types a JSON Schema names, whether one or several; none where it names none. */
export function typesOf(schema: unknown): string[] {
  if (!isObject(schema)) return [];
  return typeof schema.type === 'string' ? [schema.type] : stringsIn(schema.type);
}
