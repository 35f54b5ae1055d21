import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { formatInput, inputKind, parseInput } from './parameterInput.ts';

const schemas = {
  Mobile: { type: 'string', pattern: '^\\+8801' },
  Mobiles: { type: 'array', items: { $ref: '#/components/schemas/Mobile' } },
} satisfies Record<string, Schema>;

describe('the form control of a parameter', () => {
  const rows: [Schema, string][] = [
    [{ type: 'string', enum: ['a', 'b'] }, 'choice'],
    [{ type: 'boolean' }, 'switch'],
    [{ type: ['integer', 'null'] }, 'number'],
    [{ type: 'string', format: 'date' }, 'date'],
    [{ type: 'array', items: { type: 'string' } }, 'list'],
    [{ type: 'array', items: { type: 'object' } }, 'json'],
    [{ type: 'object' }, 'json'],
    [{ $ref: '#/components/schemas/Mobile' }, 'text'],
    [{ type: ['array', 'null'], items: { type: 'string' } }, 'list'],
    [{ anyOf: [{ type: 'array', items: { type: 'integer' } }, { type: 'null' }] }, 'list'],
    [{ allOf: [{ $ref: '#/components/schemas/Mobiles' }] }, 'list'],
    [{ allOf: [{ oneOf: [{ type: 'object' }, { type: 'null' }] }] }, 'json'],
    [{ anyOf: [{ type: 'string' }, { type: 'array' }] }, 'text'],
    [{}, 'text'],
  ];
  for (const [schema, kind] of rows) {
    it(`is ${kind} for ${JSON.stringify(schema)}`, () => assert.equal(inputKind(schema, schemas), kind));
  }
});

it('gives back the value that was shown, for every kind of control', () => {
  const rows: [Schema, JsonValue][] = [
    [{ type: 'integer' }, 20],
    [{ type: 'boolean' }, false],
    [{ enum: [1, 'one', null] }, 1],
    [{ type: 'array', items: { type: 'integer' } }, [1, 2, 3]],
    [{ type: 'array', items: { type: 'string' } }, ['ঢাকা', 'b']],
    [{ type: 'object' }, { a: [1] }],
    [{ type: 'string' }, '0123'],
    [{ anyOf: [{ type: 'array', items: { type: 'integer' } }, { type: 'null' }] }, [1, 2]],
    [{ anyOf: [{ type: 'string' }, { type: 'array' }] }, ['a', 'b']],
  ];
  for (const [schema, value] of rows) {
    assert.deepEqual(parseInput(schema, formatInput(schema, value, {}), {}), { value });
  }
});

it('leaves out what was left empty, and says what is wrong with the rest', () => {
  assert.deepEqual(parseInput({ type: 'integer' }, ' ', {}), { value: undefined });
  assert.deepEqual(parseInput({ type: 'integer' }, 'ten', {}), { error: 'number' });
  assert.deepEqual(parseInput({ type: 'object' }, '{', {}), { error: 'json' });
});

it('sends a value outside the list of choices as it was typed', () => {
  assert.deepEqual(parseInput({ enum: ['a'] }, 'z', {}), { value: 'z' });
});

it('keeps every digit of a long number', () => {
  const parsed = parseInput({ type: 'integer' }, '9007199254740993', {});
  assert.equal('value' in parsed && String(parsed.value), '9007199254740993');
  assert.deepEqual(parseInput({ type: 'number' }, '19.99', {}), { value: 19.99 });
});
