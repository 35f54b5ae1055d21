import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { stringifyJson } from '@dpi/specs/numbers';

/** A keyword that limits or completes a value, in reading order; the reference words it in the reader's language. */
export interface SchemaFact {
  keyword: FactKeyword;
  /** As the spec has it, as text; for `enum` and `required` see `values`. */
  value: string;
  values: JsonValue[];
}

const keywords = [
  'required',
  'const',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minContains',
  'maxContains',
  'minProperties',
  'maxProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'dependentRequired',
  'contentEncoding',
  'contentMediaType',
  'default',
] as const;

export type FactKeyword = (typeof keywords)[number];

/** What a schema says of a value beyond its type and the schemas inside it. */
export function schemaFacts(schema: Schema): SchemaFact[] {
  return keywords.flatMap((keyword) => {
    const value = keyword === 'required' ? requiredElsewhere(schema) : schema[keyword];
    if (value === undefined || !isFact(keyword, value)) return [];
    const values = keyword === 'enum' || keyword === 'required' ? (value as JsonValue[]) : [];
    return [{ keyword, value: text(keyword, value), values }];
  });
}

/** Required members that stand in another part of the schema; those beside it are marked themselves. */
function requiredElsewhere({ required = [], properties = {} }: Schema): string[] | undefined {
  const names = required.filter((name) => !Object.hasOwn(properties, name));
  return names.length > 0 ? names : undefined;
}

/** Some keywords only say something with one of their values: no further properties, items all different. */
function isFact(keyword: FactKeyword, value: unknown): boolean {
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties' || keyword === 'items')
    return value === false;
  if (keyword === 'uniqueItems') return value === true;
  if (keyword === 'minItems' || keyword === 'minLength' || keyword === 'minProperties') return value !== 0;
  return true;
}

function text(keyword: FactKeyword, value: unknown): string {
  if (keyword === 'const' || keyword === 'default' || typeof value === 'object') return stringifyJson(value);
  return String(value);
}
