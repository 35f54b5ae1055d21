import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { threadTime } from '../base/thread-time.fixture.ts';
import { parseJson } from '../numbers/index.ts';
import { schemaCompiler } from './compile.ts';
import { CompilationPending, SchemaTooLarge, TooManySteps, withinLimits } from './limits.ts';
import { lenientRegExp, linearRegExp } from './linear-regexp.ts';

const compile = schemaCompiler();

test('a list of a hundred thousand objects is checked for duplicates at once', () => {
  const validate = compile({ type: 'array', uniqueItems: true, items: { type: 'object' } });
  const items = Array.from({ length: 100_000 }, (_, id) => ({ id, name: 'x' }));
  const start = threadTime();
  assert.equal(validate?.(items), true);
  assert.equal(validate?.([...items, { name: 'x', id: 7 }]), false);
  assert.ok(threadTime() - start < 3000);
});

test('equal items are found whatever the order of their members', () => {
  const validate = compile({ uniqueItems: true });
  assert.equal(
    validate?.([
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ]),
    false,
  );
  assert.equal(validate?.([1, '1', [1], { 0: 1 }, null, true, 'true']), true);
  assert.equal(compile({ uniqueItems: false })?.([1, 1]), true);
});

test('a pattern that backtracks without end does not hold the process up', () => {
  const start = threadTime();
  assert.equal(linearRegExp('^(a+)+$', 'u').test(`${'a'.repeat(60)}b`), false);
  assert.equal(linearRegExp('^(a+)+$', 'u').test(`${'a'.repeat(60)}b😀`), false);
  assert.equal(linearRegExp('^(\\d+)*x$', 'u').test('1'.repeat(60)), false);
  assert.ok(threadTime() - start < 2000);
});

test('a pattern that no engine finishes ends within its time, and the next second it works again', async () => {
  for (const [pattern, good, bad] of [
    ['^(\\p{L}+)+$', 'a'.repeat(20), '!'.repeat(20)],
    ['^([a-z0-9]{1,40}-?)+$', 'a'.repeat(20), '!'.repeat(20)],
    ['^(a|a)*\\1$', 'a'.repeat(20), '!'.repeat(20)],
  ] as const) {
    const { test } = linearRegExp(pattern, 'u');
    const start = threadTime();
    for (let times = 0; times < 1000; times++) test(`${'a'.repeat(60)}!`);
    assert.ok(threadTime() - start < 2000, pattern);
    await setTimeout(1000);
    assert.equal(test(good), true, pattern);
    // On a busy machine even this may once take too long.
    assert.ok(
      [1, 2, 3].some(() => !test(bad)),
      pattern,
    );
  }
});

test('long texts are tested by patterns that count', () => {
  const { test } = linearRegExp('^[a-z ]{1,2000}$', 'u');
  assert.equal(test('a'.repeat(1999)), true);
  assert.equal(test('a'.repeat(2001)), false);
});

test('patterns mean what they mean with the u flag', () => {
  assert.equal(linearRegExp('^.{2}$', 'u').test('😀ক'), true);
  assert.equal(linearRegExp('^[^a]$', 'u').test('😀'), true);
  assert.equal(linearRegExp('^\\p{L}+$', 'u').test('ক'), true);
  assert.equal(linearRegExp('^[ক-হ]$', 'u').test('খ'), true);
  assert.throws(() => linearRegExp('(', 'u'));
});

test('a schema that does not compile lets everything pass, as with Prism', () => {
  assert.equal(compile({ type: 'nonsense' }), null);
});

test('what a reference leads to is checked at any depth, and one that does not compile takes no others with it', () => {
  const node = { type: 'object', properties: { next: { $ref: '#/Node' } } } as const;
  const definitions = new Map<string, object>([
    ['#/Node', node],
    ['#/Nonsense', { type: 'nonsense' }],
  ]);
  const compile = schemaCompiler({ definitions });
  const validate = compile({ type: 'array', items: { $ref: '#/Node' } });
  assert.equal(validate?.([{ next: { next: { next: {} } } }]), true);
  assert.equal(validate?.([{ next: { next: { next: 1 } } }]), false);
  assert.equal(compile({ $ref: '#/Nonsense' }), null);
});

