import type { Schema } from '../../catalogue/model.ts';
import { isObject, type JsonObject } from '../../json/value.ts';
import { isInteger, isMultipleOf, isNumeric } from '../../numbers/index.ts';

/** Keywords that say something only of values of some types. */
const KEYWORDS_OF_TYPES: [types: string[], keywords: string[]][] = [
  [['string'], ['minLength', 'maxLength', 'pattern', 'contentMediaType', 'contentEncoding', 'contentSchema']],
  [
    ['integer', 'number'],
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ],
  [['array'], ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems']],
  [['string', 'integer', 'number'], ['format']],
  [['object'], ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'propertyNames']],
  [['object'], ['required', 'minProperties', 'maxProperties', 'dependentRequired', 'dependentSchemas']],
];

/** Keywords that say nothing unless one of others stands beside them. */
const DEPENDENT: [keyword: string, ...others: string[]][] = [
  ['if', 'then', 'else'],
  ['then', 'if'],
  ['else', 'if'],
  ['minContains', 'contains'],
  ['maxContains', 'contains'],
];

/** Formats of OpenAPI 3.0 for which 3.1 has keywords. */
const CONTENT_FORMATS = new Map<unknown, [keyword: 'contentEncoding' | 'contentMediaType', value: string]>([
  ['byte', ['contentEncoding', 'base64']],
  ['binary', ['contentMediaType', 'application/octet-stream']],
]);

/** A schema whose values can only be of some types, without what says nothing of these. */
export function ofTypes(schema: Schema, types: string[]): Schema {
  const left: Schema = { ...schema };
  for (const [of, keywords] of KEYWORDS_OF_TYPES) {
    if (types.length > 0 && !of.some((type) => types.includes(type)))
      for (const keyword of keywords) delete left[keyword];
  }
  return left;
}

/** A schema whose types are known, without what says nothing where it stands, and each thing said in one way. */
export function effective(schema: Schema, types: string[]): Schema {
  const left = ofTypes(schema, types);
  for (const [keyword, ...others] of DEPENDENT) {
    if (others.every((other) => left[other] === undefined)) delete left[keyword];
  }
  // A list may do without what it need not contain.
  if (left.minContains === 0 && left.maxContains === undefined)
    for (const name of ['contains', 'minContains']) delete left[name];
  const [keyword, value] = CONTENT_FORMATS.get(left.format) ?? [];
  if (keyword !== undefined) {
    delete left.format;
    left[keyword] ??= value;
  }
  if (types.join() === 'boolean' && new Set(left.enum).size === 2) delete left.enum;
  return wholeNumbers(withDependentRequired(left), types);
}

/** A schema of a dependent name that only asks for others is a list of these. */
function withDependentRequired(schema: Schema): Schema {
  const { dependentSchemas } = schema;
  if (!isObject(dependentSchemas)) return schema;
  const required: JsonObject = isObject(schema.dependentRequired) ? { ...schema.dependentRequired } : {};
  const left: JsonObject = {};
  for (const [name, asked] of Object.entries(dependentSchemas)) {
    const isList = isObject(asked) && Object.keys(asked).join() === 'required' && !Object.hasOwn(required, name);
    if (isList) required[name] = asked.required ?? [];
    else left[name] = asked;
  }
  const { dependentSchemas: _, dependentRequired: __, ...rest } = schema;
  return {
    ...rest,
    ...(Object.keys(required).length > 0 && { dependentRequired: required }),
    ...(Object.keys(left).length > 0 && { dependentSchemas: left }),
  } as Schema;
}

/** Multiples of 1 are whole numbers, and whole numbers are multiples of 1. */
function wholeNumbers({ multipleOf, ...schema }: Schema, types: string[]): Schema {
  if (!isNumeric(multipleOf)) return multipleOf === undefined ? schema : { ...schema, multipleOf };
  const isWhole = types.join() === 'integer' || (types.join() === 'number' && isInteger(multipleOf));
  if (!isWhole) return { ...schema, multipleOf };
  const whole = { ...schema, type: ['integer'] };
  return isMultipleOf(1, multipleOf) ? whole : { ...whole, multipleOf };
}
