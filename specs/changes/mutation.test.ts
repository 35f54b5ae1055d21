import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Direction } from '../schema/index.ts';
import { isLenient } from './change.ts';
import { mutated, numbersFrom, outcomeOf, type Subject } from './mutation.fixture.ts';

const RUNS = Number(process.env.MUTATIONS ?? 150);
const SEED = Number(process.env.MUTATIONS_SEED ?? 14);

const item = {
  type: 'object',
  required: ['n'],
  properties: { n: { type: 'integer' }, next: { $ref: '#/components/schemas/Item' } },
};

const SUBJECTS: Subject[] = [
  {
    type: 'object',
    required: ['a'],
    properties: {
      a: { type: 'string', minLength: 1, maxLength: 10 },
      b: { type: 'integer', minimum: 0, maximum: 100 },
      c: { type: 'array', items: { type: 'string' }, maxItems: 3 },
    },
  },
  {
    type: 'object',
    additionalProperties: false,
    required: ['a'],
    properties: { a: { enum: ['x', 'y', 'z'] }, b: { type: ['number', 'null'], multipleOf: 0.01 } },
  },
  {
    oneOf: [
      { type: 'object', required: ['kind'], properties: { kind: { const: 'cow' }, milk: { type: 'number' } } },
      { type: 'object', required: ['kind'], properties: { kind: { const: 'dog' }, name: { type: 'string' } } },
    ],
  },
  { anyOf: [{ type: 'string', pattern: '^[a-z]+$' }, { type: 'integer' }] },
  {
    allOf: [
      {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid' }, size: { type: 'integer' } },
      },
      { type: 'object', properties: { x: { type: 'string', format: 'date' } } },
    ],
  },
  { type: 'array', minItems: 1, uniqueItems: true, items: { $ref: '#/components/schemas/Item' } },
  { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1 },
  { type: 'number', exclusiveMinimum: 0, maximum: 10 },
  { type: 'string', enum: ['a', 'b', 'c'] },
].map((schema) => ({ schema, components: { Item: item } }));

/** Part of what is called breaking for which no value need be found that breaks. */
const MOST_WITHOUT_WITNESS = 0.4;

test(`the report agrees with what is accepted before and after a random change (seed ${SEED})`, () => {
  const count = { breaking: 0, withoutWitness: 0 };
  const change = fc.record({
    subject: fc.constantFrom(...SUBJECTS),
    direction: fc.constantFrom<Direction>('request', 'response'),
    seed: fc.noBias(fc.nat()),
  });
  fc.assert(
    fc.property(change, ({ subject, direction, seed }) => {
      const { revision, name } = mutated(subject, numbersFrom(seed));
      const { level, ids, witness } = outcomeOf(subject, revision, direction, seed);
      if (level === 'breaking') {
        count.breaking += 1;
        if (witness === undefined) count.withoutWitness += 1;
        return;
      }
      if (direction === 'response' && ids.some(isLenient)) return;
      const told = { name, level, ids, direction, subject, revision, witness };
      assert.equal(witness, undefined, `called ${level}, but breaks: ${JSON.stringify(told)}`);
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  console.log(`${count.breaking} of ${RUNS} are breaking, ${count.withoutWitness} without a value that shows it`);
  assert.ok(count.withoutWitness <= Math.max(10, count.breaking * MOST_WITHOUT_WITNESS));
});