test('one keyword that cannot be used does not switch off the rest of the check', () => {
  const validate = compile({
    type: 'object',
    properties: {
      broken: { type: 'string', pattern: '(' },
      handle: { type: 'string', pattern: '^[\\w\\@]+$' },
      kind: { type: ['string', 'null'], enum: ['x', null, null] },
    },
  });
  assert.equal(validate?.({ broken: 'a', handle: 'a@b', kind: null }), true);
  assert.equal(validate?.({ broken: 1 }), false);
  assert.equal(validate?.({ handle: '-' }), false);
  assert.equal(validate?.({ kind: 'y' }), false);
});

test('patterns of the older syntax and patterns that are none', () => {
  assert.equal(lenientRegExp('^\\@$', 'u').test('@'), true);
  assert.equal(lenientRegExp('^\\@$', 'u').test('a'), false);
  assert.equal(lenientRegExp('(?i)a', 'u').test('b'), true);
});

test('multiples of a decimal are those of the number as it is written', () => {
  const price = { type: 'number', multipleOf: 0.01 };
  const validate = compile(price);
  for (const value of [0.07, 2.34, 8.69, 19.99, 143.48, 123456789.12]) assert.equal(validate?.(value), true);
  assert.equal(validate?.(1.005), false);
  assert.deepEqual(
    validate?.errors?.map(({ keyword, params }) => [keyword, params]),
    [['multipleOf', { multipleOf: 0.01 }]],
  );
});

const read = (text: string) => parseJson(text);

test('limits are compared with all digits of a number', () => {
  const schema = read('{"type":"integer","minimum":9007199254740993,"maximum":9223372036854775807}') as object;
  const validate = compile(schema);
  for (const fits of ['9007199254740993', '9223372036854775807', '9007199254740994'])
    assert.equal(validate?.(read(fits)), true, fits);
  for (const other of [
    '9007199254740992',
    '9223372036854775808',
    '9007199254740993.5',
    '12345678901234567890.5',
    '1e400',
  ])
    assert.equal(validate?.(read(other)), false, other);
  validate?.(9007199254740992);
  assert.deepEqual(
    validate?.errors?.map(({ keyword, params }) => [keyword, String(params.limit)]),
    [['minimum', '9007199254740993']],
  );
  const exclusive = compile(
    read('{"exclusiveMinimum":9007199254740993,"exclusiveMaximum":9007199254740995}') as object,
  );
  assert.equal(exclusive?.(read('9007199254740993')), false);
  assert.equal(exclusive?.(read('9007199254740994')), true);
  assert.equal(exclusive?.(read('9007199254740995')), false);
});

test('a number whose double is the limit is not taken for the limit', () => {
  const validate = compile({ properties: { n: { type: 'number', maximum: 9007199254740992 } } });
  assert.equal(validate?.(read('{"n":9007199254740992}')), true);
  assert.equal(validate?.(read('{"n":9007199254740993}')), false);
  assert.equal(compile({ maximum: 0.1 })?.(read('0.1000000000000000055')), false);
});

test('formats of integers are ranges', () => {
  for (const [format, least, greatest] of [
    ['int8', '-128', '127'],
    ['int32', '-2147483648', '2147483647'],
    ['uint32', '0', '4294967295'],
    ['int64', '-9223372036854775808', '9223372036854775807'],
    ['uint64', '0', '18446744073709551615'],
  ] as const) {
    const validate = compile({ type: 'integer', format });
    assert.equal(validate?.(read(least)), true, least);
    assert.equal(validate?.(read(greatest)), true, greatest);
    assert.equal(validate?.(read(String(BigInt(least) - 1n))), false, format);
    assert.equal(validate?.(read(String(BigInt(greatest) + 1n))), false, format);
  }
  assert.equal(compile({ type: 'string', format: 'int64' })?.('x'), true);
});

test('values are equal by all their digits', () => {
  const listed = compile(read('{"enum":[9007199254740993,{"a":0.1000000000000000055},"x"]}') as object);
  assert.equal(listed?.(read('9007199254740993')), true);
  assert.equal(listed?.(read('{"a":0.10000000000000000550}')), true);
  assert.equal(listed?.(9007199254740992), false);
  assert.equal(listed?.(read('{"a":0.1}')), false);
  const constant = compile(read('{"properties":{"n":{"const":9007199254740992}}}') as object);
  assert.equal(constant?.({ n: 9007199254740992 }), true);
  assert.equal(constant?.(read('{"n":9007199254740993}')), false);
  const unique = compile({ uniqueItems: true });
  assert.equal(unique?.(read('[9007199254740992,9007199254740993]')), true);
  assert.equal(unique?.(read('[{"a":9007199254740993},{"a":9007199254740993}]')), false);
});

