import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { schemaCompiler } from '@dpi/specs/schema';
import { inEnglish } from '../../../specs/texts/in-english.fixture.ts';
import { bodyViolations } from './violations.ts';

const compile = schemaCompiler();

function told(schema: object, value: unknown): string[] {
  const validate = compile(schema);
  assert.equal(validate?.(value), false);
  return bodyViolations(validate.errors ?? []).map(({ path, message }) => `${path} ${inEnglish(message)}`.trim());
}

describe('a text that misses its pattern', () => {
  const nid = { type: 'string', pattern: '^\\d{10}$', examples: ['4912876501'] };
  const must = 'must match the pattern ^\\d{10}$, such as 4912876501';
  const cases: [string, string, string][] = [
    ['has digits of another script', '৪৯১২৮৭৬৫০১', `${must}: write it with the digits 0-9`],
    ['has a space at the end', '4912876501 ', `${must}: write it without the space around it`],
    ['is grouped by spaces', '491 287 6501', `${must}: write it without spaces, dashes and other marks`],
    ['is grouped by other dashes', '4912–876–501', `${must}: write it without spaces, dashes and other marks`],
    ['has both', '৪৯১ ২৮৭ ৬৫০১', `${must}: write it with the digits 0-9, without spaces, dashes and other marks`],
    ['is another thing', '49', must],
  ];
  for (const [what, sent, expected] of cases) {
    test(`and ${what}`, () => assert.deepEqual(told(nid, sent), [expected]));
  }
});

test('a date in digits of another script is told so', () => {
  assert.deepEqual(told({ type: 'string', format: 'date' }, '১৯৬৮-০৩-১২'), [
    'must be a valid date, such as 2026-11-23: write it with the digits 0-9',
  ]);
});

test('a name in another style is told the right one', () => {
  const schema = { properties: { birthDate: {} }, additionalProperties: false };
  assert.deepEqual(told(schema, { birth_date: '' }), ['/birth_date is not known here: write its name as birthDate']);
  assert.deepEqual(told(schema, { born: '' }), ['/born is not known here: remove it, or correct its name']);
});

const plain: [string, object, unknown, string[]][] = [
  ['minProperties', { minProperties: 2 }, { a: 1 }, ['must have at least 2 fields']],
  ['maxProperties', { maxProperties: 1 }, { a: 1, b: 2 }, ['must have at most 1 field']],
  ['minimum', { minimum: 1 }, 0, ['must be 1 or more']],
  ['exclusiveMaximum', { exclusiveMaximum: 5 }, 5, ['must be less than 5']],
  ['multipleOf', { multipleOf: 5 }, 7, ['must be a multiple of 5']],
  ['not', { not: { type: 'string' } }, 'a', ['has a form that the spec excludes here']],
  ['false', { properties: { a: false } }, { a: 1 }, ['/a is not allowed here: remove it']],
  ['dependencies', { dependencies: { a: ['b'] } }, { a: 1 }, ['/b is required beside a: add it']],
  [
    'propertyNames',
    { propertyNames: { pattern: '^[a-z]$' } },
    { 'A/B': 1 },
    ['/A~1B has a name that is not allowed here: remove it, or correct its name'],
  ],
  ['items', { items: [{}], additionalItems: false }, [1, 2], ['must have at most 1 item']],
];
for (const [keyword, schema, value, expected] of plain) {
  test(`${keyword} is told in words`, () => assert.deepEqual(told(schema, value), expected));
}

describe('a value that fits none of several forms', () => {
  const cat = { type: 'object', required: ['kind', 'meow'], properties: { kind: { const: 'cat' } } };
  const dog = {
    type: 'object',
    required: ['kind', 'bark'],
    properties: { kind: { const: 'dog' }, bark: { type: 'integer', minimum: 1 } },
  };
  const pet = { oneOf: [cat, dog, { type: 'null' }] };
  test('is told what is wrong with the form that was meant', () => {
    assert.deepEqual(told(pet, { kind: 'dog', bark: 0 }), ['/bark must be 1 or more']);
    assert.deepEqual(told({ properties: { pet } }, { pet: { kind: 'cat' } }), ['/pet/meow is required: add it']);
  });
  test('is told so behind references too', () => {
    const definitions = new Map([
      ['#/cat', cat],
      ['#/dog', dog],
    ]);
    const validate = schemaCompiler({ definitions })({ anyOf: [{ $ref: '#/cat' }, { $ref: '#/dog' }] });
    assert.equal(validate?.({ kind: 'dog', bark: 'x' }), false);
    const [violation, ...more] = bodyViolations(validate?.errors ?? []);
    assert.deepEqual([violation?.path, inEnglish(violation?.message)], ['/bark', 'must be a whole number']);
    assert.deepEqual(more, []);
  });
  test('is told nothing of the forms it misses where it fits two', () => {
    const schema = { oneOf: [{ type: 'integer' }, { minimum: 0 }, { type: 'number', minimum: 9 }] };
    assert.ok(told(schema, 5).includes('must fit only one of the forms the spec allows here'));
  });
  test('is told all where none was meant', () => {
    assert.ok(told(pet, { kind: 'bird' }).length > 3);
    assert.ok(told(pet, 5).includes('must fit one of the forms the spec allows here'));
  });
});
