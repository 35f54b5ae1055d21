import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testOperation } from '../console/testOperation.ts';
import { operationNodes } from './operationNodes.ts';

const problem = {
  contentType: 'application/problem+json',
  schema: { $ref: '#/components/schemas/Problem' },
  encoding: {},
  examples: [],
};
const response = (status: string) => ({ status, description: '', headers: [], contents: [problem] });
const schemas = { Problem: { type: 'object', properties: { title: { type: 'string' } } } };

it('draws a schema that several responses share in the first, and points to it from the others', () => {
  const { responses } = operationNodes({ ...testOperation, responses: [response('400'), response('404')] }, schemas);
  assert.deepEqual(
    responses.map(({ contents }) => [contents[0]?.node?.anchor, contents[0]?.node?.shownAt]),
    [
      ['400-Problem', null],
      [null, '400-Problem'],
    ],
  );
});

it('groups parameters by where they stand', () => {
  const { parameters } = operationNodes(testOperation, {});
  assert.deepEqual(
    parameters.map(({ location, items }) => [location, items.map(({ parameter }) => parameter.name)]),
    [
      ['path', ['accountId']],
      ['query', ['limit', 'fields']],
      ['header', ['Idempotency-Key']],
    ],
  );
});
