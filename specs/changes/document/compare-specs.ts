import type { OpenApiDocument } from '../../catalogue/model.ts';
import { isObject, objectsIn, stringsIn } from '../../json/value.ts';
import type { RawChange } from '../change.ts';
import { Comparison, type Node } from './comparison.ts';
import { compareOperations } from './operations.ts';
import type { OperationPath } from './parameters.ts';
import { operationsIn } from './path-item.ts';
import { removalOf } from './removal.ts';
import { compareSecuritySchemes } from './security.ts';
import { compareServers } from './servers.ts';
import { compareWebhooks } from './webhooks.ts';

/**
 * Every change between two bundled OpenAPI 3 documents, by what it means to clients of the base. Redocly reads and bundles
 * the files; the comparison is our own, because Redocly's `diff` is experimental, judges a keyword without asking who writes
 * the value, and takes `allOf`, `nullable` or `const` written in another way for a change.
 * Works on any document: what is missing or of a wrong type counts as absent.
 * @param today for sunsets, as `2026-11-23`
 */
export function compareSpecs(
  base: OpenApiDocument,
  revision: OpenApiDocument,
  today: string = new Date().toISOString().slice(0, 10),
): RawChange[] {
  const comparison = new Comparison(base, revision, today);
  compareServers(comparison);
  compareSecuritySchemes(comparison);
  comparePaths(comparison);
  compareWebhooks(comparison);
  return comparison.changes();
}

function comparePaths(comparison: Comparison): void {
  const from = operationsByPath(comparison, 'base');
  const to = withoutMovedPrefix(comparison, from, operationsByPath(comparison, 'revision'));
  for (const [template, operations] of from) {
    const now = to.get(template);
    for (const [method, { item, operation }] of operations) {
      const revision = now?.get(method);
      if (revision === undefined) operationRemoved(comparison, method, item.path, operation, now === undefined);
      else {
        const pair = { base: operation, revision: revision.operation };
        const items = { base: item, revision: revision.item };
        compareOperations(comparison, nameOf(method, revision.item.path), pair, items);
      }
    }
  }
  for (const [template, operations] of to) {
    for (const [method, { item, operation }] of operations)
      if (!from.get(template)?.has(method))
        comparison.add('endpoint-added', 'harmless', nameOf(method, item.path), operation.pointer);
  }
}

/** A part of all URLs, such as `/v1`, that moved from the server into the paths or back moved no operation. */
function withoutMovedPrefix(
  { base, revision }: Comparison,
  from: Map<string, Operations>,
  to: Map<string, Operations>,
): Map<string, Operations> {
  const [before, now] = [serverPath(base), serverPath(revision)];
  if (before === now) return to;
  const renamed = [...to].map(([template, operations]): [string, Operations] => {
    const url = now + template;
    const counterpart = url.startsWith(`${before}/`) ? url.slice(before.length) : template;
    const isMoved = !from.has(template) && from.has(counterpart) && !to.has(counterpart);
    return [isMoved ? counterpart : template, operations];
  });
  return new Map(renamed);
}

/** What the URL of the first server has after the host. */
function serverPath({ servers }: OpenApiDocument): string {
  const [url = ''] = stringsIn(objectsIn(servers).map((server) => server.url));
  return url.replace(/^\w+:\/\/[^/]*/, '').replace(/\/+$/, '');
}

type Operations = Map<string, { item: OperationPath; operation: Node }>;

/** Operations by method and by their path with the names of parameters left out: `/a/{id}` and `/a/{key}` are one path. */
function operationsByPath(comparison: Comparison, side: 'base' | 'revision'): Map<string, Operations> {
  const { paths } = comparison[side];
  const found = new Map<string, Operations>();
  for (const path of Object.keys(isObject(paths) ? paths : {})) {
    const item = comparison.child(side, { value: { paths: paths ?? {} }, pointer: '' }, 'paths', path);
    if (!path.startsWith('/') || item === null) continue;
    const template = path.replace(/\{[^}]*\}/g, '{}');
    for (const [method, operation] of operationsIn(comparison, side, item)) {
      // Where two such paths have the same method, the second keeps its own.
      const key = found.get(template)?.has(method) ? path : template;
      const operations: Operations = found.get(key) ?? new Map();
      found.set(key, operations.set(method, { item: { path, item }, operation }));
    }
  }
  return found;
}

function operationRemoved(
  comparison: Comparison,
  method: string,
  path: string,
  operation: Node,
  isWholePath: boolean,
): void {
  const { end, level, from } = removalOf(
    operation.value,
    comparison.today,
    isObject(comparison.base.info) ? comparison.base.info : {},
  );
  const id =
    end === 'sunset-parse'
      ? `api-${isWholePath ? 'path' : 'deprecated'}-${end}`
      : `api${isWholePath ? '-path' : ''}-${end}`;
  comparison.add(id, level, nameOf(method, path), operation.pointer, from === undefined ? {} : { from });
}

function nameOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}
