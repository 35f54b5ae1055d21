import type { OpenApiDocument } from '../catalogue/model.ts';
import { keysOf } from '../json/pointer.ts';
import { keysOfLocation } from '../json/redocly-pointer.ts';
import { isObject } from '../json/value.ts';
import { operationIn } from './operation-at.ts';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/**
 * Tells which operations, such as `POST /transfers`, a place of the spec is part of: the one it stands in, all of its path,
 * or those whose references lead to its component. A place that none leads to stands for itself.
 */
export function operationsAt(document: OpenApiDocument): (pointer: string) => string[] {
  const byComponent = new Map<string, string[]>();
  const byPath = new Map<string, string[]>();
  const components = componentReferences(document);
  for (const [path, item] of Object.entries(isObject(document.paths) ? document.paths : {})) {
    if (!isObject(item)) continue;
    const shared = reached(item.parameters, components);
    for (const method of Object.keys(item).filter((key) => METHODS.has(key))) {
      const operation = `${method.toUpperCase()} ${path}`;
      push(byPath, path, operation);
      for (const name of reached(item[method], components).union(shared)) push(byComponent, name, operation);
    }
  }
  const all = [...byPath.values()].flat();
  /** `null` where it stands for itself. */
  const findOperations = (pointer: string): string[] | null => {
    if (hidesOperations(pointer, byPath)) return [...all, pointer];
    const operation = operationIn(pointer);
    if (operation !== null) return [operation];
    const [section, first = '', second = ''] = keysOfLocation(pointer);
    return (section === 'components' ? byComponent.get(`${first}/${second}`) : byPath.get(first)) ?? null;
  };
  // Many places have the same beginning.
  const known = new Map<string, string[] | null>();
  return (pointer) => {
    const [beginning] = DECISIVE.exec(pointer) ?? [pointer];
    let operations = known.get(beginning);
    if (operations === undefined) {
      operations = findOperations(beginning);
      known.set(beginning, operations);
    }
    return operations ?? [pointer];
  };
}

/** What of a pointer says which operations it is part of, such as `#/paths/~1transfers/post`. */
const DECISIVE = /^#?(?:\/[^/]*){0,3}/;

/** Whether a place is above operations, or above the components of a kind. */
function hidesOperations(pointer: string, byPath: Map<string, string[]>): boolean {
  const [section, first, ...below] = keysOfLocation(pointer);
  if (section === 'components') return first === undefined || below.length === 0;
  if (section !== 'paths' || below.length > 0) return false;
  return first === undefined || !byPath.has(first);
}

/** Whether rules about a whole service may look below a place. */
export function serviceIsHiddenBy(pointer: string): boolean {
  const [section, first, ...below] = keysOfLocation(pointer);
  if (first === undefined) return true;
  if (section === 'components') return first === 'securitySchemes' || below.length === 0;
  return section !== 'paths' && section !== 'webhooks';
}

/** For each component, as `schemas/Money`, the components it refers to. */
function componentReferences(document: OpenApiDocument): Map<string, Set<string>> {
  const references = new Map<string, Set<string>>();
  for (const [kind, entries] of Object.entries(isObject(document.components) ? document.components : {})) {
    for (const [name, entry] of Object.entries(isObject(entries) ? entries : {})) {
      references.set(`${kind}/${name}`, referencesIn(entry));
    }
  }
  return references;
}

function reached(node: unknown, components: Map<string, Set<string>>): Set<string> {
  const names = referencesIn(node);
  // What is added to a set while it is walked is walked too.
  for (const name of names) for (const next of components.get(name) ?? []) names.add(next);
  return names;
}

function referencesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) {
    for (const child of node) referencesIn(child, found);
  } else if (isObject(node)) {
    const [section, kind, name] = typeof node.$ref === 'string' ? (keysOf(node.$ref) ?? []) : [];
    if (section === 'components' && name !== undefined) found.add(`${kind}/${name}`);
    for (const child of Object.values(node)) referencesIn(child, found);
  }
  return found;
}

function push(map: Map<string, string[]>, key: string, operation: string): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [operation]);
  else known.push(operation);
}
