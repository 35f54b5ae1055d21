import assert from 'node:assert/strict';
import { it } from 'node:test';
import { schemaTypes } from './schemaTypes.ts';

it('tells the type of schemas that name none', () => {
  assert.deepEqual(schemaTypes({ enum: [1, null] }), ['integer', 'null']);
  assert.deepEqual(schemaTypes({ const: 'x' }), ['string']);
  assert.deepEqual(schemaTypes({ properties: {} }), ['object']);
  assert.deepEqual(schemaTypes({ items: {} }), ['array']);
  assert.deepEqual(schemaTypes({}), []);
});
