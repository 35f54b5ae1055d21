import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idempotencyInput, randomUuid } from './idempotencyKey.ts';

const operation = {
  parameters: [
    { in: 'query' as const, name: 'Idempotency-Key' },
    { in: 'header' as const, name: 'idempotency-key' },
  ],
};

test('the key is found by its header, whatever its case', () => {
  assert.equal(idempotencyInput(operation, { inputs: { 'header:idempotency-key': 'a' } }), 'header:idempotency-key');
});

test('an operation without such a header, and a form that sends none, get no key', () => {
  assert.equal(idempotencyInput({ parameters: [] }, { inputs: {} }), null);
  assert.equal(idempotencyInput(operation, { inputs: { 'header:idempotency-key': '' } }), null);
});

test('each key is a UUID of its own', () => {
  const keys = new Set(Array.from({ length: 100 }, randomUuid));
  assert.equal(keys.size, 100);
  for (const key of keys) assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
