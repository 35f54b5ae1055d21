import { keysOf } from '../json/pointer.ts';
import { isObject, type JsonObject } from '../json/value.ts';
import { visitObjects } from './data-places.ts';
import type { OpenApiDocument } from './model.ts';

/** More hops than this are a circle. */
const MAX_HOPS = 32;

/**
 * The value an internal reference such as `#/components/schemas/Nid` leads to; `undefined` when it leads nowhere. A pointer
 * may pass through another reference, as bundlers of other tools write it.
 */
export function valueAt(document: OpenApiDocument, reference: string, depth = 0): unknown {
  const keys = reference.startsWith('#') ? keysOf(reference) : null;
  if (keys === null || depth > MAX_HOPS) return undefined;
  let value: unknown = document;
  for (const key of keys) {
    while (isObject(value) && !Object.hasOwn(value, key) && typeof value.$ref === 'string') {
      depth += 1;
      if (depth > MAX_HOPS) return undefined;
      value = valueAt(document, value.$ref, depth);
    }
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** Follows references until a mapping that is none; `null` when there is no such mapping, or only a circle. */
export function followed(document: OpenApiDocument, value: unknown): JsonObject | null {
  const seen = new Set<string>();
  let current = value;
  while (isObject(current) && typeof current.$ref === 'string') {
    if (seen.has(current.$ref)) return null;
    seen.add(current.$ref);
    current = valueAt(document, current.$ref);
  }
  return isObject(current) ? current : null;
}

/**
 * Replaces references that lead nowhere by an empty mapping, in place, and returns them. What is left can be read, shown and
 * mocked; the caller reports what is missing.
 */
export function dropDanglingReferences(document: OpenApiDocument): string[] {
  const dangling = new Set<string>();
  visitObjects(document, (node) => {
    const reference = node.$ref;
    if (typeof reference !== 'string' || valueAt(document, reference) !== undefined) return;
    dangling.add(reference);
    delete node.$ref;
  });
  return [...dangling];
}
