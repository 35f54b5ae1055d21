import { escapeSegment } from '../json/pointer.ts';
import { referenceIn, valueAt } from '../json/reference.ts';
import { type PlaceKind, placeKind } from './data-places.ts';

/**
 * The JSON Pointer of the first reference that leads to nothing but references, and so back to itself; `null` where none does.
 * A schema that holds a reference to itself is no such case.
 */
export function findCircularReference(document: unknown): string | null {
  const visit = (node: unknown, pointer: string, kind: PlaceKind): string | null => {
    if (typeof node !== 'object' || node === null || kind === 'data') return null;
    const reference = referenceIn(node);
    if (reference !== null && leadsInCircle(document, reference)) return pointer;
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
  for (
    let reference: string | null = first;
    reference?.startsWith('#/');
    reference = referenceIn(valueAt(document, reference))
  ) {
    if (seen.has(reference)) return true;
    seen.add(reference);
  }
  return false;
}
