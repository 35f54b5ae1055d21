import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResponseNodes } from './operationNodes.ts';
import { sharedBodies } from './sharedBodies.ts';

const error = (status: string, schema: string | null): ResponseNodes => ({
  response: {
    ...{ status, description: '', headers: [] },
    contents:
      schema === null
        ? []
        : [{ contentType: 'application/problem+json', schema: { $ref: schema }, examples: [], encoding: {} }],
  },
  headers: [],
  contents: [],
});
const statusesOf = (errors: ResponseNodes[]) =>
  sharedBodies(errors).map((group) => group.map(({ response }) => response.status));

test('errors with the same body share it, also where another error has a body of its own', () => {
  const [problem, paymentProblem] = ['#/components/schemas/Problem', '#/components/schemas/PaymentProblem'];
  const errors = [error('400', problem), error('404', paymentProblem), error('429', problem), error('503', null)];
  assert.deepEqual(statusesOf(errors), [['400', '429']]);
  assert.deepEqual(statusesOf([...errors, error('409', paymentProblem)]), [
    ['400', '429'],
    ['404', '409'],
  ]);
});

test('a body of one error alone and errors without a body are shared with none', () => {
  assert.deepEqual(
    statusesOf([error('404', '#/components/schemas/Problem'), error('429', null), error('503', null)]),
    [],
  );
});
