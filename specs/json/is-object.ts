import type { JsonObject } from '../catalogue/model.ts';
import { ExactNumber } from '../numbers/index.ts';

/** Whether a value is an object of JSON: no list, no `null`, no number. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}
