import { _, type Ajv, type Code, type CodeKeywordDefinition, type KeywordCxt, type Name, str } from 'ajv';
import { canonicalJson } from '../json/canonical-json.ts';
import { compareNumbers, integerRange, isInteger, isMultipleOf, isNumeric, type Numeric } from '../numbers/index.ts';
import { exactKeyword, exactValue, exactValues } from './exact-values.ts';

/** Lets the keywords that compare values see every digit of numbers. */
export function addNumberKeywords(ajv: Ajv): void {
  const limits = [
    limitKeyword('minimum', '>=', (order) => order >= 0),
    limitKeyword('maximum', '<=', (order) => order <= 0),
    limitKeyword('exclusiveMinimum', '>', (order) => order > 0),
    limitKeyword('exclusiveMaximum', '<', (order) => order < 0),
  ];
  const replaced = [...limits, multipleOfKeyword, equalityKeyword(ajv, 'enum'), equalityKeyword(ajv, 'const')];
  for (const definition of [...replaced, formatKeyword(ajv)]) {
    ajv.removeKeyword(String(definition.keyword));
    ajv.addKeyword(definition);
  }
}

type Test = (value: unknown) => boolean;

/** Code that runs a test on the exact value that a keyword is about. */
function testCode({ gen, data, it }: KeywordCxt, test: Test): Code {
  const run = gen.scopeValue('func', {
    ref: (value: unknown, parent: object, key: string | number) => test(exactValue(value, { parent, key })),
  });
  return _`${run}(${data}, ${it.parentData}, ${it.parentDataProperty})`;
}

function noneIsExact({ gen }: KeywordCxt): Code {
  return _`${gen.scopeValue('obj', { ref: exactValues })}.originals === null`;
}

/** Code for the value of a keyword, for messages and parameters of errors. */
function limitCode({ gen }: KeywordCxt, limit: unknown): Code | Name | number {
  return typeof limit === 'number' ? limit : gen.scopeValue('obj', { ref: limit });
}

const OPERATORS = { '>=': _`>=`, '<=': _`<=`, '>': _`>`, '<': _`<` };

function limitKeyword(
  keyword: string,
  comparison: keyof typeof OPERATORS,
  isWithin: (order: number) => boolean,
): CodeKeywordDefinition {
  return {
    keyword,
    type: 'number',
    schemaType: 'number',
    error: {
      message: ({ params: { limit } }) => str`must be ${comparison} ${limit}`,
      params: ({ params: { limit } }) => _`{comparison: ${comparison}, limit: ${limit}}`,
    },
    code(cxt) {
      const limit = exactKeyword(cxt.parentSchema, keyword) as Numeric;
      const isExact = testCode(cxt, (value) => isWithin(compareNumbers(value as Numeric, limit)));
      cxt.setParams({ limit: limitCode(cxt, limit) as Name });
      if (typeof limit !== 'number') cxt.fail(_`!${isExact}`);
      else cxt.fail(_`!(${noneIsExact(cxt)} ? ${cxt.data} ${OPERATORS[comparison]} ${limit} : ${isExact})`);
    },
  };
}

/** Ajv's own divides binary fractions: to it 19.99 is no multiple of 0.01. */
const multipleOfKeyword: CodeKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  error: {
    message: ({ params: { limit } }) => str`must be multiple of ${limit}`,
    params: ({ params: { limit } }) => _`{multipleOf: ${limit}}`,
  },
  code(cxt) {
    const step = exactKeyword(cxt.parentSchema, 'multipleOf') as Numeric;
    cxt.setParams({ limit: limitCode(cxt, step) as Name });
    cxt.fail(_`!${testCode(cxt, (value) => isMultipleOf(value as Numeric, step))}`);
  },
};

/** `enum` or `const`, which Ajv has its own code for as long as no numbers are in it. */
function equalityKeyword(ajv: Ajv, keyword: 'enum' | 'const'): CodeKeywordDefinition {
  const own = definitionOf(ajv, keyword);
  return {
    ...own,
    code(cxt) {
      const listed: unknown[] = keyword === 'enum' ? cxt.schema : [cxt.schema];
      if (listed.every((value) => typeof value === 'string' || typeof value === 'boolean' || value === null))
        return own.code(cxt);
      const keys = new Set(listed.map(canonicalJson));
      cxt.fail(_`!${testCode(cxt, (value) => keys.has(canonicalJson(value)))}`);
    },
  };
}

/** `format`, where the formats of integers are ranges. Other formats are Ajv's. */
function formatKeyword(ajv: Ajv): CodeKeywordDefinition {
  const own = definitionOf(ajv, 'format');
  return {
    ...own,
    code(cxt, ruleType) {
      const range = integerRange(cxt.schema);
      if (range === null) return own.code(cxt, ruleType);
      if (ruleType !== 'number') return;
      cxt.fail(_`!${testCode(cxt, (value) => !isNumeric(value) || isIn(range, value))}`);
    },
  };
}

function isIn({ minimum, maximum }: { minimum: Numeric; maximum: Numeric }, value: Numeric): boolean {
  return isInteger(value) && compareNumbers(value, minimum) >= 0 && compareNumbers(value, maximum) <= 0;
}

function definitionOf(ajv: Ajv, keyword: string): CodeKeywordDefinition {
  const definition = ajv.getKeyword(keyword);
  if (typeof definition !== 'object') throw new Error(`Ajv has no keyword ${keyword}`);
  return definition as CodeKeywordDefinition;
}
