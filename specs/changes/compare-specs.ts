import { isObject, objectsIn } from '../catalogue/data-file.ts';
import type { OpenApiDocument } from '../catalogue/model.ts';
import type { RawChange } from './change.ts';
import { Comparison, type Node, type Pair } from './comparison.ts';
import { compareOperations, operationsIn } from './operations.ts';
import { removalOf } from './removal.ts';
import { compareSecuritySchemes } from './security.ts';
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

function compareServers(comparison: Comparison): void {
  const read = ({ servers }: OpenApiDocument) =>
    objectsIn(servers).map(({ url }) => String(url ?? '').replace(/\/+$/, ''));
  const [from, to] = [read(comparison.base), read(comparison.revision)];
  for (const name of from)
    if (!to.includes(name)) comparison.add('api-server-removed', 'warning', null, '/servers', { name });
  for (const name of to)
    if (!from.includes(name)) comparison.add('api-server-added', 'harmless', null, '/servers', { name });
}

function comparePaths(comparison: Comparison): void {
  const from = pathsIn(comparison, 'base');
  const to = pathsIn(comparison, 'revision');
  for (const [template, base] of from) {
    const revision = to.get(template);
    for (const [method, operation] of operationsIn(comparison, 'base', base.item)) {
      const counterpart = revision && operationsIn(comparison, 'revision', revision.item).get(method);
      if (counterpart === undefined) operationRemoved(comparison, method, base.path, operation, revision === undefined);
      else comparePair(comparison, method, base, revision as PathItem, { base: operation, revision: counterpart });
    }
  }
  for (const [template, { path, item }] of to) {
    const known = from.get(template);
    const before = known === undefined ? null : operationsIn(comparison, 'base', known.item);
    for (const [method, { pointer }] of operationsIn(comparison, 'revision', item))
      if (!before?.has(method)) comparison.add('endpoint-added', 'harmless', nameOf(method, path), pointer);
  }
}

interface PathItem {
  path: string;
  item: Node;
}

/** Path items by their path with the names of parameters left out: `/a/{id}` and `/a/{key}` are one path. */
function pathsIn(comparison: Comparison, side: 'base' | 'revision'): Map<string, PathItem> {
  const { paths } = comparison[side];
  const found = new Map<string, PathItem>();
  for (const path of Object.keys(isObject(paths) ? paths : {})) {
    const item = comparison.child(side, { value: { paths: paths ?? {} }, pointer: '' }, 'paths', path);
    if (!path.startsWith('/') || item === null) continue;
    const template = path.replace(/\{[^}]*\}/g, '{}');
    // Of two paths that differ by names of parameters only, the second keeps its own.
    found.set(found.has(template) ? path : template, { path, item });
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

function comparePair(
  comparison: Comparison,
  method: string,
  base: PathItem,
  revision: PathItem,
  operations: Pair,
): void {
  compareOperations(comparison, nameOf(method, revision.path), operations, {
    base: { path: base.path, item: base.item },
    revision: { path: revision.path, item: revision.item },
  });
}

function nameOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}
