import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonValue, Schema } from '@dpi/specs/model';
import { sampleValue } from './sampleValue.ts';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

describe('the sample of a schema without examples', () => {
  const rows: [string, Schema, JsonValue][] = [
    ['takes what the schema states first', { type: 'string', examples: ['a'], default: 'b', enum: ['c'] }, 'a'],
    ['keeps a const', { const: 0, examples: [1] }, 0],
    ['picks the first of an enum', { enum: ['b', 'a'] }, 'b'],
    ['knows formats', { type: 'string', format: 'date' }, '2026-01-31'],
    ['respects lengths', { type: 'string', minLength: 8 }, 'stringxx'],
    ['respects bounds', { type: 'integer', exclusiveMinimum: 4 }, 5],
    ['respects steps', { type: 'number', minimum: 7, multipleOf: 5 }, 10],
    ['respects decimal steps', { type: 'number', minimum: 0.07, multipleOf: 0.01 }, 0.07],
    ['goes to the next decimal step', { type: 'number', minimum: 0.25, multipleOf: 0.1 }, 0.3],
    ['prefers a value to null', { type: ['null', 'boolean'] }, true],
    ['fills arrays with one item', { type: 'array', items: { type: 'integer' } }, [0]],
    ['fills tuples', { prefixItems: [{ const: 1 }, { const: 'x' }] }, [1, 'x']],
    ['fills maps', { type: 'object', additionalProperties: { const: 1 } }, { key: 1 }],
    ['takes the first alternative', { oneOf: [{ type: 'boolean' }, { type: 'string' }] }, true],
    [
      'joins allOf with own properties',
      { allOf: [{ properties: { a: { const: 1 } } }], properties: { b: { const: 2 } } },
      { a: 1, b: 2 },
    ],
    ['leaves out what only the server writes', { properties: { id: { type: 'string', readOnly: true } } }, {}],
    ['gives null where anything goes', {}, null],
  ];
  for (const [behaviour, schema, value] of rows) {
    it(behaviour, () => assert.deepEqual(sampleValue(schema, {}), value));
  }
});

it('ends at the first repetition of a recursive schema', () => {
  const schemas = {
    Person: { properties: { name: { const: 'A' }, mother: ref('Person'), children: { items: ref('Person') } } },
  };
  assert.deepEqual(sampleValue(ref('Person'), schemas), { name: 'A', children: [] });
});
