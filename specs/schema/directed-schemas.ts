import type { Schema } from '../catalogue/model.ts';
import { isObject } from '../json/value.ts';
import { extendsSchema, readDiscriminator, type Schemas } from './discriminator.ts';
import { nameInReference, schemaAt } from './schema-reference.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from './subschemas.ts';

export type Direction = 'request' | 'response';

type JsonMap = Record<string, unknown>;
type Names = ReadonlySet<string>;

const NONE: Names = new Set();
const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** Keywords whose schemas are about the same value as the schema around them. `not` and `if` are conditions, which stay as they are. */
const IN_PLACE = new Set(['anyOf', 'oneOf', 'then', 'else', 'dependentSchemas']);

/** Keywords whose schemas say of a value which one it is, and not what it has to be. */
const CONDITIONS = new Set(['not', 'if', 'contains', 'propertyNames']);

/** Keywords of a schema that takes any object. */
const SAYS_ANY_OBJECT = new Set(['type', 'title', 'description', 'example', 'examples', 'deprecated']);

const MAX_HOPS = 16;

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
  /** Of {@link DirectedOptions.closed}: whether the schema is all that speaks of a value, or part of that; `null` where nothing is closed. */
  closes: 'value' | 'part' | null;
}

export interface DirectedOptions {
  /** Whether objects may hold no property that no schema declares, where the schemas themselves say nothing of others. */
  closed?: boolean;
  /** Whether schemas keep their annotations: no check looks at them, and without them more schemas are the same. */
  annotated?: boolean;
}

/** Keywords that say nothing of what fits. */
const ANNOTATIONS = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'externalDocs', 'xml', '$comment'],
]);

function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword) || keyword.startsWith('x-');
}

