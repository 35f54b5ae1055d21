import { isObject, type JsonObject, type JsonValue } from '@dpi/specs/json-value';
import { ExactNumber, parseJson as parseExact } from '@dpi/specs/numbers';

/** A body that is a JSON object or array, so that a sample can show it as a literal; else `null`. */
export function parseJson(body: string | null): JsonValue[] | JsonObject | null {
  if (body === null) return null;
  try {
    const value = parseExact(body);
    return Array.isArray(value) || isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value holds a number that a double cannot hold, which a literal would round in most languages. */
export function holdsExact(value: JsonValue | undefined, isExact = (_number: ExactNumber) => true): boolean {
  if (value instanceof ExactNumber) return isExact(value);
  if (Array.isArray(value)) return value.some((item) => holdsExact(item, isExact));
  return isObject(value) && Object.values(value).some((item) => holdsExact(item, isExact));
}
