import { isObject, objectsIn, stringsIn } from '../catalogue/data-file.ts';
import type { OpenApiDocument, Schema } from '../catalogue/model.ts';

/** A schema, or what stands for all values (`true`) or none (`false`). */
export type AnySchema = Schema | boolean;

/** Reads schemas of one document with references followed and equal ways of writing made one. */
export class SchemaReader {
  readonly #document: OpenApiDocument;
  readonly #read = new Map<object, AnySchema>();

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /** What a node refers to, references of references included; the node itself where it refers to nothing. */
  follow<T>(node: T): T {
    let current: unknown = node;
    // As many steps as nobody needs; a circle of bare references ends here too.
    for (let step = 0; step < 50 && isObject(current) && typeof current.$ref === 'string'; step += 1) {
      const found = this.#at(current.$ref);
      if (found === undefined) return {} as T;
      const { $ref: _, ...beside } = current;
      // In OpenAPI 3.1 keywords may stand beside a reference.
      const isPlain = Object.keys(beside).every((key) => key === 'description' || key === 'summary');
      current = isPlain || !isObject(found) ? found : { allOf: [found, beside] };
    }
    return current as T;
  }

  /** The normalised schema of a node. The same node gives the same object, so that circles can be seen. */
  read(node: unknown): AnySchema {
    const target = this.follow(node);
    if (typeof target === 'boolean') return target;
    if (!isObject(target)) return true;
    const known = this.#read.get(target);
    if (known !== undefined) return known;
    const schema = this.#normalise(target as Schema, 0);
    this.#read.set(target, schema);
    return schema;
  }

  #normalise(node: Schema, depth: number): AnySchema {
    let schema: Schema = { ...node };
    if ('nullable' in schema) {
      if (schema.nullable === true && schema.type !== undefined) schema.type = [...typesIn(schema), 'null'];
      delete schema.nullable;
    }
    if ('const' in schema) {
      schema.enum = [schema.const ?? null];
      delete schema.const;
    }
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const members = schema[keyword];
      if (!Array.isArray(members)) continue;
      // `oneOf: [A, { type: null }]` is A that may be null.
      const solid = members.filter((member) => !isNullType(this.follow(member)));
      if (solid.length === 1 && solid[0] !== undefined) {
        const { [keyword]: _, ...rest } = schema;
        const may = solid.length < members.length ? { 'x-may-be-null': true } : {};
        schema = { ...rest, ...may, allOf: [...objectsIn(rest.allOf), solid[0]] as Schema[] };
      }
    }
    if (Array.isArray(schema.allOf) && depth < 20) schema = this.#merge(schema, depth);
    if (schema['x-may-be-null'] === true) {
      delete schema['x-may-be-null'];
      if (schema.type !== undefined) schema.type = [...new Set([...typesIn(schema), 'null'])];
      if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
    }
    return schema;
  }

  /** One schema out of a schema and those of its `allOf`; what cannot be merged stays in `allOf`. */
  #merge({ allOf, ...own }: Schema, depth: number): Schema {
    let merged: Schema = own;
    const left: Schema[] = [];
    for (const member of allOf ?? []) {
      const part = this.#normalise(this.follow(member) ?? {}, depth + 1);
      if (part === true) continue;
      if (part === false) {
        left.push({ not: {} });
        continue;
      }
      const { allOf: nested, ...solid } = part;
      merged = intersection(merged, solid);
      left.push(...objectsIn(nested).map((entry) => entry as Schema));
    }
    return left.length > 0 ? { ...merged, allOf: left } : merged;
  }

  #at(reference: string): unknown {
    if (!reference.startsWith('#')) return undefined;
    let node: unknown = this.#document;
    for (const part of reference.slice(1).split('/').slice(1)) {
      const key = decodeURIComponent(part.replace(/%(?![0-9a-f]{2})/gi, '%25'))
        .replaceAll('~1', '/')
        .replaceAll('~0', '~');
      if (Array.isArray(node)) node = node[Number(key)];
      else if (isObject(node) && Object.hasOwn(node, key)) node = node[key];
      else return undefined;
    }
    return node;
  }
}

/** The types a schema names; none stands for any. */
export function typesIn(schema: Schema): string[] {
  return typeof schema.type === 'string' ? [schema.type] : stringsIn(schema.type);
}

function isNullType(node: unknown): boolean {
  return (
    isObject(node) &&
    (node.type === 'null' || (Array.isArray(node.enum) && node.enum.length === 1 && node.enum[0] === null))
  );
}

const GREATER = ['minimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
const SMALLER = ['maximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];
const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'externalDocs',
  'xml',
  'readOnly',
  'writeOnly',
]);

/** What satisfies both. */
function intersection(a: Schema, b: Schema): Schema {
  const merged: Schema = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    const own = merged[keyword];
    if (own === undefined) merged[keyword] = value;
    else if (keyword === 'required') merged.required = [...new Set([...stringsIn(own), ...stringsIn(value)])];
    else if (keyword === 'properties') merged.properties = mergedProperties(own, value);
    else if (keyword === 'type') merged.type = commonTypes(a, b);
    else if (keyword === 'enum' && Array.isArray(own) && Array.isArray(value)) {
      const allowed = new Set(value.map((entry) => JSON.stringify(entry)));
      merged.enum = own.filter((entry) => allowed.has(JSON.stringify(entry)));
    } else if (GREATER.includes(keyword)) merged[keyword] = Math.max(Number(own), Number(value));
    else if (SMALLER.includes(keyword)) merged[keyword] = Math.min(Number(own), Number(value));
    else if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) continue;
    else if (JSON.stringify(own) !== JSON.stringify(value)) {
      // Two patterns, two alternatives: both count, and only `allOf` can say so.
      merged.allOf = [...objectsIn(merged.allOf).map((entry) => entry as Schema), { [keyword]: value }];
    }
  }
  return merged;
}

function mergedProperties(a: unknown, b: unknown): Record<string, Schema> {
  const merged: Record<string, Schema> = isObject(a) ? { ...(a as Record<string, Schema>) } : {};
  for (const [name, schema] of Object.entries(isObject(b) ? (b as Record<string, Schema>) : {})) {
    const own = merged[name];
    merged[name] = own === undefined ? schema : { allOf: [own, schema] };
  }
  return merged;
}

function commonTypes(a: Schema, b: Schema): string[] {
  const [one, other] = [typesIn(a), typesIn(b)];
  const common = one.filter((type) => other.includes(type) || (type === 'integer' && other.includes('number')));
  if (one.includes('number') && other.includes('integer') && !common.includes('integer')) common.push('integer');
  return common;
}
