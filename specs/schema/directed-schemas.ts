import { isObject } from '../catalogue/data-file.ts';
import type { Schema } from '../catalogue/model.ts';
import { extendsSchema, readDiscriminator, type Schemas } from './discriminator.ts';
import { nameInReference } from './schema-reference.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from './subschemas.ts';

export type Direction = 'request' | 'response';

type JsonMap = Record<string, unknown>;
type Names = ReadonlySet<string>;

const NONE: Names = new Set();
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Keywords whose schemas are about the same value as the schema around them. `not` and `if` are conditions, which stay as they are. */
const IN_PLACE = new Set(['anyOf', 'oneOf', 'then', 'else', 'dependentSchemas']);

/** References are resolved before; names in the way of that are left out. */
const IDENTIFIERS = new Set([
  '$id',
  'id',
  '$anchor',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$defs',
  'definitions',
  '$schema',
]);

interface Place {
  /** Properties that no schema here may require, by a schema around this one. */
  exempt: Names;
  /** The component whose `allOf` this is part of. */
  child: string | null;
}

const TOP: Place = { exempt: NONE, child: null };

/**
 * The schemas of a service as JSON Schema that means in one direction what OpenAPI says of them:
 * - In requests `readOnly` properties are not required, whatever schema requires them, and are as if not declared. In
 *   responses `writeOnly` properties are not required, and must not be there.
 * - Where a discriminator names a schema, the value has to fit that one, and the discriminating property has to be one of
 *   the values that name a schema.
 * `allOf` stays as it is: its parts are never merged.
 */
