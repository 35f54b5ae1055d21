import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds } from './condition.ts';
import type { ExpressionContext } from './runtime-expression.ts';

const context: ExpressionContext = {
  inputs: {},
  steps: { pay: { outputs: { status: 'settled' } } },
  response: {
    status: 201,
    headers: [{ name: 'Retry-After', value: '3' }],
    body: '{"status":"Settled","count":3,"exact":12345678901234567891,"paid":true,"none":null,"name":"Rahima\'s"}',
  },
};

for (const [condition, expected] of [
  ['$statusCode == 201', true],
  ['$statusCode==200', false],
  ['$statusCode >= 200 && $statusCode < 300', true],
  ["$response.body#/status == 'settled'", true],
  ["$response.body#/status == 'failed' || $response.body#/status == 'settled'", true],
  ["$response.body#/status != 'settled'", false],
  ['$response.body#/count > 2', true],
  ['$response.body#/count <= 2.5', false],
  ['$response.body#/exact == 12345678901234567890', false],
  ['$response.body#/paid', true],
  ['$response.body#/paid == true', true],
  ['!$response.body#/paid', false],
  ['!($statusCode == 404) && $response.body#/none == null', true],
  ['$response.body#/missing == null', false],
  ['$response.body#/missing', false],
  ["$response.body#/name == 'Rahima''s'", true],
  ["$steps.pay.outputs.status == 'settled'", true],
  ["$response.header.retry-after == '3'", true],
  ['true || false && false', true],
  ["$response.body#/count < 'x'", false],
] as const) {
  test(`${condition} is ${expected}`, () => assert.equal(holds(condition, context), expected));
}

test('what is no condition is refused', () => {
  for (const condition of ['', '$statusCode ==', '($statusCode == 200', '$statusCode 200', 'status == 5', "== 'x'"]) {
    assert.throws(() => holds(condition, context), SyntaxError, condition);
  }
});
