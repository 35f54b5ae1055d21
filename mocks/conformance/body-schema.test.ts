import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BodySchemas } from './body-schema.ts';
import { checksService } from './service.fixture.ts';

const { service } = await checksService();

test('an amount in an answer may be any multiple of a decimal step', () => {
  const schemas = new BodySchemas(service);
  const price = { type: 'number', multipleOf: 0.01 };
  assert.deepEqual(schemas.faults(price, 19.99), []);
  assert.deepEqual(schemas.faults(price, 1.005), [{ at: '/', message: 'must be multiple of 0.01, says the schema' }]);
});
