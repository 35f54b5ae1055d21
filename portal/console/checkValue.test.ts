import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { checkValue } from './checkValue.ts';

const schemas: Record<string, Schema> = { Nid: { type: 'string', pattern: '^\\d{10}$' } };
const schema: Schema = {
  type: 'object',
  required: ['nid', 'age'],
  additionalProperties: false,
  properties: {
    nid: { $ref: '#/components/schemas/Nid' },
    age: { type: 'integer', minimum: 0 },
    gender: { enum: ['female', 'male'] },
    notes: { type: 'array', items: { type: ['string', 'null'], maxLength: 3 } },
  },
};
const hints = (value: JsonValue) =>
  checkValue(schema, value, schemas).map(({ path, keyword, expected }) => [path, keyword, expected]);

it('has nothing to say of a value that fits', () => {
  assert.deepEqual(hints({ nid: '1234567890', age: 0, gender: 'female', notes: ['abc', null, 'ঢাক'] }), []);
});

it('names what is missing and what does not belong', () => {
  assert.deepEqual(hints({ nid: '1234567890', aeg: 1 }), [
    ['', 'required', 'age'],
    ['', 'additionalProperties', 'aeg'],
  ]);
});

it('points into the value', () => {
  assert.deepEqual(hints({ nid: '12', age: -1, gender: 'x', notes: ['abc', 'abcd'] }), [
    ['/nid', 'pattern', '^\\d{10}$'],
    ['/age', 'minimum', '0'],
    ['/gender', 'enum', '"female", "male"'],
    ['/notes/1', 'maxLength', '3'],
  ]);
});

it('says when the whole value is of another type', () => {
  assert.deepEqual(hints([]), [['', 'type', 'object']]);
  assert.deepEqual(hints(null), [['', 'type', 'object']]);
});

it('stays silent about alternatives and patterns it cannot judge', () => {
  assert.deepEqual(checkValue({ oneOf: [{ type: 'string' }] }, 1, {}), []);
  assert.deepEqual(checkValue({ type: 'string', pattern: '(' }, 'a', {}), []);
});

it('compares with decimal steps as they are written', () => {
  const price: Schema = { type: 'number', multipleOf: 0.01 };
  for (const value of [0.07, 2.34, 19.99, 143.48, 123456789.12]) assert.deepEqual(checkValue(price, value, {}), []);
  assert.deepEqual(checkValue(price, 1.005, {}), [{ path: '', keyword: 'multipleOf', expected: '0.01' }]);
});

it('asks for no property that is read-only, wherever it is required', () => {
  const party: Schema = { required: ['id', 'name'], properties: { id: { readOnly: true }, name: { type: 'string' } } };
  for (const [schema, value, path] of [
    [party, {}, ''],
    [{ allOf: [party, { required: ['id'] }] }, {}, ''],
    [{ items: party }, [{}], '/0'],
    [{ properties: { x: party } }, { x: {} }, '/x'],
  ] as [Schema, JsonValue, string][]) {
    assert.deepEqual(checkValue(schema, value, {}), [{ path, keyword: 'required', expected: 'name' }]);
  }
});

it('compares long numbers by all their digits', () => {
  const long = (text: string) => parseJson(text) as JsonValue;
  const number = long('{"type":"integer","format":"int64","minimum":9007199254740993}') as Schema;
  assert.deepEqual(checkValue(number, long('9007199254740993'), {}), []);
  assert.deepEqual(checkValue(number, 9007199254740992, {}), [
    { path: '', keyword: 'minimum', expected: '9007199254740993' },
  ]);
  assert.deepEqual(checkValue(number, long('9223372036854775808'), {}), [
    { path: '', keyword: 'maximum', expected: '9223372036854775807' },
  ]);
  assert.deepEqual(checkValue({ exclusiveMaximum: 5 }, 5, {}), [
    { path: '', keyword: 'exclusiveMaximum', expected: '5' },
  ]);
});

it('judges the alternative that a discriminator names, in a list or by the parent', () => {
  const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
  const kinds: Record<string, Schema> = {
    Street: { type: 'object', required: ['kind', 'name'], properties: { name: { type: 'string' } } },
    Box: { type: 'object', required: ['kind', 'number'], properties: { number: { type: 'integer' } } },
    Animal: {
      type: 'object',
      required: ['kind', 'age'],
      properties: { kind: { type: 'string' }, age: { type: 'integer' } },
      discriminator: { propertyName: 'kind', mapping: { cow: '#/components/schemas/Cow' } },
    },
    Cow: { allOf: [reference('Animal'), { required: ['litres'] }] },
  };
  const address: Schema = {
    oneOf: [reference('Street'), reference('Box')],
    discriminator: { propertyName: 'kind' },
  };
  const of = (one: Schema, value: JsonValue) =>
    checkValue(one, value, kinds).map(({ path, keyword, expected }) => [path, keyword, expected]);
  assert.deepEqual(of(address, { kind: 'Street' }), [['', 'required', 'name']]);
  assert.deepEqual(of(address, { kind: 'Box', number: 'x' }), [['/number', 'type', 'integer']]);
  assert.deepEqual(of(address, { kind: 'Lane' }), [['/kind', 'enum', '"Street", "Box"']]);
  assert.deepEqual(of(reference('Animal'), { kind: 'cow' }), [
    ['', 'required', 'age'],
    ['', 'required', 'litres'],
  ]);
  assert.deepEqual(of(reference('Animal'), { kind: 'cow', age: 1, litres: 2 }), []);
});