test('a long number is no object', () => {
  assert.equal(compile({ type: 'object' })?.(read('9007199254740993')), false);
});

test('limits are exact behind references, too', () => {
  const definitions = new Map([['#/x', read('{"type":"integer","maximum":9007199254740993}') as object]]);
  const validate = schemaCompiler({ definitions })({ items: { $ref: '#/x' } });
  assert.equal(validate?.(read('[9007199254740993]')), true);
  assert.equal(validate?.(read('[9007199254740994]')), false);
});

const tree = {
  anyOf: ['a', 'b', 'c', 'd'].map((name) => ({ properties: { next: { $ref: '#/tree' }, [name]: false } })),
};
const chain = (length: number) => Array.from({ length }).reduce<object>((next) => ({ next }), {});

test('alternatives of a tree that all lead to the tree again are checked in linear time', () => {
  for (const allErrors of [true, false]) {
    const definitions = new Map<string, object>([['#/tree', tree]]);
    const validate = schemaCompiler({ definitions, allErrors })({ $ref: '#/tree' });
    const { user } = process.cpuUsage();
    assert.equal(validate?.(chain(60)), true);
    assert.equal(validate?.({ next: { next: { ...chain(60), a: 1, b: 1, c: 1, d: 1 } } }), false);
    assert.ok(process.cpuUsage().user - user < 2_000_000);
  }
});

test('what a schema refers to says which members it has looked at', () => {
  const definitions = new Map<string, object>([
    ['#/base', { properties: { a: {}, more: { $ref: '#/base' } }, anyOf: [{ properties: { b: {} } }] }],
    [
      '#/closed',
      { $schema: 'https://json-schema.org/draft/2020-12/schema', $ref: '#/base', unevaluatedProperties: false },
    ],
  ]);
  const compile = schemaCompiler({ definitions });
  const open = compile({ $ref: '#/base' });
  assert.equal(open?.({ a: 1, c: 1, more: { c: 1 } }), true);
  const closed = compile({ items: { $ref: '#/closed' } });
  const items = Array.from({ length: 300 }, () => ({ a: 1, b: 2, more: { c: 1 } }));
  assert.equal(closed?.(items), true);
  assert.equal(closed?.([...items, { c: 1 }]), false);
});

test('a check within a number of steps ends there, whatever the value', () => {
  const wide = { items: { anyOf: Array.from({ length: 200 }, (_, index) => ({ const: `x${index}` })) } };
  const texts = { allOf: Array.from({ length: 200 }, (_, minLength) => ({ minLength })) };
  const sets = { allOf: Array.from({ length: 200 }, () => ({ uniqueItems: true })) };
  for (const [schema, value] of [
    [wide, Array.from({ length: 10_000 }, () => 'x199')],
    [texts, 'a'.repeat(500_000)],
    [sets, Array.from({ length: 10_000 }, (_, index) => `item ${index}`)],
  ] as const) {
    const validate = schemaCompiler({ allErrors: false })(schema);
    const { user } = process.cpuUsage();
    assert.throws(() => withinLimits({ steps: 100_000 }, () => validate?.(value)), TooManySteps);
    assert.ok(process.cpuUsage().user - user < 1_000_000);
    assert.equal(
      withinLimits({ steps: 100_000 }, () => validate?.([])),
      true,
    );
  }
});

test('schemas are compiled a few at a time within a limit, until all are that a value needs', () => {
  const definitions = new Map<string, object>();
  for (let index = 0; index < 50; index++)
    definitions.set(`#/${index}`, { properties: { a: { type: 'string' }, next: { $ref: `#/${index + 1}` } } });
  const compile = schemaCompiler({ definitions });
  const value = chain(40);
  let tries = 0;
  let isValid: boolean | undefined;
  while (isValid === undefined && ++tries < 100) {
    try {
      isValid = withinLimits({ keywords: 30 }, () => compile({ $ref: '#/0' })?.(value));
    } catch (error) {
      assert.ok(error instanceof CompilationPending);
    }
  }
  assert.equal(isValid, true);
  assert.ok(tries > 3, String(tries));
});

/** Schemas of objects that are told apart by `kind`. */
const kinds = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: `k${index}` }, note: { type: 'string', maxLength: 9 } },
  }));

