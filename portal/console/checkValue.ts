import { readDiscriminator } from '@dpi/specs/discriminator';
import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import {
  compareNumbers,
  integerRange,
  isInteger,
  isMultipleOf,
  isNumeric,
  type Numeric,
  stringifyJson,
} from '@dpi/specs/numbers';
import { nameInReference, resolveSchema } from '@dpi/specs/schema-reference';
import type { Schemas } from '../reference/schemaTypes.ts';

/** A hint while typing; the sandbox has the last word. */
export interface ValueHint {
  /** JSON Pointer into the value; empty for the value itself. */
  path: string;
  /** The keyword that is not met. */
  keyword:
    | 'required'
    | 'type'
    | 'enum'
    | 'const'
    | 'pattern'
    | 'minLength'
    | 'maxLength'
    | 'minimum'
    | 'maximum'
    | 'exclusiveMinimum'
    | 'exclusiveMaximum'
    | 'multipleOf'
    | 'additionalProperties';
  /** What the keyword asks for: the missing name, the types, the bound… */
  expected: string;
}

const LIMIT = 5;

/**
 * What the plain keywords of a schema ask for and a value does not give; at most five. Of alternatives only the one is judged
 * that a discriminator names.
 */
export function checkValue(schema: Schema, value: JsonValue, schemas: Schemas): ValueHint[] {
  const hints: ValueHint[] = [];
  check(schema, value, '', schemas, hints, readOnlyNames(schema, schemas));
  return hints.slice(0, LIMIT);
}

function check(
  schema: Schema,
  value: JsonValue,
  path: string,
  schemas: Schemas,
  hints: ValueHint[],
  /** Properties that requests do not need, whichever part of the schema requires them. */
  readOnly: Set<string>,
  /** Whether another schema that is checked, too, is about the same value. */
  isPart = false,
): void {
  if (hints.length >= LIMIT) return;
  const resolved = resolveSchema(schema, schemas);
  const own = ownHint(resolved, value);
  if (own !== null) {
    hints.push({ path, ...own });
    return;
  }
  const named = isPart ? null : namedAlternative(schema, value, schemas);
  if (named !== null && 'hint' in named) {
    hints.push({ path: `${path}${named.at}`, ...named.hint });
    return;
  }
  if (named !== null) {
    check(named.schema, value, path, schemas, hints, readOnlyNames(named.schema, schemas), true);
    // A child has its parent in its own `allOf`.
    if (named.isChild) return;
  }
  for (const part of resolved.allOf ?? []) check(part, value, path, schemas, hints, readOnly, true);
  if (Array.isArray(value)) {
    if (typeof resolved.items !== 'object') return;
    const inside = readOnlyNames(resolved.items, schemas);
    for (const [index, item] of value.entries())
      check(resolved.items, item, `${path}/${index}`, schemas, hints, inside);
  } else if (isObject(value)) {
    for (const name of resolved.required ?? []) {
      if (value[name] === undefined && !readOnly.has(name)) hints.push({ path, keyword: 'required', expected: name });
    }
    for (const [name, item] of Object.entries(value)) {
      const property = resolved.properties?.[name];
      if (property && item !== undefined)
        check(property, item, `${path}/${escapeSegment(name)}`, schemas, hints, readOnlyNames(property, schemas));
      else if (resolved.additionalProperties === false && !resolved.patternProperties) {
        hints.push({ path, keyword: 'additionalProperties', expected: name });
      }
    }
  }
}

