import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requiredOnly } from './required-only.ts';

test('what an object and the schemas it is joined of require stays, at every depth', () => {
  const name = { type: 'string' };
  const schema = {
    type: 'object',
    required: ['inner'],
    additionalProperties: { type: 'integer' },
    properties: { inner: { required: ['name'], properties: { name, nick: name } }, other: name },
    allOf: [{ required: ['joined'] }, { properties: { joined: name, free: name } }],
  };
  assert.deepEqual(requiredOnly(schema), {
    type: 'object',
    required: ['inner'],
    properties: { inner: { required: ['name'], properties: { name } } },
    allOf: [{ required: ['joined'] }, { properties: { joined: name } }],
  });
});

test('lists keep their items only where there must be some', () => {
  const items = { type: 'object', properties: { a: { type: 'string' } } };
  assert.deepEqual(requiredOnly({ type: 'array', items }), { type: 'array' });
  assert.deepEqual(requiredOnly({ type: 'array', minItems: 1, items }), {
    type: 'array',
    minItems: 1,
    items: { type: 'object', properties: {} },
  });
});
