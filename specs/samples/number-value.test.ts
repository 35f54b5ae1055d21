import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Schema } from '../catalogue/model.ts';
import { ExactNumber, type Numeric } from '../numbers/index.ts';
import { Sampler } from './sampler.ts';

const sampler = new Sampler({}, []);

function madeFor(schema: Schema, seed = ''): unknown {
  const { value, misfits } = sampler.sample(schema, { direction: 'response', seed, isVaried: seed !== '' });
  assert.deepEqual(misfits, [], `${JSON.stringify(value)} for ${JSON.stringify(schema)}`);
  return value;
}

for (const [name, schema, expected] of [
  ['a minimum beyond 2^53', { type: 'integer', minimum: ExactNumber.read('9007199254740993') }, '9007199254740993'],
  [
    'an exclusive minimum beyond 2^53',
    { type: 'integer', exclusiveMinimum: ExactNumber.read('9007199254740992') },
    '9007199254740993',
  ],
  [
    'the greatest int64',
    { type: 'integer', format: 'int64', minimum: ExactNumber.read('9223372036854775807') },
    '9223372036854775807',
  ],
  [
    'the least int64',
    { type: 'integer', format: 'int64', maximum: ExactNumber.read('-9223372036854775808') },
    '-9223372036854775808',
  ],
  ['the range of a format', { type: 'integer', format: 'int8', exclusiveMinimum: 126 }, '127'],
  [
    'a decimal step of more digits than a double has',
    { type: 'number', exclusiveMinimum: 0, multipleOf: ExactNumber.read('0.1000000000000000055') },
    '1.000000000000000055',
  ],
  ['a decimal step', { type: 'number', minimum: 0.28, maximum: 0.295, multipleOf: 0.01 }, '0.28'],
  ['two steps', { type: 'number', exclusiveMinimum: 0, allOf: [{ multipleOf: 0.04 }, { multipleOf: 0.06 }] }, '1.08'],
] as [string, Schema, string][]) {
  test(`a number is made for ${name}`, () => {
    assert.equal(String(madeFor(schema)), expected);
  });
}

/** Units, and how many digits stand behind the point. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(12))
  .map(([units, digits]) => ({ units, digits }));

const written = (units: bigint, digits: number): Numeric => ExactNumber.read(`${units}e-${digits}`);

test('every number that is made fits its schema, whatever its bounds and steps', () => {
  const schemas = fc.record({
    low: decimal,
    width: fc.bigInt({ min: 2n, max: 10n ** 20n }),
    step: fc.option(fc.bigInt({ min: 1n, max: 10n ** 6n }), { nil: undefined }),
    isWhole: fc.boolean(),
    isOpen: fc.boolean(),
    seed: fc.string(),
  });
  fc.assert(
    fc.property(schemas, ({ low: { units, digits }, width, step, isWhole, isOpen, seed }) => {
      const scale = isWhole ? 0 : digits;
      const [lowest, highest] = isOpen ? ['exclusiveMinimum', 'exclusiveMaximum'] : ['minimum', 'maximum'];
      const schema = {
        type: isWhole ? 'integer' : 'number',
        [lowest as string]: written(units, scale),
        [highest as string]: written(units + width * (step ?? 1n), scale),
        ...(step === undefined ? {} : { multipleOf: written(step, scale) }),
      };
      assert.notEqual(madeFor(schema, seed), undefined);
    }),
    { numRuns: 300 },
  );
});
