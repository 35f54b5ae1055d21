import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Schema } from '../catalogue/model.ts';
import { DirectedSchemas, mayCloseOnRequest, schemaCompiler, withoutClosing } from './index.ts';

const refer = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const person: Schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const named: Schema = { type: 'object', properties: { name: { type: 'string' } } };
const schemas = {
  Person: person,
  Either: { oneOf: [person, { ...named, required: ['name'] }] },
  Tree: { ...named, properties: { ...named.properties, parts: { type: 'array', items: refer('Tree') } } },
} satisfies Record<string, Schema>;

/** A validator's errors, by path and keyword. */
function errorsOf(kind: 'open' | 'closed' | 'on request', schema: Schema): (value: unknown) => string[] {
  const directed = new DirectedSchemas(schemas, 'response', { closed: kind !== 'open' });
  const compile = schemaCompiler({ definitions: directed.definitions, closesOnRequest: kind === 'on request' });
  const validate = compile(directed.directed(schema));
  return (value) =>
    validate?.(value) === false
      ? (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)
      : [];
}

const CASES: [string, Schema, unknown[]][] = [
  ['an object', person, [{ id: 1 }, { id: 1, extra: 1 }, { id: 'a', extra: 1 }, {}]],
  ['a reference', refer('Person'), [{ id: 1 }, { id: 1, extra: 1 }]],
  ['a list', { type: 'array', items: refer('Person') }, [[{ id: 1 }, { extra: 1 }]]],
  ['alternatives that closing tells apart', refer('Either'), [{ id: 1, name: 'a' }, { id: 1 }, { other: 1 }]],
  ['an alternative that takes any object', { anyOf: [person, { type: 'object' }] }, [{ id: 1, extra: 1 }]],
  ['a condition', { ...named, not: person }, [{ id: 1 }, { id: 1, extra: 1 }, { name: 'a' }]],
  ['a tree', refer('Tree'), [{ name: 'a', parts: [{ name: 'b', extra: 1, parts: [] }] }]],
  [
    'a part',
    { allOf: [refer('Person'), named] },
    [
      { id: 1, name: 'a' },
      { id: 1, name: 'a', extra: 1 },
    ],
  ],
];

describe('one check that closes objects on request', () => {
  for (const [what, schema, values] of CASES)
    test(`has the errors of both checks for ${what}`, () => {
      const [open, closed, both] = [
        errorsOf('open', schema),
        errorsOf('closed', schema),
        errorsOf('on request', schema),
      ];
      assert.equal(mayCloseOnRequest([schemas, schema], 'response'), true);
      for (const value of values) {
        assert.deepEqual(
          withoutClosing(() => both(value)),
          open(value),
        );
        assert.deepEqual(both(value), closed(value));
      }
    });
});

test('schemas that close objects themselves, and read-only properties of requests, take two checks', () => {
  assert.equal(mayCloseOnRequest({ allOf: [person], unevaluatedProperties: false }, null), false);
  assert.equal(mayCloseOnRequest({ properties: { list: { unevaluatedItems: false } } }, null), false);
  const readOnly = { properties: { id: { type: 'string', readOnly: true } } };
  assert.equal(mayCloseOnRequest(readOnly, 'request'), false);
  assert.equal(mayCloseOnRequest(readOnly, 'response'), true);
});
