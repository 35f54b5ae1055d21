import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OpenApiDocument } from '../../catalogue/model.ts';
import { parseJson } from '../../numbers/index.ts';
import { compareSpecs } from '../index.ts';

function changes(base: string, revision: string) {
  const [from, to] = [base, revision].map(
    (schema) =>
      parseJson(
        `{"openapi":"3.1.0","info":{"title":"T","version":"1.0.0"},"paths":{"/things":{"post":{"requestBody":{"content":{"application/json":{"schema":${schema}}}},"responses":{"200":{"description":"ok"}}}}}}`,
      ) as OpenApiDocument,
  );
  assert.ok(from && to);
  return compareSpecs(from, to, '2026-11-23').map(({ id, level }) => [id, level]);
}

test('limits are compared by all their digits', () => {
  const maximum = (digits: string) => `{"type":"integer","maximum":${digits}}`;
  assert.deepEqual(changes(maximum('9007199254740993'), maximum('9007199254740992')), [
    ['request-body-max-decreased', 'breaking'],
  ]);
  assert.deepEqual(changes(maximum('9007199254740993'), maximum('9007199254740993.0')), []);
  assert.deepEqual(changes(maximum('9007199254740993'), '{"type":"integer","exclusiveMaximum":9007199254740994}'), []);
});

test('steps and listed values are compared by all their digits', () => {
  assert.deepEqual(changes('{"type":"number","multipleOf":0.01}', '{"type":"number","multipleOf":0.05}'), [
    ['request-body-multiple-of-changed', 'breaking'],
  ]);
  assert.deepEqual(changes('{"enum":[9007199254740993,1]}', '{"enum":[9007199254740992,1]}').length, 2);
});
