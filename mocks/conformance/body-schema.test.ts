import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { parseJson } from '@dpi/specs/numbers';
import type { MessageValues } from '@dpi/specs/texts';
import { BodySchemas } from './body-schema.ts';
import { checksService } from './service.fixture.ts';

const { service } = await checksService();
const violated = (id: string, values: MessageValues) => ({
  at: '/',
  message: { id: 'conformance.schema.violated', values: { violation: { id: `requests.violation.${id}`, values } } },
});

test('an amount in an answer may be any multiple of a decimal step', () => {
  const schemas = new BodySchemas(service, 'response');
  const price = { type: 'number', multipleOf: 0.01 };
  assert.deepEqual(schemas.differences(price, 19.99), []);
  assert.deepEqual(schemas.differences(price, 1.005), [violated('multiple', { number: '0.01' })]);
});

test('an answer is held against all digits of a limit', () => {
  const schemas = new BodySchemas(service, 'response');
  const schema = parseJson('{"type":"integer","maximum":9007199254740993}') as Schema;
  assert.deepEqual(schemas.differences(schema, parseJson('9007199254740993') as JsonValue), []);
  assert.deepEqual(schemas.differences(schema, parseJson('9007199254740994') as JsonValue), [
    violated('maximum', { limit: '9007199254740993' }),
  ]);
});
