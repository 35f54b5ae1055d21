import type { Comparison, Node } from './comparison.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Operations of a path item by method. */
export function operationsIn(comparison: Comparison, side: 'base' | 'revision', item: Node): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const method of METHODS) {
    const operation = comparison.child(side, item, method);
    if (operation !== null) found.set(method, operation);
  }
  // From OpenAPI 3.2 on, methods that have no keyword of their own.
  for (const [method, operation] of comparison.entries(side, item, 'additionalOperations'))
    found.set(method, operation);
  return found;
}
