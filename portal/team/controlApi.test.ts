import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readProblem } from './controlApi.ts';

it('reads which problem it is, the fields that are wrong, and when to come back', () => {
  const problem = {
    type: 'http://localhost:4000/problems/request-invalid/',
    title: 'The request does not fit',
    detail: 'The request body has 1 mistake.',
    errors: [{ in: 'body', path: '/name', message: 'must have 2 to 60 letters' }],
  };
  assert.deepEqual(readProblem(422, JSON.stringify(problem), '30'), {
    id: 'request-invalid',
    status: 422,
    detail: 'The request body has 1 mistake.',
    errors: [{ path: '/name', message: 'must have 2 to 60 letters' }],
    retryAfter: 30,
  });
});

it('takes an answer that is no problem document for what it is', () => {
  assert.deepEqual(readProblem(502, '<h1>Bad Gateway</h1>', null), {
    id: 'unknown',
    status: 502,
    detail: '',
    errors: [],
    retryAfter: null,
  });
  assert.equal(readProblem(500, 'null', 'tomorrow').id, 'unknown');
});
