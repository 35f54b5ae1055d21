import type { OpenApiDocument, Schema } from '../../catalogue/model.ts';
import { valueAt } from '../../json/reference.ts';
import { isObject } from '../../json/value.ts';
import { anchorsOf } from './anchors.ts';
import {
  type AnySchema,
  asTypes,
  asValues,
  canonical,
  isEverything,
  isNullOnly,
  keywordsOf,
  typesAllowed,
  typesIn,
} from './canonical.ts';
import { ofTypes } from './effective.ts';
import { intersection } from './intersection.ts';
import { keyOf } from './value-key.ts';

/** More references in a row than anybody writes; a circle of bare references ends here. */
const MAX_HOPS = 32;

/**
 * Reads the schemas of one document so that two ways of writing the same are the same: references are followed, `allOf` is
 * merged, `nullable` and an alternative `null` are one flag, `const` is an `enum`, an alternative that stands alone is unwrapped.
 * The same node always gives the same object: whoever walks can see circles.
 */
export class SchemaReader {
  readonly #document: OpenApiDocument;
  readonly #read = new Map<object, AnySchema>();
  readonly #beside = new Map<object, object>();
  readonly #together = new Map<string, object>();
  readonly #common = new Map<Schema, Schema>();
  readonly #byType = new Map<Schema, Schema>();
  readonly #solid = new Map<Schema, Schema>();
  readonly #numbers = new Map<object, number>();
  #anchors: Map<string, unknown> | null = null;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  /** What a node refers to, references of references included; the node itself where it refers to nothing. */
  follow(node: unknown): unknown {
    let current = node;
    for (let hop = 0; hop < MAX_HOPS && isObject(current) && typeof current.$ref === 'string'; hop += 1) {
      const target = this.#target(current.$ref);
      const beside = this.#keywordsBeside(current);
      current = target === undefined || beside === null ? (target ?? {}) : this.#withBeside(current, target, beside);
    }
    return isObject(current) && typeof current.$ref === 'string' ? {} : current;
  }

  #target(reference: string): unknown {
    const anchor = /^#([A-Za-z_][\w.-]*)$/.exec(reference)?.[1];
    if (anchor === undefined) return valueAt(this.#document, reference);
    this.#anchors ??= anchorsOf(this.#document);
    return this.#anchors.get(anchor);
  }

  /** What a node means. Not a schema at all counts as one that says nothing. */
  read(node: unknown): AnySchema {
    const target = this.follow(node);
    if (typeof target === 'boolean') return target;
    if (!isObject(target)) return true;
    const known = this.#read.get(target);
    if (known !== undefined) return known;
    // Whoever asks for it while it is read is in a circle of `allOf`, which adds nothing.
    this.#read.set(target, true);
    const schema = this.#normalise(target as Schema);
    this.#read.set(target, schema);
    return schema;
  }

  /** One node that stands for all of these, the same whenever the same are asked for. */
  together(nodes: unknown[]): unknown {
    if (nodes.includes(false)) return false;
    const members = new Map<number, object>();
    for (const node of nodes.map((entry) => this.follow(entry)).filter(isObject)) {
      const parts = Array.isArray(node['x-together']) ? node['x-together'].filter(isObject) : [node];
      for (const part of parts) members.set(this.#numberOf(part), part);
    }
    const [first, ...others] = members.values();
    if (first === undefined || others.length === 0) return first ?? true;
    const key = [...members.keys()].sort((a, b) => a - b).join(' ');
    const made = this.#together.get(key) ?? { allOf: [...members.values()], 'x-together': [...members.values()] };
    this.#together.set(key, made);
    return made;
  }

  /** What a normalised schema asks for where one of its alternatives holds; the same whenever the same is asked for. */
  withAlternative(schema: Schema, member: unknown): AnySchema {
    const { oneOf: _, anyOf: __, ...rest } = schema;
    const common = this.#common.get(schema) ?? rest;
    this.#common.set(schema, common);
    return this.read(this.together([common, member]));
  }

  #numberOf(node: object): number {
    const number = this.#numbers.get(node) ?? this.#numbers.size;
    this.#numbers.set(node, number);
    return number;
  }

  /** From OpenAPI 3.1 on keywords may stand beside a reference. */
  #keywordsBeside({ $ref: _, ...beside }: Schema): Schema | null {
    const isRead = !String(this.#document.openapi).startsWith('3.0');
    return isRead && keywordsOf(beside).length > 0 ? beside : null;
  }

