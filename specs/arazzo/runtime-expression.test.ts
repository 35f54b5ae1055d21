import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExpressionContext, evaluate, fillExpressions, stepInExpression } from './runtime-expression.ts';

const context: ExpressionContext = {
  inputs: { apiKey: 'DEMO_KEY', person: { nid: '4912876501' } },
  steps: { pay: { outputs: { paymentId: 'pay_1', total: 12, parts: [{ id: 'a' }, { id: 'b' }] } } },
  request: {
    method: 'POST',
    url: '/sandbox/x/v1/payments?limit=5',
    headers: [{ name: 'Idempotency-Key', value: 'k' }],
    body: '{"amount":"5.00"}',
  },
  response: {
    status: 201,
    headers: [{ name: 'ETag', value: '"7"' }],
    body: '{"items":[{"a/b":1}],"account":12345678901234567890,"none":null}',
  },
};

test('a runtime expression reads the message, inputs and outputs', () => {
  const values: Record<string, unknown> = {
    $method: 'POST',
    $statusCode: 201,
    $url: '/sandbox/x/v1/payments?limit=5',
    '$request.header.idempotency-key': 'k',
    '$request.query.limit': '5',
    '$request.body#/amount': '5.00',
    '$response.header.etag': '"7"',
    '$response.body#/items/0/a~1b': 1,
    '$response.body#/none': null,
    '$inputs.apiKey': 'DEMO_KEY',
    '$inputs.person#/nid': '4912876501',
    '$steps.pay.outputs.paymentId': 'pay_1',
    '$steps.pay.outputs.parts#/1/id': 'b',
  };
  for (const [expression, value] of Object.entries(values)) {
    assert.deepEqual(evaluate(expression, context), value, expression);
  }
});

test('a number that a double cannot hold is read exactly', () => {
  assert.equal(String(evaluate('$response.body#/account', context)), '12345678901234567890');
});

test('what is not there has no value', () => {
  for (const expression of [
    '$steps.other.outputs.paymentId',
    '$steps.pay.outputs.toString',
    '$steps.toString.outputs.x',
    '$response.body#/items/5',
    '$response.body#/items/length',
    '$response.header.location',
    '$inputs.constructor',
    '$nothing.here',
    'text',
  ]) {
    assert.equal(evaluate(expression, context), undefined, expression);
  }
  assert.equal(evaluate('$response.body', { inputs: {}, steps: {} }), undefined);
});

test('expressions in a value are replaced, with the type of what they stand for', () => {
  const { value, missing } = fillExpressions(
    {
      id: '$steps.pay.outputs.paymentId',
      total: '$steps.pay.outputs.total',
      token: 'Bearer {$steps.pay.outputs.paymentId}/{$steps.pay.outputs.total}',
      list: ['$inputs.apiKey', 5, null],
      price: '$5',
    },
    context,
  );
  assert.deepEqual(value, {
    id: 'pay_1',
    total: 12,
    token: 'Bearer pay_1/12',
    list: ['DEMO_KEY', 5, null],
    price: '$5',
  });
  assert.deepEqual(missing, []);
});

test('an expression without a value stays as it is, and is named', () => {
  const given = { code: '$steps.login.outputs.code', header: 'Bearer {$steps.token.outputs.access}' };
  const { value, missing } = fillExpressions(given, context);
  assert.deepEqual(value, given);
  assert.deepEqual(missing, ['$steps.login.outputs.code', '$steps.token.outputs.access']);
});

test('an expression says which step it reads', () => {
  assert.equal(stepInExpression('$steps.create-batch.outputs.batchId'), 'create-batch');
  assert.equal(stepInExpression('Bearer {$steps.token.outputs.access}'), 'token');
  assert.equal(stepInExpression('$inputs.apiKey'), null);
});
