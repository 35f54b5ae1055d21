import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testOperation } from '../console/testOperation.fixture.ts';
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
      ['400', null],
      ['404', '400'],
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

it('shows the values of a parameter that successful requests send, and all where none succeeds', () => {
  const value = (name: string) => ({ name, summary: '', description: '', value: name });
  const example = (name: string, status: string) => ({
    ...{ name, summary: '', description: '', personas: [], status, response: null, refusals: [] },
    request: { parameters: [], contentType: null, body: undefined },
  });
  const [first] = testOperation.parameters;
  assert.ok(first);
  const parameters = [{ ...first, examples: [value('unknown'), value('known')] }];
  const shown = (examples: ReturnType<typeof example>[]) =>
    operationNodes({ ...testOperation, parameters, examples }, {}).parameters[0]?.items[0]?.examples;
  assert.deepEqual(shown([example('unknown', '404'), example('known', '200')]), ['known']);
  assert.deepEqual(shown([example('unknown', '404'), example('known', '409')]), ['unknown', 'known']);
});

it('does not repeat the text of a response at its schema', () => {
  const page = { contentType: 'application/json', schema: { description: 'One page.' }, encoding: {}, examples: [] };
  const { responses } = operationNodes(
    {
      ...testOperation,
      responses: [
        { status: '200', description: 'One page.', headers: [], contents: [page] },
        { status: '201', description: 'Another.', headers: [], contents: [page] },
      ],
    },
    {},
  );
  assert.deepEqual(
    responses.map(({ contents }) => contents[0]?.node?.description),
    ['', 'One page.'],
  );
});
