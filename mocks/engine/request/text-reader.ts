import { isObject } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { ExactNumber, parseJson } from '@dpi/specs/numbers';
import { lenientRegExp, schemaAt, type ValidateSchema } from '@dpi/specs/schema';
import { allowedTypes, itemSchema, type JsonType, propertyNames, propertySchema } from '@dpi/specs/serialization';
import { isSchema } from '@dpi/specs/subschemas';
import type { CompileRequestSchema } from './body.ts';
import { refuseDeepNesting } from './json-body.ts';

/** Text that no JSON number is, though numbers are meant by it, such as `007`, is one all the same. */
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const SCALARS: JsonType[] = ['string', 'number', 'boolean'];

/** Which kinds of values a schema allows. */
export interface Kinds {
  scalar: boolean;
  list: boolean;
  object: boolean;
  null: boolean;
}

/**
 * Reads the values that texts stand for, in parameters and forms. The schema says which type a text has; where it allows
 * several, the first is taken that fits. What no type fits stays text, which the check of the schema then refuses.
 */
export class TextReader {
  readonly #follow: (reference: string) => unknown;
  readonly #compile: CompileRequestSchema;
  readonly #types = new WeakMap<object, Set<JsonType>>();
  readonly #validators = new WeakMap<object, ValidateSchema | null>();
  readonly #items = new WeakMap<object, unknown[]>();
  readonly #properties = new WeakMap<object, Map<string, unknown>>();

  /**
   * @param schemas of the catalogue, by name
   * @param compile checks values as they are, without turning text into numbers
   */
  constructor(schemas: Record<string, Schema>, compile: CompileRequestSchema) {
    this.#follow = (reference) => schemaAt(reference, schemas);
    this.#compile = compile;
  }

  /** Where a schema allows everything, text is the plainest reading. */
  kinds(schema: unknown): Kinds {
    const types = this.#typesOf(schema);
    const scalar = SCALARS.some((type) => types.has(type));
    const anything = types.size === 6;
    return {
      scalar: scalar || types.size === 0,
      list: types.has('array') && !anything,
      object: types.has('object') && !anything,
      null: types.has('null') && !anything,
    };
  }

  propertyNames(schema: unknown): Set<string> {
    return propertyNames(schema, this.#follow);
  }

  /** The schema of a property; `undefined` where there is none. */
  property(schema: unknown, name: string): unknown {
    if (!isSchema(schema)) return undefined;
    const known = this.#properties.get(schema) ?? new Map<string, unknown>();
    this.#properties.set(schema, known);
    if (known.has(name)) return known.get(name);
    const found = propertySchema(schema, name, this.#follow, (pattern, text) => lenientRegExp(pattern, 'u').test(text));
    // Names that callers make up are not kept for ever.
    if (known.size < MAX_KNOWN_PROPERTIES) known.set(name, found);
    return found;
  }

  /** The value of one text. */
  scalar(text: string, schema: unknown): unknown {
    const types = this.#typesOf(schema);
    const readings: unknown[] = [];
    if (types.has('string')) readings.push(text);
    if (types.has('number') && NUMBER.test(text)) readings.push(ExactNumber.read(text));
    if (types.has('boolean') && (text === 'true' || text === 'false')) readings.push(text === 'true');
    if (types.has('null') && text === '') readings.push(null);
    if (types.size < 6 && (types.has('object') || types.has('array'))) {
      const value = parsedJson(text);
      if (Array.isArray(value) || isObject(value)) readings.push(value);
    }
    return readings.length === 0 ? text : this.best(readings, schema);
  }

  list(texts: string[], schema: unknown): unknown[] {
    return texts.map((text, index) => this.scalar(text, this.item(schema, index)));
  }

  /** An object of texts by name; a name may have several. */
  object(entries: Iterable<[string, string | string[]]>, schema: unknown): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    for (const [name, texts] of entries) object[name] = this.value(texts, this.property(schema, name));
    return object;
  }

  /** The value of a name that may have come several times. */
  value(texts: string | string[], schema: unknown): unknown {
    const { list, scalar, object } = this.kinds(schema);
    const all = Array.isArray(texts) ? texts : [texts];
    if (all.length !== 1) return this.list(all, schema);
    const [text = ''] = all;
    if (!list) return this.scalar(text, schema);
    const asList = this.list(all, schema);
    return scalar || object ? this.best([this.scalar(text, schema), asList], schema) : asList;
  }

  /** The first reading that fits the schema; the first, where none does. */
  best(readings: unknown[], schema: unknown): unknown {
    if (readings.length < 2 || !isSchema(schema)) return readings[0];
    let validate = this.#validators.get(schema);
    if (validate === undefined) {
      validate = this.#compile(schema);
      this.#validators.set(schema, validate);
    }
    const fits = validate ?? (() => true);
    return readings.find((reading) => fits(reading)) ?? readings[0];
  }

  /** The schema of an item; `undefined` where there is none. */
  item(schema: unknown, index: number): unknown {
    if (!isSchema(schema)) return undefined;
    const known = this.#items.get(schema) ?? [];
    this.#items.set(schema, known);
    if (!(index in known)) known[index] = itemSchema(schema, index, this.#follow);
    return known[index];
  }

  #typesOf(schema: unknown): Set<JsonType> {
    if (!isSchema(schema)) return allowedTypes(schema, this.#follow);
    const types = this.#types.get(schema) ?? allowedTypes(schema, this.#follow);
    this.#types.set(schema, types);
    return types;
  }
}

const MAX_KNOWN_PROPERTIES = 1000;

/** `undefined` where the text is no JSON. Throws a `ProblemError` for JSON that is too deep. */
export function parsedJson(text: string): unknown {
  refuseDeepNesting(text);
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