/**
 * The schemas of a service as JSON Schema that means in one direction what OpenAPI says of them:
 * - In requests `readOnly` properties are not required, whatever schema requires them, and are as if not declared. In
 *   responses `writeOnly` properties are not required, and must not be there.
 * - Without a direction neither has to be there, and both may.
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
  readonly #flags: ('readOnly' | 'writeOnly')[];
  readonly #direction: Direction | null;
  readonly #annotated: boolean;
  /** Another value than that of the schema around. */
  readonly #other: Place;
  /** References by name, base or not, the properties that are exempt, and whether the schema closes objects. */
  readonly #references = new Map<string, string>();

  /**
   * @param schemas of the catalogue, by name
   * @param direction `null` where values go in no direction, such as the examples of a schema
   */
  constructor(
    schemas: Schemas,
    direction: Direction | null,
    { closed = false, annotated = true }: DirectedOptions = {},
  ) {
    this.#schemas = schemas;
    this.#direction = direction;
    this.#annotated = annotated;
    this.#flags = direction === null ? ['readOnly', 'writeOnly'] : [direction === 'request' ? 'readOnly' : 'writeOnly'];
    this.#other = { exempt: NONE, child: null, closes: closed ? 'value' : null };
  }

  directed(schema: Schema): object {
    const { $schema } = schema;
    return { $schema: typeof $schema === 'string' ? $schema : DIALECT, ...Object(this.#schema(schema, this.#other)) };
  }

  #schema(schema: unknown, place: Place, name: string | null = null, isBase = false): unknown {
    if (!isObject(schema)) return schema === false ? false : {};
    const known = schema as Schema;
    const certain = union(place.exempt, this.#flagged(known, false));
    const possible = union(certain, this.#flagged(known, true));
    const discriminator = isBase ? null : readDiscriminator(known, name, this.#schemas);
    const part = place.closes === null ? null : ('part' as const);
    const result: JsonMap = {};
    for (const [keyword, value] of Object.entries(schema)) {
      if (IDENTIFIERS.has(keyword) || keyword === 'discriminator') continue;
      if (!this.#annotated && isAnnotation(keyword)) continue;
      if (isBase && (keyword === 'oneOf' || keyword === 'anyOf') && 'discriminator' in schema) continue;
      result[keyword] = this.#keyword(keyword, value, { exempt: certain, child: place.child, closes: part }, possible);
    }
    if (Array.isArray(result.required) && result.required.length === 0) delete result.required;
    if (place.closes === 'value' && result.unevaluatedProperties === undefined && this.#declares(known))
      result.unevaluatedProperties = false;
    if (discriminator === null) return result;
    const { propertyName, alternatives, list } = discriminator;
    const inside = { exempt: certain, child: null, closes: part };
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
    if (keyword === 'properties' && isObject(value)) return this.#properties(value, place);
    const inside = this.#inside(keyword, place);
    if (isOneOf(SINGLE_SCHEMAS, keyword)) {
      // A list is the `items` of drafts before 2020-12.
      return Array.isArray(value) ? value.map((item) => this.#schema(item, inside)) : this.#schema(value, inside);
    }
    if (isOneOf(SCHEMA_LISTS, keyword) && Array.isArray(value)) {
      const isChoice = place.closes !== null && (keyword === 'anyOf' || keyword === 'oneOf');
      return value.map((item) => {
        const directed = this.#schema(item, inside);
        return isChoice && this.#isAnyObject(item) ? { ...Object(directed), additionalProperties: true } : directed;
      });
    }
    if (isOneOf(SCHEMA_MAPS, keyword) && isObject(value)) return mapValues(value, (item) => this.#schema(item, inside));
    return value;
  }

  #inside(keyword: string, { exempt, child, closes }: Place): Place {
    if (keyword === 'allOf') return { exempt, child, closes };
    if (IN_PLACE.has(keyword)) return { exempt, child: null, closes };
    return CONDITIONS.has(keyword) || closes === null ? { exempt: NONE, child: null, closes: null } : this.#other;
  }

  #properties(properties: JsonMap, { closes }: Place): JsonMap {
    const other = closes === null ? { ...this.#other, closes } : this.#other;
    const result: [string, unknown][] = [];
    for (const [name, property] of Object.entries(properties)) {
      if (this.#direction === null || !this.#isFlagged(property)) result.push([name, this.#schema(property, other)]);
      // What may not be there is refused by a schema that says why.
      else if (this.#direction === 'response') result.push([name, { writeOnly: true, not: {} }]);
      else if (closes !== null) result.push([name, { readOnly: true, not: {} }]);
    }
    return Object.fromEntries(result);
  }

  /** The text of a reference to a schema as it is at this place, which is made when it is first needed. */
  #reference(reference: unknown, { exempt, child, closes }: Place): unknown {
    const name = nameInReference(reference);
    const target = name === null ? undefined : this.#schemas[name];
    if (name === null || target === undefined) return this.#define('nothing', () => ({}));
    // A child has its parent as a part of it. What the parent's discriminator selects is the child itself.
    const isBase = child !== null && 'discriminator' in target && extendsSchema(child, name, this.#schemas);
    const relevant = [...exempt].filter((property) => this.#requires(target, property)).sort();
    const key = JSON.stringify([name, isBase, relevant, closes !== null]);
    const known = this.#references.get(key);
    if (known !== undefined) return known;
    const made = `schema:${this.#references.size}`;
    this.#references.set(key, made);
    const inside: Place = { exempt: new Set(relevant), child: name, closes: closes === null ? null : 'part' };
    return this.#define(made, () => this.#schema(target, inside, name, isBase));
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
    const target = schemaAt(schema.$ref, this.#schemas);
    return [...parts, target, schema.then, schema.else].some((part) => this.#requires(part, property, seen));
  }

  /** Whether a schema takes any object: where it is an alternative, no property is left that none declares. */
  #isAnyObject(schema: unknown, hops = 0): boolean {
    if (schema === true) return true;
    if (!isObject(schema) || hops > MAX_HOPS) return false;
    const { $ref, ...others } = schema;
    const isPlain = Object.keys(others).every((keyword) => SAYS_ANY_OBJECT.has(keyword));
    if (!isPlain || (others.type !== undefined && others.type !== 'object')) return false;
    return $ref === undefined || this.#isAnyObject(schemaAt($ref, this.#schemas), hops + 1);
  }

  /** Whether a schema, or one that applies to the same value, says which properties an object has. */
  #declares(schema: unknown, seen = new Set<unknown>()): boolean {
    if (!isObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    if (isObject(schema.properties) || isObject(schema.patternProperties)) return true;
    const target = schemaAt(schema.$ref, this.#schemas);
    const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
    return [...parts, target, schema.then, schema.else].some((part) => this.#declares(part, seen));
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
    const parts: unknown[] = [schemaAt(schema.$ref, this.#schemas)];
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
    if (this.#flags.some((flag) => schema[flag] === true)) return true;
    const parts = [schemaAt(schema.$ref, this.#schemas), ...(Array.isArray(schema.allOf) ? schema.allOf : [])];
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
