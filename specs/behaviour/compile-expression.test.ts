import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { loadCatalogue } from '../catalogue/index.ts';
import { Collection } from './collection.ts';
import { ExpressionCompiler, type Scope } from './compile-expression.ts';
import { type EvaluationContext, FUNCTIONS } from './functions.ts';
import { createEnvironment, withNullBranches } from './language.ts';
import { Money } from './money.ts';
import type { ValueObject } from './values.ts';

const context: EvaluationContext = {
  now: new Date('2026-11-23T04:16:02Z'),
  zone: 'Asia/Dhaka',
  week: { weekend: [5, 6], holidays: new Set() },
  names: { alike: [], forms: {}, latin: {} },
  locale: 'en',
  formats: { en: 'en-GB' },
  serviceUrl: 'https://api.test/a/v1',
  random: () => 0.42,
  newId: (prefix) => `${prefix}_1`,
};
const environment = createEnvironment(() => context);
const compiler = new ExpressionCompiler(environment, FUNCTIONS, () => context);
const taka = (amount: string) => Money.parse({ amount, currency: 'BDT' }) as Money;
const objects: ValueObject[] = [
  { id: 'a', size: 1n, price: taka('2.00'), at: context.now, isNew: true, note: null },
  { id: 'b', size: 2n, price: taka('1.50'), at: new Date(0), isNew: false, note: 'x' },
];
const scope: Scope = {
  ...Object.fromEntries(objects.map((object) => [`object_${object.id}`, object])),
  nothing: null,
  yes: true,
  no: false,
  text: 'letters',
  whole: 7n,
  part: 1.5,
  money: taka('500.00'),
  euros: Money.parse({ amount: '1.00', currency: 'EUR' }),
  now: context.now,
  early: new Date(0),
  items: objects,
  empty: [],
  texts: ['a', 'b'],
  numbers: [3n, 1n, 2n],
  mixed: ['a', 1n, null, 1.5],
  members: { one: 1n, two: null },
  things: new Collection({
    get: (id) => objects.find((object) => object.id === id) ?? null,
    where: ({ size }) => objects.filter((object) => object.size === size),
    all: () => objects,
  }),
};

/** Values of every type; each operator is tried with each two of them. */
const VALUES = [
  ...['nothing', 'yes', 'no', 'text', 'whole', 'part', 'money', 'euros', 'now', 'early', 'items', 'empty', 'texts'],
  ...[
    'numbers',
    'mixed',
    'members',
    'object_a',
    'things',
    'missing',
    '"letters"',
    '7',
    '1.5',
    'null',
    'true',
    '[]',
    '{}',
  ],
  ...['duration("1h")', '["a", "b"]', '-1'],
];
const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', 'in', '&&', '||'];

const EXPRESSIONS = [
  ...VALUES,
  ...VALUES.flatMap((value) => [`!(${value})`, `-(${value})`, `${value}.size`, `(${value})["one"]`, `(${value})[0]`]),
  ...VALUES.flatMap((value) => [`(${value}) ? 1 : 2`, `[1].all(i, ${value})`, `[1].exists(i, ${value})`]),
  ...VALUES.flatMap((value) => [`[1].filter(i, ${value})`, `(${value}).map(i, i)`, `(${value}).exists_one(i, true)`]),
  ...VALUES.flatMap((value) => [`things.get(${value})`, `day(${value})`, `size(${value})`, `(${value}).text()`]),
  ...VALUES.flatMap((value) => [`[money].sum(${value})`, `{"a": ${value}}.a`, `[${value}]`, `dyn(${value})`]),
  'has(members.one)',
  'has(members.two)',
  'has(members.three)',
  'has(object_a.note)',
  'has(object_a.price.currency)',
  'has(nothing.member)',
  'has(nothing.member.other)',
  'has(text.member)',
  'money.currency',
  'items.filter(i, i.isNew).map(i, i.price).sum(money)',
  'items.map(i, i.isNew, i.id)',
  'items.map(i, i.size, i.id)',
  'items.map(i, numbers.map(n, n + i.size))',
  'items.map(i, texts.filter(i, i == "a"))',
  'items.exists(i, i.missing == 1 || i.isNew)',
  'items.exists(i, i.missing == 1)',
  'items.all(i, i.missing == 1 && i.isNew)',
  'items.all(i, i.size > 0)',
  'items.exists_one(i, i.isNew)',
  'items.exists_one(i, i.missing)',
  'members.map(name, name)',
  'members.exists(name, name == "one")',
  'texts.map(i, {"id": i, "same": i == text})',
  'missing.member == 1 || yes',
  'missing.member == 1 || no',
  'missing.member == 1 && no',
  'missing.member == 1 && yes',
  'no || missing.member == 1',
  'things.where({"size": 1}).map(t, t.id)',
  'things.all()[1].id',
  'things.get("a").price < things.get("b").price',
  'things.missing()',
  'missing(1)',
  'text.contains("tt")',
  'text.startsWith("l") && text.endsWith("s") && text.matches("^l.*s$")',
  'text.size() + texts.size()',
  'now + duration("1h") > now',
  'now - early',
  'string(whole) + text',
  'int("12") + whole',
  'numbers.order("size")',
  'numbers.slice(0, 2)',
  'texts.indexOf("b")',
  'type(whole) == int',
  'int',
  'cel.bind(x, whole, x + 1)',
  '{"constructor": 1}',
  '{whole: 1}',
  '9223372036854775807 + 1',
  'yes ? nothing : text',
  'no ? nothing : text',
  'text == null ? null : text',
];

/** What comes of an expression, its failure too. */
function outcomeOf(evaluate: (scope: Scope) => unknown): unknown {
  try {
    return evaluate(scope);
  } catch (error) {
    return error instanceof Error ? `fails: ${error.constructor.name}` : error;
  }
}

suite('a compiled expression has the value that the library gives it', () => {
  for (const expression of EXPRESSIONS) {
    test(expression, () => {
      const parsed = environment.parse(withNullBranches(expression));
      assert.deepEqual(outcomeOf(compiler.compile(parsed) ?? parsed), outcomeOf(parsed));
    });
  }
  for (const operator of OPERATORS) {
    test(`of ${operator} with any two types`, () => {
      for (const left of VALUES) {
        for (const right of VALUES) {
          const expression = `(${left}) ${operator} (${right})`;
          const parsed = environment.parse(expression);
          assert.deepEqual(outcomeOf(compiler.compile(parsed) ?? parsed), outcomeOf(parsed), expression);
        }
      }
    });
  }
});

test('all expressions of behaviours are compiled', async () => {
  const { services } = await loadCatalogue();
  const texts = services.flatMap(({ behaviour }) =>
    Object.values(behaviour?.operations ?? {}).flatMap((operation) => [
      ...Object.values(operation.let),
      ...Object.values(operation.refuse).map(({ when }) => when),
    ]),
  );
  assert.ok(texts.length > 100);
  const notCompiled = texts.filter((text) => compiler.compile(environment.parse(withNullBranches(text))) === null);
  assert.deepEqual(notCompiled, []);
});
