import { escapeSegment, keysOf } from '../json/pointer.ts';
import { isObject } from '../json/value.ts';
import { type PlaceKind, placeKind } from './data-places.ts';

/**
 * The JSON Pointer of the first reference that leads to nothing but references, and so back to itself; `null` where none does.
 * A schema that holds a reference to itself is no such case.
 */
export function findCircularReference(document: unknown): string | null {
  const visit = (node: unknown, pointer: string, kind: PlaceKind): string | null => {
    if (typeof node !== 'object' || node === null || kind === 'data') return null;
    if (isObject(node) && typeof node.$ref === 'string' && leadsInCircle(document, node.$ref)) return pointer;
    for (const [key, child] of Object.entries(node)) {
      const inside = Array.isArray(node) ? kind : placeKind(kind, key, child);
      const found = visit(child, `${pointer}/${escapeSegment(key)}`, inside);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(document, '#', 'object');
}

function leadsInCircle(document: unknown, first: string): boolean {
  const seen = new Set<string>();
  for (let reference: unknown = first; typeof reference === 'string' && reference.startsWith('#/'); ) {
    if (seen.has(reference)) return true;
    seen.add(reference);
    const node = nodeAt(document, reference);
    reference = isObject(node) ? node.$ref : undefined;
  }
  return false;
}

function nodeAt(document: unknown, reference: string): unknown {
  let node = document;
  for (const key of keysOf(reference) ?? []) {
    node = typeof node === 'object' && node !== null ? Object.getOwnPropertyDescriptor(node, key)?.value : undefined;
  }
  return node;
}
