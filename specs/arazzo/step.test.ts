import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExpressionContext } from './runtime-expression.ts';
import { isMet, outputsOf, readStep } from './step.ts';

const context: ExpressionContext = {
  inputs: {},
  steps: {},
  response: { status: 200, headers: [], body: '{"id":"trf_1","items":[]}' },
};

test('a step is read as far as a request, its criteria and its outputs go', () => {
  const step = readStep({
    stepId: 'pay',
    parameters: [{ in: 'path', name: 'id', value: 5 }, { name: 'no value' }],
    requestBody: { contentType: 'application/json', payload: { a: 1 } },
    successCriteria: [{ condition: '$statusCode == 200' }, { context: '$statusCode', condition: '^2', type: 'regex' }],
    outputs: { id: '$response.body#/id' },
  });
  assert.deepEqual(step, {
    parameters: [{ in: 'path', name: 'id', value: 5 }],
    body: { contentType: 'application/json', payload: { a: 1 } },
    criteria: [
      { condition: '$statusCode == 200', type: 'simple', context: null },
      { condition: '^2', type: 'regex', context: '$statusCode' },
    ],
    outputs: { id: '$response.body#/id' },
  });
  assert.deepEqual(readStep({}), { parameters: [], body: null, criteria: [], outputs: {} });
});

test('criteria are met, not met, or not evaluated', () => {
  const criterion = { condition: '$statusCode == 200', type: 'simple', context: null };
  assert.equal(isMet(criterion, context), true);
  assert.equal(isMet({ ...criterion, condition: '$statusCode == 404' }, context), false);
  assert.equal(isMet({ condition: '^2\\d\\d$', type: 'regex', context: '$statusCode' }, context), true);
  assert.equal(isMet({ condition: '$.items', type: 'jsonpath', context: '$response.body' }, context), null);
  assert.equal(isMet({ ...criterion, condition: 'wrong (' }, context), null);
});

test('only outputs that have a value are given', () => {
  const outputs = { id: '$response.body#/id', first: '$response.body#/items/0', status: '$statusCode' };
  assert.deepEqual(outputsOf({ outputs }, context), { id: 'trf_1', status: 200 });
});
