import { isObject, type JsonObject } from '../json/value.ts';
import { ExactNumber } from '../numbers/index.ts';

/**
 * What stands at a place of an OpenAPI document. Where it is `data`, such as an example, nothing in it is a reference,
 * whatever it looks like. The keys of `names` are names that the author chose, such as those of properties.
 */
export type PlaceKind = 'object' | 'names' | 'data';

/** Fields that hold a value (OpenAPI) or a value or values of instances (JSON Schema). */
const DATA = new Set(['example', 'default', 'const', 'enum', 'value', 'dataValue']);

const NAMES = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependentRequired'],
  ...['paths', 'webhooks', 'responses', 'content', 'headers', 'encoding', 'callbacks', 'links', 'mapping', 'scopes'],
  ...['schemas', 'parameters', 'requestBodies', 'securitySchemes', 'pathItems', 'mediaTypes', 'variables', 'examples'],
]);

/** What stands under a key of an object or a list that is of a kind itself. */
export function placeKind(kind: PlaceKind, key: string, value: unknown): PlaceKind {
  if (kind === 'data') return 'data';
  if (kind === 'names') return 'object';
  if (key.startsWith('x-') || DATA.has(key)) return 'data';
  // A list of examples is that of a schema; a mapping holds Example Objects by their names.
  if (key === 'examples' && Array.isArray(value)) return 'data';
  return NAMES.has(key) && isObject(value) ? 'names' : 'object';
}

/** Visits every mapping of a document that is no data; what is removed from it on the way is not visited. */
export function visitObjects(
  node: unknown,
  visit: (object: JsonObject, kind: PlaceKind) => void,
  kind: PlaceKind = 'object',
): void {
  if (kind === 'data') return;
  if (Array.isArray(node)) {
    for (const item of node) visitObjects(item, visit, kind);
  } else if (isObject(node)) {
    visit(node, kind);
    for (const [key, child] of Object.entries(node)) visitObjects(child, visit, placeKind(kind, key, child));
  }
}

/** In place of `$ref` in data, while tools read a document that take each `$ref` for a reference. */
const HIDDEN = '$ref (data)';

/** Renames each `$ref` in the data of a document, in place; {@link showDataReferences} undoes it. */
export function hideDataReferences(node: unknown, kind: PlaceKind = 'object'): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, child] of Object.entries(node)) {
    const inside = Array.isArray(node) ? kind : placeKind(kind, key, child);
    // A copy, because YAML may share what stands here with a place that is no data.
    if (inside === 'data') Object.assign(node, { [key]: renamed(child, '$ref', HIDDEN) });
    else hideDataReferences(child, inside);
  }
}

/** A {@link plainCopy} with each `$ref` in data as it was. */
export function showDataReferences(document: unknown): unknown {
  return renamed(document, HIDDEN, '$ref');
}

/** A copy as JSON has it: dates are strings, and objects that YAML aliases share are separate ones. Numbers keep every digit. */
export function plainCopy(value: unknown): unknown {
  return renamed(value, '', '');
}

function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
  if (value instanceof Date) return value.toJSON();
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : renamed(item, from, to)));
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const child = renamed(item, from, to);
    // An assignment would take this name for the prototype.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: child, ...PLAIN });
    else copy[key === from ? to : key] = child;
  }
  return copy;
}

const PLAIN = { enumerable: true, writable: true, configurable: true };
