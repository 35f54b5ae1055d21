import type { JsonValue } from '@dpi/specs/model';

/** A body that is a JSON object or array, so that a sample can show it as a literal; else `null`. */
export function parseJson(body: string | null): Extract<JsonValue, object> | null {
  if (body === null) return null;
  try {
    const value = JSON.parse(body) as JsonValue;
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
