import { isObject, objectsIn } from '../json/value.ts';
import { nameInReference } from '../schema/schema-reference.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from '../schema/subschemas.ts';

type Schemas = Record<string, object>;

/** Members of a schema that hold schemas, each by the place at which a value has it; alternatives have the place of the schema. */
function* members(schema: Record<string, unknown>): Generator<[place: string, schema: unknown]> {
  for (const keyword of SCHEMA_MAPS) {
    const map = schema[keyword];
    if (isObject(map)) for (const [name, member] of Object.entries(map)) yield [`${keyword} ${name}`, member];
  }
  for (const keyword of SINGLE_SCHEMAS) if (keyword in schema) yield [keyword, schema[keyword]];
  for (const keyword of SCHEMA_LISTS)
    for (const [index, member] of objectsIn(schema[keyword]).entries())
      yield [keyword === 'prefixItems' ? `${keyword} ${index}` : '', member];
}

/** How many keywords a schema has, those of its parts included; what it refers to is not part of it. */
export function keywordsOf(schema: unknown): number {
  if (!isObject(schema)) return 0;
  let count = counts.get(schema);
  if (count === undefined) {
    count = Object.keys(schema).length;
    for (const [, member] of members(schema)) count += keywordsOf(member);
    counts.set(schema, count);
  }
  return count;
}

/** A walk asks for a schema, then for each of its parts. */
const counts = new WeakMap<object, number>();

/**
 * Finds the schemas of the components whose alternatives multiply: several of them, at the same place of the value, lead to the
 * schema itself again. Who checks a value against each of them does so that many times more with every level of the value.
 * @returns how many times, by name
 */
export function multiplyingSchemas(schemas: Schemas): Map<string, number> {
  const references = new Map(Object.entries(schemas).map(([name, schema]) => [name, referencesIn(schema)]));
  const reachable = new Map<string, Set<string>>();
  const reachedFrom = (name: string): Set<string> => {
    const known = reachable.get(name);
    if (known !== undefined) return known;
    const reached = new Set([name]);
    // What is added to a set while it is walked is walked too.
    for (const one of reached) for (const next of references.get(one) ?? []) reached.add(next);
    reachable.set(name, reached);
    return reached;
  };
  const found = new Map<string, number>();
  for (const [name, schema] of Object.entries(schemas)) {
    if (!isObject(schema) || 'discriminator' in schema) continue;
    let factor = 1;
    for (const keyword of ['oneOf', 'anyOf']) {
      const leading = new Map<string, number>();
      for (const alternative of objectsIn(schema[keyword])) {
        if (![...referencesIn(alternative)].some((next) => reachedFrom(next).has(name))) continue;
        for (const place of placesLeadingTo(name, alternative, schemas, reachedFrom))
          leading.set(place, (leading.get(place) ?? 0) + 1);
      }
      factor = Math.max(factor, ...leading.values());
    }
    if (factor > 1) found.set(name, factor);
  }
  return found;
}

/** The places of a value at which an alternative leads to a schema. */
function placesLeadingTo(
  name: string,
  alternative: Record<string, unknown>,
  schemas: Schemas,
  reachedFrom: (name: string) => Set<string>,
): Set<string> {
  const places = new Set<string>();
  const open: unknown[] = [alternative];
  const seen = new Set<unknown>();
  for (const schema of open) {
    if (!isObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    const target = nameInReference(schema.$ref);
    if (target !== null && target !== name) open.push(schemas[target]);
    for (const [place, member] of members(schema)) {
      if (place === '') open.push(member);
      else if ([...referencesIn(member)].some((next) => reachedFrom(next).has(name))) places.add(place);
    }
  }
  return places;
}

function referencesIn(schema: unknown, found = new Set<string>()): Set<string> {
  if (!isObject(schema)) return found;
  const name = nameInReference(schema.$ref);
  if (name !== null) found.add(name);
  for (const [, member] of members(schema)) referencesIn(member, found);
  return found;
}
