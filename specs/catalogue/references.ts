import { referenceIn, valueAt } from '../json/reference.ts';
import { visitObjects } from './data-places.ts';
import type { OpenApiDocument } from './model.ts';

/**
 * Replaces references that lead nowhere by an empty mapping, in place, and returns them. What is left can be read, shown and
 * mocked; the caller reports what is missing.
 */
export function dropDanglingReferences(document: OpenApiDocument): string[] {
  const dangling = new Set<string>();
  visitObjects(document, (node) => {
    const reference = referenceIn(node);
    if (reference === null || valueAt(document, reference) !== undefined) return;
    dangling.add(reference);
    delete node.$ref;
  });
  return [...dangling];
}
