import { isObject } from '../../json/value.ts';
import type { Add, Comparison, Node, Pair } from './comparison.ts';
import { compareRequestBodies } from './contents.ts';
import { parametersOf, placeOf, schemaOf } from './parameters.ts';
import { operationsIn } from './path-item.ts';
import { compareResponses } from './responses.ts';

/** Webhooks turn round who speaks: the server writes the request, clients read it and answer. */
export function compareWebhooks(comparison: Comparison): void {
  const read = (side: 'base' | 'revision') => {
    const { webhooks } = comparison[side];
    return comparison.entries(
      side,
      { value: { webhooks: isObject(webhooks) ? webhooks : {} }, pointer: '' },
      'webhooks',
    );
  };
  const [from, to] = [read('base'), read('revision')];
  for (const [name, base] of from) {
    const revision = to.get(name);
    const add = comparison.forOperation(name);
    if (revision === undefined) add('webhook-removed', 'breaking', base.pointer, { name });
    else compareTurned(add, comparison, { base, revision }, name, 'webhook-removed');
  }
  for (const [name, { pointer }] of to)
    if (!from.has(name)) comparison.add('webhook-added', 'harmless', name, pointer, { name });
}

/** Callbacks are webhooks that a request asks for. */
export function compareCallbacks(add: Add, comparison: Comparison, pair: Pair): void {
  const [from, to] = [callbacksOf(comparison, 'base', pair.base), callbacksOf(comparison, 'revision', pair.revision)];
  for (const [name, base] of from) {
    const revision = to.get(name);
    if (revision === undefined) add('api-callback-removed', 'breaking', base.pointer, { name });
    else compareTurned(add, comparison, { base, revision }, name, 'api-callback-removed');
  }
  for (const [name, { pointer }] of to) if (!from.has(name)) add('api-callback-added', 'harmless', pointer, { name });
}

/** Path items by name of the callback and the expression of its URL. */
function callbacksOf(comparison: Comparison, side: 'base' | 'revision', operation: Node): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const [name, callback] of comparison.entries(side, operation, 'callbacks')) {
    for (const expression of Object.keys(callback.value)) {
      const item = expression.startsWith('x-') ? null : comparison.child(side, callback, expression);
      if (item !== null) found.set(`${name} ${expression}`, item);
    }
  }
  return found;
}

function compareTurned(
  add: Add,
  comparison: Comparison,
  { base, revision }: Pair,
  name: string,
  removed: string,
): void {
  const to = operationsIn(comparison, 'revision', revision);
  for (const [method, operation] of operationsIn(comparison, 'base', base)) {
    const counterpart = to.get(method);
    if (counterpart === undefined) {
      add(removed, 'breaking', operation.pointer, { name });
      continue;
    }
    const pair = { base: operation, revision: counterpart };
    compareReadParameters(add, comparison, {
      base: parametersOf(comparison, 'base', operation, { path: '', item: base }),
      revision: parametersOf(comparison, 'revision', counterpart, { path: '', item: revision }),
    });
    compareRequestBodies(add, comparison, pair, 'response');
    compareResponses(add, comparison, pair, 'request');
  }
}

/** Headers and the like that the server sends with a webhook, such as a signature. */
function compareReadParameters(
  add: Add,
  comparison: Comparison,
  all: Record<'base' | 'revision', Map<string, Node>>,
): void {
  for (const [key, base] of all.base) {
    const name = String(base.value.name);
    const revision = all.revision.get(key);
    const wasRequired = base.value.required === true;
    if (revision === undefined) {
      add('webhook-parameter-removed', wasRequired ? 'breaking' : 'warning', base.pointer, { name });
      continue;
    }
    if (wasRequired && revision.value.required !== true)
      add('webhook-parameter-became-optional', 'breaking', revision.pointer, { name });
    const place = placeOf('webhook-parameter', base, revision, 'response', name);
    comparison.compareSchemas(add, base.value.schema, revision.value.schema, schemaOf(place));
  }
  for (const [key, { value, pointer }] of all.revision)
    if (!all.base.has(key)) add('webhook-parameter-added', 'harmless', pointer, { name: String(value.name) });
}
