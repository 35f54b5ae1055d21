import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { compareNumbers, isNumeric } from '@dpi/specs/numbers';
import type { BodySchemas } from './body-schema.ts';
import type { Difference } from './report.ts';

export interface Comparison {
  schemas: BodySchemas;
  /** Texts that must be the same in the answer: what the request said, and what is true of its persona. */
  fixed: Set<string>;
}

/**
 * How an answer differs from the example in what the example shows: members that are missing, values of another type, and
 * other values where the value is what the case is about: a choice from a list, yes or no, a fact about the persona.
 * Times, ids, numbers and free text may be others.
 */
export function compareWithExample(
  example: JsonValue,
  actual: JsonValue | undefined,
  schema: Schema | null,
  comparison: Comparison,
  at = '',
): Difference[] {
  const parts = comparison.schemas.parts(schema);
  const differ = (message: string): Difference[] => [{ at: at === '' ? '/' : at, message }];
  if (actual === undefined) return differ(`is missing; the example has ${shown(example)}`);
  if (kindOf(actual) !== kindOf(example)) return differ(`is ${shown(actual)}; the example has ${shown(example)}`);
  if (isObject(example) && isObject(actual)) {
    // How much follows depends on what else the server holds.
    if (parts.some((part) => part['x-standard'] === 'page-info')) return [];
    return Object.entries(example).flatMap(([key, value]) =>
      compareWithExample(
        value ?? null,
        actual[key],
        comparison.schemas.member(schema, key),
        comparison,
        `${at}/${escapeSegment(key)}`,
      ),
    );
  }
  if (Array.isArray(example) && Array.isArray(actual)) {
    if (actual.length === 0 && example.length > 0) return differ(`is empty; the example has ${example.length} items`);
    // Lists of another length hold other data; the schema says what each item must be.
    if (actual.length !== example.length) return [];
    const items = parts.map((part) => part.items).find((item) => typeof item === 'object') ?? null;
    return example.flatMap((value, index) =>
      compareWithExample(value, actual[index], items, comparison, `${at}/${index}`),
    );
  }
  if (isNumeric(example) && isNumeric(actual) ? compareNumbers(example, actual) === 0 : example === actual) return [];
  const isChoice =
    typeof example === 'boolean' || parts.some((part) => part.enum !== undefined || part.const !== undefined);
  const isFixed = typeof example === 'string' && comparison.fixed.has(example);
  return isChoice || isFixed ? differ(`is ${shown(actual)}; the example has ${shown(example)}`) : [];
}

/** Every text in a value, at any depth. */
export function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** A value in a few words. */
export function shown(value: JsonValue): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function kindOf(value: JsonValue): string {
  if (isNumeric(value)) return 'number';
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
