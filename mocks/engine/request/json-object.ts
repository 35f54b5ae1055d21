import { isObject, type JsonObject } from '@dpi/specs/json-value';
import { parseJson } from '@dpi/specs/numbers';

/** The object that bytes hold as JSON; an empty one where they hold anything else, such as XML. */
export function readObject(buffer: Buffer): JsonObject {
  try {
    const value = parseJson(buffer.toString());
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
