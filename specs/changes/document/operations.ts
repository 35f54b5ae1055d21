import { type JsonObject, stringOr, stringsIn } from '../../json/value.ts';
import type { Comparison, Pair } from './comparison.ts';
import { compareRequestBodies } from './contents.ts';
import { compareParameters, type OperationPath, parametersOf } from './parameters.ts';
import { comparePromises, compareStability, isUnstable } from './removal.ts';
import { compareResponses } from './responses.ts';
import { compareSecurity } from './security.ts';
import { compareOperationServers } from './servers.ts';
import { compareCallbacks } from './webhooks.ts';

/** Documentation and generated clients group operations by tag. */
function compareTags(from: JsonObject, to: JsonObject, add: (id: string, name: string) => void): void {
  const [before, after] = [from, to].map(({ tags }) => new Set(stringsIn(tags)));
  for (const tag of before ?? []) if (!after?.has(tag)) add('api-tag-removed', tag);
  for (const tag of after ?? []) if (!before?.has(tag)) add('api-tag-added', tag);
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
    const values = { from: from.operationId, to: stringOr(to.operationId, '–') };
    add('api-operation-id-removed', 'warning', `${pointer}/operationId`, values);
  }
  compareTags(from, to, (id, name) => add(id, 'harmless', `${pointer}/tags`, { name }));
  comparePromises('operation', from, to, comparison.today, (id, level, values) => add(id, level, pointer, values));
  compareStability(from, to, (id, level, values) => comparison.add(id, level, name, pointer, values));
  compareOperationServers(comparison, name, pair, paths);
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