/** The alternative that the discriminator of a schema names, or what is wrong with the property that names it. */
function namedAlternative(
  schema: Schema,
  value: JsonValue,
  schemas: Schemas,
): { schema: Schema; isChild: boolean } | { at: string; hint: Omit<ValueHint, 'path'> } | null {
  const name = nameInReference(schema.$ref);
  const discriminator = readDiscriminator(resolveSchema(schema, schemas), name, schemas);
  if (discriminator === null || !isObject(value)) return null;
  const { propertyName, alternatives, list } = discriminator;
  const given = value[propertyName];
  if (given === undefined) return null;
  const chosen = alternatives.find((alternative) => alternative.value === given);
  if (chosen === undefined) {
    const expected = alternatives.map((alternative) => stringifyJson(alternative.value)).join(', ');
    return { at: `/${escapeSegment(propertyName)}`, hint: { keyword: 'enum', expected } };
  }
  const isParent = list === null && nameInReference(chosen.schema.$ref) === name;
  return isParent ? null : { schema: chosen.schema, isChild: list === null };
}

/** Names of the read-only properties of a schema and of the parts of its `allOf`: they take effect on responses only. */
function readOnlyNames(schema: Schema, schemas: Schemas, seen = new Set<Schema>()): Set<string> {
  const resolved = resolveSchema(schema, schemas);
  if (seen.has(schema)) return new Set();
  seen.add(schema);
  const own = Object.entries(resolved.properties ?? {}).filter(
    ([, property]) => resolveSchema(property, schemas).readOnly === true,
  );
  const parts = (resolved.allOf ?? []).flatMap((part) => [...readOnlyNames(part, schemas, seen)]);
  return new Set([...own.map(([name]) => name), ...parts]);
}

/** What the value itself, not what is inside it, fails to meet. */
function ownHint(schema: Schema, value: JsonValue): Omit<ValueHint, 'path'> | null {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => hasType(value, type))) {
    return { keyword: 'type', expected: types.join(' | ') };
  }
  if (schema.const !== undefined && !same(value, schema.const)) {
    return { keyword: 'const', expected: stringifyJson(schema.const) };
  }
  if (schema.enum && !schema.enum.some((item) => same(value, item))) {
    return { keyword: 'enum', expected: schema.enum.map((item) => stringifyJson(item)).join(', ') };
  }
  if (typeof value === 'string') return stringHint(schema, value);
  return isNumeric(value) ? numberHint(schema, value) : null;
}

function stringHint({ pattern, minLength, maxLength }: Schema, value: string): Omit<ValueHint, 'path'> | null {
  const length = [...value].length;
  if (pattern !== undefined && !matches(pattern, value)) return { keyword: 'pattern', expected: pattern };
  if (minLength !== undefined && length < minLength) return { keyword: 'minLength', expected: String(minLength) };
  if (maxLength !== undefined && length > maxLength) return { keyword: 'maxLength', expected: String(maxLength) };
  return null;
}

function numberHint(schema: Schema, value: Numeric): Omit<ValueHint, 'path'> | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const hint = (keyword: ValueHint['keyword'], expected: Numeric) => ({ keyword, expected: String(expected) });
  if (minimum !== undefined && compareNumbers(value, minimum) < 0) return hint('minimum', minimum);
  if (maximum !== undefined && compareNumbers(value, maximum) > 0) return hint('maximum', maximum);
  if (exclusiveMinimum !== undefined && compareNumbers(value, exclusiveMinimum) <= 0)
    return hint('exclusiveMinimum', exclusiveMinimum);
  if (exclusiveMaximum !== undefined && compareNumbers(value, exclusiveMaximum) >= 0)
    return hint('exclusiveMaximum', exclusiveMaximum);
  if (multipleOf !== undefined && !isMultipleOf(value, multipleOf)) return hint('multipleOf', multipleOf);
  const range = integerRange(schema.format);
  if (range !== null && isInteger(value) && compareNumbers(value, range.minimum) < 0)
    return hint('minimum', range.minimum);
  if (range !== null && isInteger(value) && compareNumbers(value, range.maximum) > 0)
    return hint('maximum', range.maximum);
  return null;
}

/** A pattern this engine cannot read is no reason to warn. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function hasType(value: JsonValue, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'integer') return isNumeric(value) && isInteger(value);
  if (type === 'number') return isNumeric(value);
  return typeof value === type;
}

function same(a: JsonValue, b: JsonValue): boolean {
  return stringifyJson(a) === stringifyJson(b);
}
