import { _, type CodeKeywordDefinition } from 'ajv';
import { isObject } from '../json/value.ts';
import { left, TooManySteps } from './limits.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMAS } from './subschemas.ts';

/** Keyword that counts the steps of a check: how many keywords are looked at whenever its schema is. */
const KEYWORD = '$steps';

/** Keywords whose schemas are looked at once for each item or member. */
const PER_ELEMENT = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'prefixItems',
  'patternProperties',
]);

/** Keywords whose schemas are about the same value as the schema around them. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas', 'dependencies']);

/** Keywords that read the whole of a text. */
const READ_TEXT = new Set(['minLength', 'maxLength', 'pattern', 'format']);
/** Keywords that count members. */
const COUNT_MEMBERS = new Set(['minProperties', 'maxProperties']);

/** Letters of a text that are read in one step. */
const LETTERS = 4;
const SHORT = 64;

/** What one look at a schema takes. */
interface Cost {
  /** Keywords. */
  steps: number;
  /** Of them, those that read the whole of a text. */
  texts: number;
  /** Of them, those that count members. */
  counts: number;
}

function exhausted(): never {
  throw new TooManySteps();
}

export const stepsKeyword: CodeKeywordDefinition = {
  keyword: KEYWORD,
  schemaType: 'object',
  code({ gen, data, schema }) {
    const { steps, texts, counts } = schema as Cost;
    const remaining = _`${gen.scopeValue('obj', { ref: left })}.steps`;
    if (steps > 0) gen.assign(remaining, _`${remaining} - ${steps}`);
    if (texts > 0)
      gen.if(_`typeof ${data} == "string" && ${data}.length > ${SHORT}`, () =>
        gen.assign(remaining, _`${remaining} - ${data}.length * ${texts / LETTERS}`),
      );
    if (counts > 0)
      gen.if(_`typeof ${data} == "object" && ${data} !== null`, () =>
        gen.assign(remaining, _`${remaining} - Object.keys(${data}).length * ${counts}`),
      );
    gen.if(_`${remaining} < 0`, () => gen.code(_`${gen.scopeValue('func', { ref: exhausted })}()`));
  },
};

/** A schema that counts its steps, and how many keywords it has, those of its parts included. */
export function withSteps(schema: object): { schema: object; keywords: number } {
  const total = { keywords: 0 };
  const { copy } = counted(schema, true, total);
  return { schema: copy as object, keywords: total.keywords };
}

/**
 * @param isEntered whether its steps are counted here, and not with the schema around it
 * @param isOther whether it is about another value than the schema around it
 */
function counted(
  schema: unknown,
  isEntered: boolean,
  total: { keywords: number },
  isOther = true,
): { copy: unknown; cost: Cost } {
  const cost: Cost = { steps: 0, texts: 0, counts: 0 };
  if (!isObject(schema)) return { copy: schema, cost };
  const part = (keyword: string, value: unknown) => {
    const inner = counted(value, PER_ELEMENT.has(keyword), total, !IN_PLACE.has(keyword));
    cost.steps += inner.cost.steps;
    cost.texts += inner.cost.texts;
    cost.counts += inner.cost.counts;
    return inner.copy;
  };
  const copy: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === KEYWORD) continue;
    cost.steps += 1;
    if (READ_TEXT.has(keyword)) cost.texts += 1;
    if (COUNT_MEMBERS.has(keyword)) cost.counts += 1;
    if (isOneOf(SCHEMA_LISTS, keyword) || (keyword === 'items' && Array.isArray(value)))
      copy[keyword] = Array.isArray(value) ? value.map((item) => part(keyword, item)) : value;
    else if (isOneOf(SINGLE_SCHEMAS, keyword)) copy[keyword] = part(keyword, value);
    else if ((isOneOf(SCHEMA_MAPS, keyword) || keyword === 'dependencies') && isObject(value))
      copy[keyword] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, part(keyword, item)]));
    else {
      copy[keyword] = value;
      if (Array.isArray(value)) cost.steps += value.length;
    }
  }
  total.keywords += Object.keys(copy).length;
  // A schema without keywords is no schema to look at.
  if (cost.steps === 0) return { copy, cost };
  if (isEntered) {
    copy[KEYWORD] = cost;
    return { copy, cost: { steps: 0, texts: 0, counts: 0 } };
  }
  if (isOther && cost.texts + cost.counts > 0) {
    copy[KEYWORD] = { ...cost, steps: 0 };
    return { copy, cost: { ...cost, texts: 0, counts: 0 } };
  }
  return { copy, cost };
}

function isOneOf(keywords: readonly string[], keyword: string): boolean {
  return keywords.includes(keyword);
}
