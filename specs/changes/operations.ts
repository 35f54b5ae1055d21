import type { Comparison, Node, Pair } from './comparison.ts';
import { compareRequestBodies } from './contents.ts';
import { compareParameters, parametersOf } from './parameters.ts';
import { comparePromises, compareStability, isUnstable } from './removal.ts';
import { compareResponses } from './responses.ts';
import { compareSecurity } from './security.ts';
import { compareCallbacks } from './webhooks.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Where an operation stands. */
export interface OperationPath {
  path: string;
  item: Node;
}

/** Operations of a path item by method. */
export function operationsIn(comparison: Comparison, side: 'base' | 'revision', item: Node): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const method of METHODS) {
    const operation = comparison.child(side, item, method);
    if (operation !== null) found.set(method, operation);
  }
  return found;
}

/** All that changed of one operation. */
export function compareOperations(
  comparison: Comparison,
  name: string,
  pair: Pair,
  paths: { base: OperationPath; revision: OperationPath },
): void {
  const { base, revision } = pair;
  const { pointer } = revision;
  const add = comparison.forOperation(name, isUnstable(base.value));
  const [from, to] = [base.value, revision.value];
  if (typeof from.operationId === 'string' && from.operationId !== to.operationId) {
    const values = { from: from.operationId, to: String(to.operationId ?? '–') };
    add('api-operation-id-removed', 'warning', `${pointer}/operationId`, values);
  }
  comparePromises('operation', from, to, (id, level, values) => add(id, level, pointer, values));
  compareStability(from, to, (id, level, values) => comparison.add(id, level, name, pointer, values));
  compareParameters(add, comparison, {
    base: parametersOf(comparison, 'base', base, paths.base),
    revision: parametersOf(comparison, 'revision', revision, paths.revision),
  });
  compareRequestBodies(add, comparison, pair, 'request');
  compareResponses(add, comparison, pair, 'response');
  compareCallbacks(add, comparison, pair);
  for (const { id, level, values } of compareSecurity(comparison.base, from, comparison.revision, to))
    add(id, level, `${pointer}/security`, values);
}
