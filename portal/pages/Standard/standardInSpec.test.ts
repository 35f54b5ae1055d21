import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standardInSpec } from './standardInSpec.ts';

const source = 'v1/http.yaml#/headers/RequestId';
const reference = `$ref: ../../../standards/${source}`;
const schema = { examples: ['beta'] };

test('a schema is referred to', () => {
  assert.equal(standardInSpec({ kind: 'schema', name: null, source, schema }), reference);
});

test('a parameter stands in the list of parameters', () => {
  const yaml = standardInSpec({ kind: 'parameter', name: 'Idempotency-Key', source, schema });
  assert.equal(yaml, `parameters:\n  - ${reference}`);
});

test('a header stands under the name it is sent by', () => {
  const yaml = standardInSpec({ kind: 'header', name: 'X-Request-Id', source, schema });
  assert.equal(yaml, `headers:\n  X-Request-Id:\n    ${reference}`);
});

test('a field of the spec has a value', () => {
  const yaml = standardInSpec({ kind: 'field', name: 'x-lifecycle', source, schema });
  assert.equal(yaml, 'info:\n  x-lifecycle: beta');
});