export class DirectedSchemas {
  /** What `$ref`s in schemas of {@link directed} lead to, by their text; made when it is first asked for. */
  readonly definitions = { get: (reference: string): object | undefined => this.#definition(reference) };
  readonly #made = new Map<string, object>();
  readonly #makers = new Map<string, () => unknown>();
  readonly #schemas: Schemas;
  readonly #flag: 'readOnly' | 'writeOnly';
  /** References by name, base or not, and the properties that are exempt. */
  readonly #references = new Map<string, string>();

  /** @param schemas of the catalogue, by name */
  constructor(schemas: Schemas, direction: Direction) {
    this.#schemas = schemas;
    this.#flag = direction === 'request' ? 'readOnly' : 'writeOnly';
  }

  directed(schema: Schema): object {
    const { $schema } = schema;
    return { $schema: typeof $schema === 'string' ? $schema : DIALECT, ...Object(this.#schema(schema, TOP)) };
  }

  #schema(schema: unknown, place: Place, name: string | null = null, isBase = false): unknown {
    if (!isObject(schema)) return schema === false ? false : {};
    const known = schema as Schema;
    const certain = union(place.exempt, this.#flagged(known, false));
    const possible = union(certain, this.#flagged(known, true));
    const discriminator = isBase ? null : readDiscriminator(known, name, this.#schemas);
    const result: JsonMap = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (IDENTIFIERS.has(keyword) || keyword === 'discriminator') continue;
      if (isBase && (keyword === 'oneOf' || keyword === 'anyOf') && 'discriminator' in schema) continue;
      result[keyword] = this.#keyword(keyword, value, { exempt: certain, child: place.child }, possible);
    }
    if (Array.isArray(result.required) && result.required.length === 0) delete result.required;
    if (discriminator === null) return result;
    const { propertyName, alternatives, list } = discriminator;
    const inside = { exempt: certain, child: null };
    const values = alternatives.map(({ value }) => value);
    const selected = {
      required: [propertyName],
      properties: { [propertyName]: { enum: [...new Set(values)] } },
      allOf: alternatives
        .filter(({ schema: alternative }) => nameInReference(alternative.$ref) !== name || name === null)
        .map(({ value, schema: alternative }) => ({
          if: { properties: { [propertyName]: { const: value } }, required: [propertyName] },
          // biome-ignore lint/suspicious/noThenProperty: keyword of JSON Schema.
          then: this.#schema(alternative, inside),
        })),
    };
    const others = list === null ? {} : { [list]: result[list] };
    if (list !== null) delete result[list];
    const isNeeded =
      list !== null && alternatives.every((alternative) => this.#requires(alternative.schema, propertyName));
    const choice = isNeeded
      ? // biome-ignore lint/suspicious/noThenProperty: keyword of JSON Schema.
        { if: { type: 'object' }, then: selected, else: others }
      : // biome-ignore lint/suspicious/noThenProperty: keyword of JSON Schema.
        { if: { type: 'object', required: [propertyName] }, then: selected, else: others };
    return { ...result, allOf: [...(Array.isArray(result.allOf) ? result.allOf : []), choice] };
  }

  #keyword(keyword: string, value: unknown, place: Place, possible: Names): unknown {
    if (keyword === '$ref') return this.#reference(value, place);
    if (keyword === 'required') return without(value, possible);
    if (keyword === 'dependentRequired' || keyword === 'dependencies') {
      if (!isObject(value)) return value;
      return mapValues(value, (item) => (Array.isArray(item) ? without(item, possible) : this.#schema(item, place)));
    }
    if (keyword === 'properties' && isObject(value)) return this.#properties(value);
    const inside = keyword === 'allOf' ? place : IN_PLACE.has(keyword) ? { exempt: place.exempt, child: null } : TOP;
    if (isOneOf(SINGLE_SCHEMAS, keyword)) {
      // A list is the `items` of drafts before 2020-12.
      return Array.isArray(value) ? value.map((item) => this.#schema(item, TOP)) : this.#schema(value, inside);
    }
    if (isOneOf(SCHEMA_LISTS, keyword) && Array.isArray(value)) return value.map((item) => this.#schema(item, inside));
    if (isOneOf(SCHEMA_MAPS, keyword) && isObject(value)) return mapValues(value, (item) => this.#schema(item, inside));
    return value;
  }

  #properties(properties: JsonMap): JsonMap {
    const result: [string, unknown][] = [];
    for (const [name, property] of Object.entries(properties)) {
      if (!this.#isFlagged(property)) result.push([name, this.#schema(property, TOP)]);
      // What may not be there is refused by a schema that says why.
      else if (this.#flag === 'writeOnly') result.push([name, { writeOnly: true, not: {} }]);
    }
    return Object.fromEntries(result);
  }

  /** The text of a reference to a schema as it is at this place, which is made when it is first needed. */
  #reference(reference: unknown, { exempt, child }: Place): unknown {
    const name = nameInReference(reference);
    const target = name === null ? undefined : this.#schemas[name];
    if (name === null || target === undefined) return this.#define('nothing', () => ({}));
    // A child has its parent as a part of it. What the parent's discriminator selects is the child itself.
    const isBase = child !== null && 'discriminator' in target && extendsSchema(child, name, this.#schemas);
    const relevant = [...exempt].filter((property) => this.#requires(target, property)).sort();
    const key = JSON.stringify([name, isBase, relevant]);
    const known = this.#references.get(key);
    if (known !== undefined) return known;
    const made = `schema:${this.#references.size}`;
    this.#references.set(key, made);
    return this.#define(made, () => this.#schema(target, { exempt: new Set(relevant), child: name }, name, isBase));
  }

  #define(reference: string, make: () => unknown): string {
    this.#makers.set(reference, make);
    return reference;
  }

  #definition(reference: string): object | undefined {
    const known = this.#made.get(reference);
    const make = this.#makers.get(reference);
    if (known !== undefined || make === undefined) return known;
    const schema = make();
    const made = isObject(schema) ? { $schema: DIALECT, ...schema } : schema === false ? { not: {} } : {};
    this.#made.set(reference, made);
    return made;
  }

  /** Whether a schema, or one that applies to the same value, requires a property. */
  #requires(schema: unknown, property: string, seen = new Set<unknown>()): boolean {
    if (!isObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    if (Array.isArray(schema.required) && schema.required.includes(property)) return true;
    const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
    const target = this.#schemas[nameInReference(schema.$ref) ?? ''];
    return [...parts, target, schema.then, schema.else].some((part) => this.#requires(part, property, seen));
  }

  /**
   * Properties that carry the flag in a schema and what always applies with it.
   * @param withBranches also in what applies to some values only
   */
  #flagged(schema: unknown, withBranches: boolean, seen = new Set<unknown>()): Names {
    if (!isObject(schema) || seen.has(schema)) return NONE;
    seen.add(schema);
    const names = new Set<string>();
    if (isObject(schema.properties)) {
      for (const [name, property] of Object.entries(schema.properties)) if (this.#isFlagged(property)) names.add(name);
    }
    const parts: unknown[] = [this.#schemas[nameInReference(schema.$ref) ?? '']];
    if (Array.isArray(schema.allOf)) parts.push(...schema.allOf);
    if (withBranches) {
      for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list)) parts.push(...list);
      parts.push(schema.then, schema.else);
      if (isObject(schema.dependentSchemas)) parts.push(...Object.values(schema.dependentSchemas));
    }
    for (const part of parts) for (const name of this.#flagged(part, withBranches, seen)) names.add(name);
    return names;
  }

  #isFlagged(schema: unknown, seen = new Set<unknown>()): boolean {
    if (!isObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    if (schema[this.#flag] === true) return true;
    const parts = [
      this.#schemas[nameInReference(schema.$ref) ?? ''],
      ...(Array.isArray(schema.allOf) ? schema.allOf : []),
    ];
    return parts.some((part) => this.#isFlagged(part, seen));
  }
}

function union(a: Names, b: Names): Names {
  return b.size === 0 ? a : a.size === 0 ? b : new Set([...a, ...b]);
}

function without(names: unknown, exempt: Names): unknown {
  return Array.isArray(names) ? names.filter((name) => !exempt.has(name)) : names;
}

function mapValues(map: JsonMap, change: (value: unknown) => unknown): JsonMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

function isOneOf(keywords: readonly string[], keyword: string): boolean {
  return keywords.includes(keyword);
}
