import assert from 'node:assert/strict';
import { it } from 'node:test';
import { testOperation } from '../console/testOperation.fixture.ts';
import { exampleBodies, examplesByStatus, matchingExamples } from './operationExamples.ts';
import type { PageExample } from './operationPage.ts';

const example = (name: string, status: string | null, rest: Partial<PageExample> = {}): PageExample => ({
  ...{ name, summary: '', description: '', personas: [], request: null, response: null, status, refusals: [] },
  ...rest,
});
const names = (examples: PageExample[]) => examples.map(({ name }) => name);

it('groups examples by status, success first, and keeps the order of the spec inside a group', () => {
  const groups = examplesByStatus([
    example('blocked', '409'),
    example('b', '200'),
    example('none', null),
    example('a', '200'),
  ]);
  assert.deepEqual(
    groups.map(({ status, examples }) => [status, names(examples)]),
    [
      ['200', ['b', 'a']],
      ['409', ['blocked']],
      [null, ['none']],
    ],
  );
});

it('finds the bodies of an example under its name, in every media type and response', () => {
  const named = (name: string, value: string) => ({ name, summary: '', description: '', value });
  const content = (contentType: string, ...examples: ReturnType<typeof named>[]) => ({
    ...{ contentType, schema: null, encoding: {}, examples },
  });
  const bodies = exampleBodies(
    {
      requestBody: {
        required: true,
        description: '',
        contents: [content('application/json', named('a', '1'), named('b', '2')), content('text/csv', named('a', '3'))],
      },
      responses: [
        { status: '200', description: '', headers: [], contents: [content('application/json', named('a', '4'))] },
        { status: '404', description: '', headers: [], contents: [content('application/json', named('b', '5'))] },
      ],
    },
    'a',
  );
  assert.deepEqual(bodies, {
    request: [
      { contentType: 'application/json', value: '1' },
      { contentType: 'text/csv', value: '3' },
    ],
    responses: [{ contentType: 'application/json', value: '4', status: '200' }],
  });
  assert.deepEqual(exampleBodies(testOperation, 'no-request'), { request: [], responses: [] });
});

it('narrows examples by title, name, status, person and condition', () => {
  const examples = [
    example('rahima-match', '200', { summary: 'Everything agrees', personas: ['rahima-begum'] }),
    example('blocked', '409', { refusals: [{ rule: 'nid-blocked', because: 'The NID is blocked.' }] }),
  ];
  const found = (typed: string) => names(matchingExamples(examples, typed, { 'rahima-begum': 'Rahima Begum' }));
  assert.deepEqual(found(''), ['rahima-match', 'blocked']);
  for (const typed of ['agrees', 'rahima-match', '200', 'Begum']) assert.deepEqual(found(typed), ['rahima-match']);
  for (const typed of ['409', 'NID blocked']) assert.deepEqual(found(typed), ['blocked']);
  assert.deepEqual(found('rahima 409'), []);
});
