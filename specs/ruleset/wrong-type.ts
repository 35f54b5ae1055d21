import type * as Redocly from '@redocly/openapi-core';
import { keysOfLocation } from '../json/redocly-pointer.ts';
import { isObject } from '../json/value.ts';

/** Pointers of values that are not of the type that OpenAPI has there, by file. */
export type WrongTypes = Map<string, Set<string>>;

/** Whether a problem of Redocly is that a value is of another type than OpenAPI has there. */
export function isWrongType(ruleId: string, message: string): boolean {
  return ruleId === 'struct' && message.startsWith('Expected type');
}

/** Adds the values of which Redocly says that they are of another type. Returns whether any is new. */
export function noteWrongTypes(problems: Redocly.NormalizedProblem[], wrong: WrongTypes): boolean {
  let isNew = false;
  for (const { ruleId, message, location } of problems) {
    const { source, pointer } = location[0] ?? {};
    if (!isWrongType(ruleId, message) || source === undefined || !pointer) continue;
    const known = wrong.get(source.absoluteRef) ?? new Set<string>();
    isNew ||= !known.has(pointer);
    wrong.set(source.absoluteRef, known.add(pointer));
  }
  return isNew;
}

/** Reads documents as if values of a wrong type were absent. What stands elsewhere keeps its place. */
export function withoutWrongTypes(resolver: Redocly.BaseResolver, wrong: WrongTypes): Redocly.BaseResolver {
  const parse = resolver.parseDocument.bind(resolver);
  resolver.parseDocument = (source, isRoot) => {
    const document = parse(source, isRoot);
    for (const pointer of wrong.get(source.absoluteRef) ?? []) remove(document.parsed, keysOfLocation(pointer));
    return document;
  };
  return resolver;
}

function remove(root: unknown, keys: string[]): void {
  const last = keys.at(-1);
  let holder = root;
  for (const key of keys.slice(0, -1)) holder = (holder as Record<string, unknown> | null | undefined)?.[key];
  if (last === undefined) return;
  // An item that went would move those behind it to other places.
  if (Array.isArray(holder)) holder[Number(last)] = {};
  else if (isObject(holder)) delete holder[last];
}
