import { keysOf } from '../json/pointer.ts';
import { valueAt } from '../json/reference.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { isNumeric } from '../numbers/index.ts';
import { componentReference, nameInReference } from '../schema/schema-reference.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from '../schema/subschemas.ts';
import type { OpenApiDocument, Schema } from './model.ts';

/**
 * Collects a document's schemas as JSON Schema 2020-12 with references of one form, `#/components/schemas/<name>`. Keywords
 * of OpenAPI 3.0 are rewritten; a schema that is referenced at another place gets a name of its own.
 */
export class SchemaCollector {
  readonly schemas: Record<string, Schema> = {};
  readonly #document: OpenApiDocument;
  readonly #is30: boolean;
  readonly #names = new Map<string, string>();

  constructor(document: OpenApiDocument) {
    this.#document = document;
    this.#is30 = document.openapi.startsWith('3.0');
    const components = document.components?.schemas ?? {};
    // All names are taken before any schema is read, so that a made-up name never takes a component's place.
    for (const name of Object.keys(components)) this.schemas[name] = {};
    for (const [name, schema] of Object.entries(components)) this.schemas[name] = this.read(schema);
  }

  /** One schema of the document, as the catalogue holds it. */
  read(value: unknown): Schema {
    if (value === false) return { not: {} };
    if (!isObject(value)) return {};
    if (typeof value.$ref === 'string') return this.#reference(value, value.$ref);
    const schema: JsonObject = { ...value };
    for (const keyword of SCHEMA_MAPS) {
      const map = schema[keyword];
      if (isObject(map)) schema[keyword] = mapValues(map, (child) => this.#child(child));
      else delete schema[keyword];
    }
    for (const keyword of SCHEMA_LISTS) {
      const list = schema[keyword];
      if (Array.isArray(list)) schema[keyword] = list.map((child) => this.#child(child));
      else delete schema[keyword];
    }
    for (const keyword of SINGLE_SCHEMAS) {
      if (schema[keyword] !== undefined && typeof schema[keyword] !== 'boolean')
        schema[keyword] = this.#child(schema[keyword]);
    }
    if (schema.required !== undefined && !Array.isArray(schema.required)) delete schema.required;
    if (schema.enum !== undefined && !Array.isArray(schema.enum)) delete schema.enum;
    if (schema.example !== undefined) {
      if (!Array.isArray(schema.examples)) schema.examples = [schema.example];
      delete schema.example;
    }
    if (isObject(schema.discriminator) && isObject(schema.discriminator.mapping)) {
      const mapping = mapValues(schema.discriminator.mapping, (target) => this.#mapped(target));
      schema.discriminator = { ...schema.discriminator, mapping };
    }
    return (this.#is30 ? rewrite30(schema) : schema) as Schema;
  }

  /** A name stays one; what is a reference leads to where the schema is collected. */
  #mapped(target: JsonValue | undefined): JsonValue | undefined {
    if (typeof target !== 'string') return target;
    if (Object.hasOwn(this.schemas, target)) return componentReference(target);
    return valueAt(this.#document, target) === undefined ? target : this.#reference({}, target).$ref;
  }

  #child(value: unknown): JsonObject {
    return this.read(value) as JsonObject;
  }

  #reference(value: JsonObject, reference: string): Schema {
    const name = nameInReference(reference);
    if (name !== null) return { ...this.#siblings(value), $ref: componentReference(name) };
    const known = this.#names.get(reference);
    if (known !== undefined) return { ...this.#siblings(value), $ref: componentReference(known) };
    const made = this.#freeName(reference);
    this.#names.set(reference, made);
    this.schemas[made] = {};
    this.schemas[made] = this.read(valueAt(this.#document, reference));
    return { ...this.#siblings(value), $ref: componentReference(made) };
  }

  /** What stands beside a `$ref`: meant in 3.1, ignored in 3.0. */
  #siblings(value: JsonObject): Schema {
    if (this.#is30) return {};
    const { $ref: _, ...rest } = value;
    return Object.keys(rest).length === 0 ? {} : this.read(rest);
  }

  #freeName(reference: string): string {
    const keys = keysOf(reference) ?? [];
    const base =
      keys
        .slice(-2)
        .join('-')
        .replace(/[^\w.-]+/g, '') || 'schema';
    let name = base;
    for (let count = 2; name in this.schemas; count += 1) name = `${base}-${count}`;
    return name;
  }
}

function rewrite30(schema: JsonObject): JsonObject {
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const result: JsonObject = rest;
  if (exclusiveMinimum === true) {
    result.exclusiveMinimum = rest.minimum;
    delete result.minimum;
  } else if (isNumeric(exclusiveMinimum)) result.exclusiveMinimum = exclusiveMinimum;
  if (exclusiveMaximum === true) {
    result.exclusiveMaximum = rest.maximum;
    delete result.maximum;
  } else if (isNumeric(exclusiveMaximum)) result.exclusiveMaximum = exclusiveMaximum;
  if (nullable !== true) return result;
  if (typeof result.type === 'string') return { ...result, type: [result.type, 'null'] };
  if (Array.isArray(result.allOf)) {
    const { description, title, ...inner } = result;
    return {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      anyOf: [inner, { type: 'null' }],
    };
  }
  return result;
}

function mapValues<T extends JsonValue | undefined>(
  map: JsonObject,
  change: (value: JsonValue | undefined) => T,
): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
