import { isObject } from '../json/value.ts';
import { isNumeric } from '../numbers/index.ts';
/** The types of JSON; an integer is a number. */
export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** Finds what a `$ref` leads to; `undefined` where it leads nowhere. */
export type FollowReference = (reference: string) => unknown;

const ALL: JsonType[] = ['string', 'number', 'boolean', 'null', 'array', 'object'];
const OBJECT_KEYWORDS = ['properties', 'patternProperties', 'additionalProperties', 'required', 'propertyNames'];

type Keywords = Record<string, unknown>;

/**
 * The types that a value of a schema may have, read from the whole schema: references, `allOf`, `anyOf`, `oneOf` and these in
 * each other. A part without `type` that describes properties or items is one of objects or lists.
 */
export function allowedTypes(schema: unknown, follow: FollowReference): Set<JsonType> {
  return typesOf(schema, follow, []);
}

/** The schema of the items of a list at this index; `undefined` where the schema says nothing of it. */
export function itemSchema(schema: unknown, index: number, follow: FollowReference): unknown {
  return collect(schema, follow, ({ prefixItems, items }) => {
    const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
    if (index < first.length) return [first[index]];
    return isObject(items) ? [items] : [];
  });
}

/**
 * The schema of an object's property; `undefined` where the schema says nothing of it.
 * @param matches whether a name fits a pattern of `patternProperties`
 */
export function propertySchema(
  schema: unknown,
  name: string,
  follow: FollowReference,
  matches: (pattern: string, name: string) => boolean,
): unknown {
  return collect(schema, follow, ({ properties, patternProperties, additionalProperties }) => {
    const found: unknown[] = [];
    if (isObject(properties) && Object.hasOwn(properties, name)) found.push(properties[name]);
    for (const [pattern, value] of Object.entries(isObject(patternProperties) ? patternProperties : {}))
      if (matches(pattern, name)) found.push(value);
    return found.length === 0 && isObject(additionalProperties) ? [additionalProperties] : found;
  });
}

/** Names of the properties that a schema of objects knows. */
export function propertyNames(schema: unknown, follow: FollowReference): Set<string> {
  const names = new Set<string>();
  collect(schema, follow, ({ properties }) => {
    for (const name of Object.keys(isObject(properties) ? properties : {})) names.add(name);
    return [];
  });
  return names;
}

function typesOf(schema: unknown, follow: FollowReference, open: string[]): Set<JsonType> {
  if (schema === false) return new Set();
  if (!isObject(schema)) return new Set(ALL);
  let types = ownTypes(schema);
  const narrow = (other: Set<JsonType>) => {
    types = new Set([...types].filter((type) => other.has(type)));
  };
  const { $ref, allOf, anyOf, oneOf } = schema;
  if (typeof $ref === 'string' && !open.includes($ref)) narrow(typesOf(follow($ref), follow, [...open, $ref]));
  for (const part of Array.isArray(allOf) ? allOf : []) narrow(typesOf(part, follow, open));
  for (const branches of [anyOf, oneOf])
    if (Array.isArray(branches)) narrow(new Set(branches.flatMap((branch) => [...typesOf(branch, follow, open)])));
  return types;
}

function ownTypes(schema: Keywords): Set<JsonType> {
  const { type } = schema;
  if (typeof type === 'string') return new Set([named(type)]);
  if (Array.isArray(type)) return new Set(type.map((name) => named(String(name))));
  if (schema.const !== undefined) return new Set([typeOf(schema.const)]);
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(typeOf));
  if (OBJECT_KEYWORDS.some((keyword) => schema[keyword] !== undefined)) return new Set(['object']);
  if (schema.items !== undefined || schema.prefixItems !== undefined) return new Set(['array']);
  return new Set(ALL);
}

function named(type: string): JsonType {
  return type === 'integer' ? 'number' : (type as JsonType);
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (isNumeric(value)) return 'number';
  return Array.isArray(value) ? 'array' : (typeof value as JsonType);
}

/** What `pick` finds in a schema and its parts, put together as the parts are. */
function collect(
  schema: unknown,
  follow: FollowReference,
  pick: (schema: Keywords) => unknown[],
  open: string[] = [],
): unknown {
  if (!isObject(schema)) return undefined;
  const found = pick(schema);
  const inside = (part: unknown, seen = open) => collect(part, follow, pick, seen);
  const { $ref, allOf, anyOf, oneOf } = schema;
  if (typeof $ref === 'string' && !open.includes($ref)) found.push(inside(follow($ref), [...open, $ref]));
  for (const part of Array.isArray(allOf) ? allOf : []) found.push(inside(part));
  for (const branches of [anyOf, oneOf]) {
    if (!Array.isArray(branches)) continue;
    const alternatives = branches.map((branch) => inside(branch)).filter((one) => one !== undefined);
    if (alternatives.length > 0) found.push(alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives });
  }
  const parts = found.filter((part) => part !== undefined);
  return parts.length > 1 ? { allOf: parts } : parts[0];
}
