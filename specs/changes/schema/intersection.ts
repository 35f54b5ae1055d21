import type { Schema } from '../../catalogue/model.ts';
import { isObject, stringsIn } from '../../json/value.ts';
import { compareNumbers, isNumeric } from '../../numbers/index.ts';
import { lenientRegExp } from '../../schema/index.ts';
import { isEverything, typesAllowed, typesIn } from './canonical.ts';
import { keyOf } from './value-key.ts';

/** Makes one node out of several that all hold. */
type Together = (nodes: unknown[]) => unknown;

type Merge = (a: unknown, b: unknown, together: Together) => unknown;

/** How two values of one keyword become one that means both. */
const MERGES: Record<string, Merge> = {
  required: (a, b) => [...new Set([...stringsIn(a), ...stringsIn(b)])],
  enum: commonValues,
  patternProperties: mergedMaps,
  items: (a, b, together) => together([a, b]),
  additionalProperties: (a, b, together) => together([a, b]),
  propertyNames: (a, b, together) => together([a, b]),
  dependentSchemas: mergedMaps,
  minimum: greater,
  exclusiveMinimum: greater,
  minLength: greater,
  minItems: greater,
  minProperties: greater,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
  uniqueItems: either,
  readOnly: either,
  writeOnly: either,
  'x-const': either,
};

/** Keywords that mean something only together, and are kept so. */
const GROUPS = [
  ['if', 'then', 'else'],
  ['contains', 'minContains', 'maxContains'],
];

/** Keywords of which the first to speak is heard. */
const FIRST = new Set(['title', 'description', 'example', 'examples', 'default', 'deprecated', 'discriminator', 'xml']);

/** The schema of what satisfies two normalised schemas. What cannot be merged stays in `allOf`. */
export function intersection(a: Schema, b: Schema, together: Together): Schema {
  const { type: _, nullable: __, properties: ___, ...rest } = b;
  const merged: Schema = { ...a };
  const properties = mergedProperties(a, b, together);
  if (properties !== undefined) merged.properties = properties;
  delete merged.nullable;
  const types = commonTypes(a, b);
  if (types.length > 0) merged.type = types;
  if (isNullTaken(a) && isNullTaken(b) && types.length > 0 && !types.includes('null')) merged.nullable = true;
  // Two types that have nothing in common leave no value.
  const left: Schema[] = types.length === 0 && typesIn(a).length > 0 && typesIn(b).length > 0 ? [{ not: {} }] : [];
  for (const group of GROUPS) {
    const [one, other] = [present(a, group), present(b, group)];
    if (other === null) continue;
    const isOneOfSeveral = (a.allOf ?? []).some((member) => present(member, group) !== null);
    if (one === null && !isOneOfSeveral) continue;
    for (const name of group) delete rest[name];
    if (one !== null && keyOf(one) === keyOf(other)) continue;
    // None of several is the first, so that their order says nothing.
    for (const name of group) delete merged[name];
    left.push(...(one === null ? [] : [one]), other);
  }
  for (const [keyword, value] of Object.entries(rest)) {
    const own = merged[keyword];
    const merge = Object.hasOwn(MERGES, keyword) ? MERGES[keyword] : undefined;
    if (keyword === 'allOf') left.push(...((Array.isArray(value) ? value : []) as Schema[]));
    else if (own === undefined) merged[keyword] = value;
    else if (merge !== undefined) merged[keyword] = merge(own, value, together);
    else if (!FIRST.has(keyword) && !keyword.startsWith('x-') && JSON.stringify(own) !== JSON.stringify(value))
      left.push({ [keyword]: value });
  }
  if (left.length > 0) merged.allOf = [...(merged.allOf ?? []), ...left];
  return merged;
}

/** The keywords of a group that a schema has; `null` where it has none. */
function present(schema: unknown, group: string[]): Schema | null {
  if (!isObject(schema)) return null;
  const found = group.filter((name) => schema[name] !== undefined);
  return found.length === 0 ? null : (Object.fromEntries(found.map((name) => [name, schema[name]])) as Schema);
}

function commonTypes(a: Schema, b: Schema): string[] {
  const [one, other] = [typesIn(a), typesIn(b)];
  if (one.length === 0 || other.length === 0) return [...one, ...other];
  const takes = (types: string[], type: string) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  return [
    ...new Set([...one.filter((type) => takes(other, type)), ...other.filter((type) => takes(one, type))]),
  ].sort();
}

function isNullTaken(schema: Schema): boolean {
  return (
    schema.nullable === true || isEverything(schema) || (typesAllowed(schema).length === 0 && schema.enum === undefined)
  );
}

function commonValues(a: unknown, b: unknown): unknown {
  if (!Array.isArray(a) || !Array.isArray(b)) return a;
  const allowed = new Set(b.map(keyOf));
  return a.filter((value) => allowed.has(keyOf(value)));
}

function mergedMaps(a: unknown, b: unknown, together: Together): Record<string, unknown> {
  const merged: Record<string, unknown> = isObject(a) ? { ...a } : {};
  for (const [name, schema] of Object.entries(isObject(b) ? b : {})) {
    merged[name] = Object.hasOwn(merged, name) ? together([merged[name], schema]) : schema;
  }
  return merged;
}

/**
 * Properties of two schemas that both hold. A name that one of them does not declare must satisfy what that one says of all
 * other names: a closed part shuts out the properties of the others.
 */
function mergedProperties(a: Schema, b: Schema, together: Together): Schema['properties'] {
  if (a.properties === undefined && b.properties === undefined) return undefined;
  const merged: Record<string, unknown> = Object.create(null);
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const [name, schema] of Object.entries(isObject(one.properties) ? one.properties : {})) {
      const others =
        isObject(other.properties) && Object.hasOwn(other.properties, name)
          ? [other.properties[name]]
          : othersOf(other, name);
      const whole = together([schema, ...others]);
      if (whole !== false) merged[name] = whole;
    }
  }
  return { ...merged } as Schema['properties'];
}

/** What a schema says of a name that it does not declare. */
function othersOf({ patternProperties, additionalProperties }: Schema, name: string): unknown[] {
  const matching = Object.entries(isObject(patternProperties) ? patternProperties : {}).filter(([pattern]) =>
    lenientRegExp(pattern, 'u').test(name),
  );
  return matching.length > 0 ? matching.map(([, schema]) => schema) : [additionalProperties ?? true];
}

function greater(a: unknown, b: unknown): unknown {
  return isNumeric(a) && isNumeric(b) && compareNumbers(b, a) > 0 ? b : a;
}

function smaller(a: unknown, b: unknown): unknown {
  return isNumeric(a) && isNumeric(b) && compareNumbers(b, a) < 0 ? b : a;
}

function either(a: unknown, b: unknown): boolean {
  return a === true || b === true;
}