  #withBeside(node: object, target: unknown, beside: Schema): object {
    // `unevaluatedProperties` sees what a reference beside it has looked at, as it does parts of `allOf`.
    const known = this.#beside.get(node) ?? { ...beside, allOf: [...listOf(beside.allOf), target] };
    this.#beside.set(node, known);
    return known;
  }

  /**
   * The alternatives of `anyOf` that add something. One that is named twice does not, nor does one beside another that takes
   * anything of its type: known values beside `type: string` are a hint to people. (Of `oneOf` only one may fit.)
   */
  #telling(members: Schema[]): Schema[] {
    const different = [...new Map(members.map((member) => [keyOf(member), member])).values()];
    const read = different.map((member) => this.read(member));
    const anything = different.find((_, index) => isEverything(read[index] ?? true));
    if (anything !== undefined) return [anything];
    const open = new Set(read.flatMap((schema) => asTypes([schema], 'anyOf')?.type ?? []));
    return different.filter((_, index) => {
      const schema = read[index];
      if (typeof schema !== 'object' || schema.nullable === true || asTypes([schema], 'anyOf') !== null) return true;
      return typesIn(schema).length === 0 || !typesIn(schema).every((type) => open.has(type));
    });
  }

  /** What is not "not X" is X; only what sees which members were looked at can tell. */
  #withoutDoubleNot(node: Schema): Schema {
    const refused = this.follow(node.not);
    if (!isObject(refused) || keywordsOf(refused).join() !== 'not') return node;
    if (node.unevaluatedProperties !== undefined || node.unevaluatedItems !== undefined) return node;
    const { not: _, ...rest } = node;
    return { ...rest, allOf: [...listOf(rest.allOf), refused.not] as Schema[] };
  }

  #normalise(written: Schema): AnySchema {
    const node = this.#withoutDoubleNot(written);
    if (node.not !== undefined && isEverything(this.read(node.not))) return false;
    let schema = canonical(node);
    let mayBeNull = node.nullable === true;
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const members = schema[keyword];
      if (!Array.isArray(members)) continue;
      const others = members.filter((member) => !isNullOnly(this.follow(member)));
      const nulls = members.length - others.length + others.filter((member) => isNullable(this.read(member))).length;
      const isNullLeft = typesIn(schema).length === 0 || schema.nullable === true;
      const solid = keyword === 'anyOf' ? this.#telling(others) : others;
      const { [keyword]: _, ...rest } = schema;
      const values = asValues(
        solid.map((member) => this.read(member)),
        keyword,
      );
      mayBeNull ||= isNullLeft && (keyword === 'anyOf' ? nulls > 0 : nulls === 1);
      if (solid.length === 0) schema = { ...rest, type: ['null'] };
      else if (solid.length === 1) {
        // With one alternative there is nothing to tell apart.
        const { discriminator: __, ...own } = rest;
        schema = { ...own, allOf: [...listOf(own.allOf), solid[0]] as Schema[] };
      } else if (values !== null) schema = { ...rest, allOf: [...listOf(rest.allOf), values] as Schema[] };
      else schema = { ...rest, [keyword]: solid };
    }
    if (Array.isArray(schema.allOf)) {
      const { allOf, ...own } = schema;
      let merged: Schema = own;
      for (const member of allOf) {
        const part = closedByItself(this.read(member));
        if (part === true) continue;
        if (part === false) return false;
        merged = intersection(merged, part, (nodes) => this.together(nodes));
      }
      schema = merged;
    }
    schema = this.#withMemberTypes(schema);
    return mayBeNull && (schema.type !== undefined || unionMembers(schema)) ? { ...schema, nullable: true } : schema;
  }

  /** A schema with the types that its alternatives leave where it names none, and without what says nothing of them. */
  #withMemberTypes({ 'x-member-types': _, ...schema }: Schema): Schema {
    const lists = [schema.oneOf, schema.anyOf].filter((members) => Array.isArray(members));
    const types = lists.map((members) => {
      const all = members.map((member) => this.read(member)).filter((member) => member !== false);
      const byMember = all.map((member) => (member === true ? [] : typesAllowed(member)));
      return byMember.some((own) => own.length === 0) ? [] : [...new Set(byMember.flat())].sort();
    });
    const left = types.find((found) => found.length > 0) ?? [];
    if (typesIn(schema).length > 0) return ofTypes(schema, typesIn(schema));
    return left.length === 0 ? schema : { ...ofTypes(schema, left), 'x-member-types': left };
  }

  /** A normalised schema of several types as one alternative for each; the same whenever the same is asked for. */
  byType(schema: Schema): Schema {
    const types = typesIn(schema);
    const { nullable, default: preset } = schema;
    const made = this.#byType.get(schema) ?? {
      anyOf: types.map((type) => ({
        ...ofTypes(schema, [type]),
        type: [type],
        nullable: undefined,
        default: undefined,
      })),
      'x-member-types': types,
      ...(nullable === true && { nullable }),
      ...(preset !== undefined && { default: preset }),
    };
    this.#byType.set(schema, made as Schema);
    return made as Schema;
  }

  /** A normalised schema without `null`; the same whenever the same is asked for. */
  withoutNull(schema: AnySchema): AnySchema {
    if (!isNullable(schema)) return schema;
    const { nullable: _, ...rest } = schema;
    const made = this.#solid.get(schema) ?? rest;
    this.#solid.set(schema, made);
    return made;
  }
}

/** Keywords that look at other schemas of the same value. */
const APPLICATORS = ['oneOf', 'anyOf', 'allOf', 'if', 'dependentSchemas', 'not'];

/**
 * A part of `allOf`, which looks at no other part: what it says of properties that are not evaluated is said of all that it
 * does not declare itself.
 */
function closedByItself(part: AnySchema): AnySchema {
  if (typeof part === 'boolean' || part.unevaluatedProperties === undefined) return part;
  if (APPLICATORS.some((keyword) => part[keyword] !== undefined)) return part;
  const { unevaluatedProperties, ...rest } = part;
  return { additionalProperties: unevaluatedProperties, ...rest } as Schema;
}

function isNullable(schema: AnySchema): schema is Schema {
  return typeof schema === 'object' && schema.nullable === true;
}

function unionMembers({ oneOf, anyOf }: Schema): boolean {
  return oneOf !== undefined || anyOf !== undefined;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
