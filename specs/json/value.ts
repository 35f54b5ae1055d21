import { ExactNumber, type Numeric } from '../numbers/exact-number.ts';

/** A value of JSON. Numbers that a double cannot hold are exact ones. */
export type JsonValue = string | Numeric | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** Whether a value is an object of JSON: no list, no `null`, no number. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** The objects in a list; anything else in it is passed over. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every object in a value, itself included, outer before inner. */
export function objectsBelow(value: JsonValue | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsBelow);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsBelow)] : [];
}

/** The strings in a list; anything else in it is passed over. */
export function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function stringOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

/** `null` for an empty string too. */
export function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
