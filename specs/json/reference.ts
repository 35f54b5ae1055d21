/** References of JSON Schema and OpenAPI (`$ref`) within one document. */
import { keysOf } from './pointer.ts';
import { isObject, type JsonObject } from './value.ts';

/** More references on the way to one value than anybody writes; a circle ends here. */
const MAX_HOPS = 100;

/** The reference that a node is; `null` where it is none. */
export function referenceIn(node: unknown): string | null {
  return isObject(node) && typeof node.$ref === 'string' ? node.$ref : null;
}

/**
 * The value that a reference such as `#/components/schemas/Nid` leads to, which may be a reference again; `undefined` where it
 * leads nowhere, in a circle, or out of the document. A pointer may pass through another reference, as bundlers of other tools
 * write it.
 */
export function valueAt(document: unknown, reference: string): unknown {
  return targetOf(document, reference, { left: MAX_HOPS });
}

/**
 * A value, or what it refers to, references of references included; `undefined` where they lead nowhere or only in a circle.
 */
export function follow(document: unknown, value: unknown): unknown {
  let current = value;
  for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
    const reference = referenceIn(current);
    if (reference === null) return current;
    current = valueAt(document, reference);
  }
  return undefined;
}

/** As {@link follow}, where only an object is of use: `null` for anything else. */
export function followed(document: unknown, value: unknown): JsonObject | null {
  const target = follow(document, value);
  return isObject(target) ? target : null;
}

/** @param hops shared by all references on the way: nested ones could otherwise multiply */
function targetOf(document: unknown, reference: string, hops: { left: number }): unknown {
  const keys = reference.startsWith('#') ? keysOf(reference) : null;
  if (keys === null) return undefined;
  let value = document;
  for (const key of keys) {
    for (let next = referenceIn(value); next !== null && !hasMember(value, key); next = referenceIn(value)) {
      if (hops.left === 0) return undefined;
      hops.left -= 1;
      value = targetOf(document, next, hops);
    }
    if (!hasMember(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function hasMember(value: unknown, key: string): value is Record<string, unknown> {
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(key) && Number(key) < value.length;
  return isObject(value) && Object.hasOwn(value, key);
}
