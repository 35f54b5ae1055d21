import { escapeSegment } from '@dpi/specs/json-pointer';
import { isObject, type JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { compareNumbers, isNumeric } from '@dpi/specs/numbers';
import type { MessageValues } from '@dpi/specs/texts';
import type { BodySchemas } from './body-schema.ts';
import type { FoundDifference } from './report.ts';
import { said, shown } from './words.ts';

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
): FoundDifference[] {
  const parts = comparison.schemas.parts(schema);
  const differ = (name: string, values: MessageValues): FoundDifference[] => [
    { at: at === '' ? '/' : at, message: said(`example.${name}`, values) },
  ];
  const other = (found: JsonValue) => differ('other', { actual: shown(found), example: shown(example) });
  if (actual === undefined) return differ('missing', { example: shown(example) });
  if (kindOf(actual) !== kindOf(example)) return other(actual);
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
    if (actual.length === 0 && example.length > 0) return differ('empty', { count: example.length });
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
  return isChoice || isFixed ? other(actual) : [];
}

/** Every text in a value, at any depth. */
export function textsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function kindOf(value: JsonValue): string {
  if (isNumeric(value)) return 'number';
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
