import type { JsonObject } from '@dpi/specs/model';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that bytes hold as JSON; an empty one where they hold anything else, such as XML. */
export function readObject(buffer: Buffer): JsonObject {
  try {
    const value: unknown = JSON.parse(buffer.toString());
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
