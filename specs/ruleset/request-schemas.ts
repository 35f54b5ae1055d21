import type { Location, UserContext } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../json/value.ts';

/** A schema of a request body. */
export interface RequestSchema {
  schema: JsonObject;
  location: Location;
  /** One part of a composed schema: what stands beside it counts too. */
  isPart: boolean;
}

const PARTS = ['allOf', 'oneOf', 'anyOf', 'not', 'if', 'then', 'else'];
const SINGLE = [...PARTS, 'items', 'additionalProperties', 'contains', 'unevaluatedProperties'];
const LISTS = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];

/**
 * Every schema of the body of an operation, from the outside in, each once. A visitor meets a shared schema at its first use
 * only, which may be a response.
 */
export function requestSchemas(operation: JsonObject, { resolve, location }: UserContext): RequestSchema[] {
  const found: RequestSchema[] = [];
  const seen = new Set<string>();
  const follow = (entry: unknown, at: Location): { node: JsonObject; at: Location } | null => {
    if (!isObject(entry)) return null;
    if (typeof entry.$ref !== 'string') return { node: entry, at };
    const { node, location: target } = resolve<JsonObject>(entry, at.source.absoluteRef);
    return isObject(node) && target !== undefined ? { node, at: target } : null;
  };
  const walk = (entry: unknown, place: Location, isPart: boolean) => {
    const target = follow(entry, place);
    if (target === null || seen.has(target.at.absolutePointer)) return;
    seen.add(target.at.absolutePointer);
    const { node: schema, at } = target;
    found.push({ schema, location: at, isPart });
    for (const key of SINGLE) if (isObject(schema[key])) walk(schema[key], at.child([key]), PARTS.includes(key));
    for (const key of LISTS) {
      const list = Array.isArray(schema[key]) ? schema[key] : [];
      for (const [index, child] of list.entries()) walk(child, at.child([key, index]), PARTS.includes(key));
    }
    for (const key of MAPS)
      for (const [name, child] of Object.entries(isObject(schema[key]) ? schema[key] : {}))
        walk(child, at.child([key, name]), false);
  };
  const body = follow(operation.requestBody, location.child(['requestBody']));
  for (const [type, media] of Object.entries(isObject(body?.node.content) ? body.node.content : {}))
    if (body !== null && isObject(media)) walk(media.schema, body.at.child(['content', type, 'schema']), false);
  return found;
}