for (const [keyword, allErrors] of [
  ['oneOf', true],
  ['anyOf', false],
] as const) {
  test(`two thousand alternatives of ${keyword} are all held against the value`, () => {
    const validate = schemaCompiler({ allErrors })({ [keyword]: kinds(2000) });
    assert.equal(validate?.({ kind: 'k0' }), true);
    assert.equal(validate?.({ kind: 'k1999', note: 'short' }), true);
    assert.equal(validate?.({ kind: 'k1999', note: 'too long for it' }), false);
    assert.equal(validate?.({ kind: 'k2000' }), false);
  });
}

test('an object of two thousand properties is checked to the last', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `p${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: 'integer' }]));
  for (const allErrors of [true, false]) {
    const validate = schemaCompiler({ allErrors })({ properties, required: ['p1999'], additionalProperties: false });
    assert.equal(validate?.({ p0: 1, p1999: 1 }), true);
    for (const wrong of [{ p0: 1 }, { p1999: 'x' }, { p1999: 1, other: 1 }]) assert.equal(validate?.(wrong), false);
  }
});

test('a value fits oneOf by exactly one alternative', () => {
  const validate = compile({ oneOf: [{ minimum: 1 }, { minimum: 5 }, true, { const: 0 }] });
  assert.equal(validate?.(-1), true);
  assert.equal(validate?.(0), false);
  assert.equal(validate?.(6), false);
  assert.deepEqual(validate?.errors?.at(-1)?.params, { passingSchemas: [0, 1] });
});

test('members that a fitting alternative speaks of are evaluated, those of the others are not', () => {
  for (const keyword of ['oneOf', 'anyOf']) {
    const validate = compile({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      [keyword]: [
        { required: ['a'], properties: { a: { const: 1 } } },
        { required: ['b'], properties: { b: {} } },
      ],
      unevaluatedProperties: false,
    });
    assert.equal(validate?.({ a: 1 }), true, keyword);
    assert.equal(validate?.({ b: 1 }), true, keyword);
    assert.equal(validate?.({ a: 1, b: 1 }), keyword === 'anyOf', keyword);
    assert.equal(validate?.({ a: 2, b: 1 }), false, keyword);
  }
});

test('a schema that is too large to be run is refused, and accepts nothing', () => {
  const deep = (depth: number): object => (depth === 0 ? {} : { properties: { a: deep(depth - 1) } });
  assert.throws(() => compile(deep(2000))?.({ a: 1 }), SchemaTooLarge);
});

test('the patterns of one check share one budget of time, and what is not tested does not pass', () => {
  const schema = {
    items: { allOf: Array.from({ length: 40 }, (_, index) => ({ pattern: `^(a|a)*\\1b{0,${index}}$` })) },
  };
  const validate = compile(schema);
  const text = `${'a'.repeat(60)}!`;
  const start = threadTime();
  assert.throws(() => withinLimits({ patternTime: 50 }, () => validate?.([text])), TooManySteps);
  assert.ok(threadTime() - start < 1000);
});

const CHECKED_ALIKE: [schema: object, ...values: unknown[]][] = [
  [
    { type: 'object', required: ['a'], properties: { a: { type: 'string', format: 'date' } } },
    {},
    { a: '2026-12-01' },
    5,
  ],
  [{ oneOf: [{ type: 'integer' }, { minimum: 5 }] }, 1, 7, 5.5],
  [{ anyOf: [{ $ref: 'tree' }, { const: 1 }] }, 1, 2, { next: { next: {} } }, { next: { other: 1 } }],
  [{ not: { enum: ['a'] } }, 'a', 'b'],
  [{ type: 'array', uniqueItems: true, items: { multipleOf: 0.01 } }, [1, 1], [1.01, 2], [1.001]],
  [{ allOf: [{ properties: { a: true } }], unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
];

test('a check that tells no errors takes and refuses what the one that tells them does', () => {
  const definitions = new Map([
    ['tree', { type: 'object', properties: { next: { $ref: 'tree' } }, additionalProperties: false }],
  ]);
  const telling = schemaCompiler({ definitions });
  const silent = schemaCompiler({ definitions, allErrors: false, tellsErrors: false });
  for (const [schema, ...values] of CHECKED_ALIKE) {
    const written = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema };
    const [tells, tellsNot] = [telling(written), silent(written)];
    for (const value of values) assert.equal(tellsNot?.(value), tells?.(value), JSON.stringify([schema, value]));
  }
  const validate = silent({ type: 'object', required: ['a'] });
  assert.equal(validate?.({}), false);
  assert.deepEqual(validate?.errors, [{}]);
});
