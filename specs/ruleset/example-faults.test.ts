import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Schema } from '../catalogue/model.ts';
import { DirectedSchemas, type SchemaFault, schemaCompiler } from '../schema/index.ts';
import { faultsToTell, messageOf, pathTo, placeIn } from './example-faults.ts';

/** Place, message and values of what is said of a value. */
function said(schema: Schema, value: unknown): string[] {
  const directed = new DirectedSchemas({}, 'response');
  const validate = schemaCompiler({ definitions: directed.definitions })(directed.directed(schema));
  assert.ok(validate);
  validate(value);
  return faultsToTell(validate.errors ?? [], []).map((fault: SchemaFault) => {
    const { message, values } = messageOf(fault);
    return [pathTo(fault), message, ...Object.values(values)].join(' ').trim();
  });
}

for (const [name, schema, value, expected] of [
  ['a type', { type: ['string', 'null'] }, 5, ['type string, null']],
  ['a property of the wrong type', { properties: { name: { type: 'string' } } }, { name: 5 }, ['/name type string']],
  ['what is missing', { required: ['a', 'b'] }, {}, ['lacks a', 'lacks b']],
  ['what is missing beside another', { dependentRequired: { a: ['b'] } }, { a: 1 }, ['lacks b']],
  ['what is too much', { properties: {}, additionalProperties: false }, { nam: 1 }, ['/nam extra nam']],
  ['a list of values', { enum: ['a', 1] }, 2, ['list "a", 1']],
  ['a fixed value', { const: 'a' }, 'b', ['value "a"']],
  ['a pattern', { pattern: '^a$' }, 'b', ['pattern ^a$']],
  ['a format', { format: 'date' }, 'b', ['format date']],
  ['the range of a format', { type: 'integer', format: 'int32' }, 2147483648, ['format int32']],
  ['lengths', { maxLength: 1 }, 'ab', ['long 1']],
  ['items', { minItems: 2, uniqueItems: true }, [1], ['few 2']],
  ['items that are alike', { uniqueItems: true }, [1, 1], ['unique']],
  ['properties', { maxProperties: 1 }, { a: 1, b: 2 }, ['many-properties 1']],
  ['a bound', { exclusiveMinimum: 3 }, 3, ['value > 3']],
  ['a step', { multipleOf: 0.01 }, 1.005, ['multiple 0.01']],
  ['the name of a property', { propertyNames: { pattern: '^a' } }, { b: 1 }, ['name b']],
  ['several faults of one place once', { maxLength: 1, pattern: '^a$' }, 'bc', ['long 1']],
  ['several alternatives', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, 5, ['several']],
  ['no alternative', { oneOf: [{ type: 'string' }, { type: 'object' }] }, 5, ['alternatives']],
  ['the alternative beside null', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 5, ['type string']],
  [
    'the closest alternative',
    {
      oneOf: [
        { required: ['kind', 'size'], properties: { kind: { const: 'a' } } },
        { required: ['kind', 'name'], properties: { kind: { const: 'b' } } },
      ],
    },
    { kind: 'b' },
    ['lacks name'],
  ],
  ['what is for requests only', { properties: { pin: { writeOnly: true } } }, { pin: '1' }, ['/pin write-only']],
  ['a reason in other words', { not: { const: 1 } }, 1, ['other must NOT be valid']],
] as [string, Schema, unknown, string[]][]) {
  test(`says of an example that does not fit: ${name}`, () => {
    assert.deepEqual(said(schema, value), expected);
  });
}

for (const [pointer, parameter, expected] of [
  ['#/paths/~1births/post/requestBody/content/application~1json/examples/mukta/value/name/en', '', 'mukta/name/en'],
  ['#/components/schemas/Birth/properties/birthDate/example', '', 'birthDate'],
  ['#/paths/~1births/get/parameters/0/example', 'district', 'district'],
  ['#/paths/~1births/get/parameters/0/schema/example', 'district', 'district'],
] as const) {
  test(`calls the example at ${pointer} ${expected}`, () => {
    assert.equal(placeIn(pointer, parameter === '' ? undefined : parameter), expected);
  });
}
