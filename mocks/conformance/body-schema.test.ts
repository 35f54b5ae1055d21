import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import { BodySchemas } from './body-schema.ts';
import { checksService } from './service.fixture.ts';

const { service } = await checksService();

test('an amount in an answer may be any multiple of a decimal step', () => {
  const schemas = new BodySchemas(service, 'response');
  const price = { type: 'number', multipleOf: 0.01 };
  assert.deepEqual(schemas.faults(price, 19.99), []);
  assert.deepEqual(schemas.faults(price, 1.005), [{ at: '/', message: 'must be multiple of 0.01, says the schema' }]);
});

test('an answer is held against all digits of a limit', () => {
  const schemas = new BodySchemas(service, 'response');
  const schema = parseJson('{"type":"integer","maximum":9007199254740993}') as Schema;
  assert.deepEqual(schemas.faults(schema, parseJson('9007199254740993') as JsonValue), []);
  assert.deepEqual(schemas.faults(schema, parseJson('9007199254740994') as JsonValue), [
    { at: '/', message: 'must be <= 9007199254740993, says the schema' },
  ]);
});
