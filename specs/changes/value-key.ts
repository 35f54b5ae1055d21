import { isObject } from '../catalogue/data-file.ts';

/** A value as a text that is the same for equal values, whatever order their keys were written in. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isObject(part) ? sorted(part) : part)) ?? '';
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
