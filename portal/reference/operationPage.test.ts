import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Operation, Parameter, Schema, Service } from '@dpi/specs/model';
import {
  exampleBody,
  inOrderOfUse,
  operationDataProtection,
  operationGroups,
  personaNames,
  reachableSchemas,
  refusalsOf,
} from './operationPage.ts';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const operation: Operation = {
  id: 'list',
  slug: 'list',
  method: 'get',
  path: '/',
  url: '/catalogue/a/v1/list/',
  summary: 'List',
  description: '',
  tags: [],
  deprecated: false,
  deprecatedAt: null,
  sunsetAt: null,
  parameters: [],
  requestBody: null,
  responses: [],
  examples: [],
  security: [],
  servers: [],
  collection: { store: {}, body: {} },
};

it('a page carries the schemas its operation leads to, and no others', () => {
  const schemas: Record<string, Schema> = {
    A: {
      properties: { value: ref('B'), default: { items: ref('C') } },
      examples: [{ $ref: '#/components/schemas/Data' }],
    },
    B: { oneOf: [ref('A')] },
    C: { type: 'string' },
    Data: {},
    Other: {},
  };
  assert.deepEqual(Object.keys(reachableSchemas([ref('A')], schemas)).sort(), ['A', 'B', 'C']);
});

it('parameters that must be sent come first, headers that all services share last', () => {
  const parameter = (name: string, place: Parameter['in'], required: boolean, schema: Schema = {}): Parameter => ({
    ...{ name, in: place, required, schema, description: '', deprecated: false, examples: [] },
    ...{ style: 'simple', explode: false, allowReserved: false, allowEmptyValue: false, contentType: null },
  });
  const parameters = [
    parameter('X-Correlation-Id', 'header', false, { 'x-standard': 'correlation-id' }),
    parameter('X-Purpose', 'header', false),
    parameter('limit', 'query', false, { 'x-standard': 'limit' }),
    parameter('Idempotency-Key', 'header', true, { 'x-standard': 'idempotency-key' }),
  ];
  assert.deepEqual(
    inOrderOfUse(parameters).map(({ name }) => name),
    ['Idempotency-Key', 'X-Purpose', 'limit', 'X-Correlation-Id'],
  );
});

it('operations stand under the first of their tags, in the order the service declares tags', () => {
  const groups = operationGroups({
    tags: [
      { name: 'Second', title: 'দ্বিতীয়', description: '' },
      { name: 'Unused', title: 'Unused', description: '' },
      { name: 'First', title: 'First', description: '' },
    ],
    operations: [
      { ...operation, summary: '1', tags: ['First', 'Second'] },
      { ...operation, summary: '2', tags: ['Second'] },
      { ...operation, summary: '3' },
    ],
  });
  assert.deepEqual(
    groups.map(({ tag, operations }) => [tag, operations.map(({ summary }) => summary)]),
    [
      ['দ্বিতীয়', ['2']],
      ['First', ['1']],
      ['', ['3']],
    ],
  );
});

it('a named example finds its body among the examples of the request body', () => {
  const example = {
    name: 'rahima-match',
    summary: '',
    description: '',
    personas: [],
    request: { parameters: [], contentType: 'application/json', body: undefined },
    response: null,
    status: null,
    refusals: [],
  };
  const requestBody = {
    required: true,
    description: '',
    contents: [
      {
        contentType: 'application/json',
        schema: null,
        encoding: {},
        examples: [{ name: 'rahima-match', summary: '', description: '', value: { nid: '1' } }],
      },
    ],
  };
  assert.deepEqual(exampleBody({ requestBody }, example), { nid: '1' });
  assert.equal(exampleBody({ requestBody: null }, example), undefined);
});

it('an open operation without required values is public, unless a schema of it is marked', () => {
  const service = { dataProtection: 'personal' };
  const contents = [{ contentType: 'application/json', schema: ref('A'), encoding: {}, examples: [] }];
  const open = { ...operation, responses: [{ status: '200', description: '', headers: [], contents }] };
  assert.equal(operationDataProtection(service, open, { A: { type: 'string' } }, 'public'), 'public');
  assert.equal(operationDataProtection({ dataProtection: null }, open, {}, 'public'), null);
  assert.equal(operationDataProtection(service, { ...open, security: [['key']] }, {}, 'public'), 'personal');
  assert.equal(operationDataProtection(service, { ...open, method: 'post' }, {}, 'public'), 'personal');
  const marked = { A: { properties: { name: { type: 'string', 'x-data-protection': 'personal' } } } };
  assert.equal(operationDataProtection(service, open, marked, 'public'), 'personal');
});

it('people of the same name are told apart', () => {
  const people = [
    { id: 'ali-feni', name: 'Mohammad Ali' },
    { id: 'ali-cumilla', name: 'Mohammad Ali' },
    { id: 'rahima', name: 'Rahima' },
  ];
  assert.deepEqual(personaNames(people), {
    'ali-feni': 'Mohammad Ali (ali-feni)',
    'ali-cumilla': 'Mohammad Ali (ali-cumilla)',
    rahima: 'Rahima',
  });
});

it('an example of a refusal says under which conditions it is answered, in the language of the page', () => {
  const because = { en: 'The balance is too low.', bn: 'ব্যালান্স কম।' };
  const refuse = {
    'no-money': { example: 'poor', because },
    'too-much': { example: 'poor', because: { en: 'The amount is too high.' } },
    other: { example: 'rich', because },
  };
  const service = { behaviour: { operations: { list: { refuse } } } } as unknown as Service;
  assert.deepEqual(refusalsOf('bn', service, operation, { name: 'poor' }), [
    { rule: 'no-money', because: 'ব্যালান্স কম।' },
    { rule: 'too-much', because: 'The amount is too high.' },
  ]);
  assert.deepEqual(refusalsOf('en', { behaviour: null }, operation, { name: 'poor' }), []);
});
