import type { Parameter } from '@dpi/specs/model';
import type { PageOperation, PageParameter } from '../reference/operationPage.ts';

/** An operation with one of everything the console handles; for tests. */
export const testOperation: PageOperation = {
  id: 'createPayment',
  slug: 'create-payment',
  method: 'post',
  path: '/accounts/{accountId}/payments',
  url: '/catalogue/payments/v1/create-payment/',
  summary: 'Create a payment',
  description: '',
  tags: ['Payments'],
  deprecated: false,
  parameters: [
    parameter('path', 'accountId', 'simple', { required: true, examples: [named('rahima-pays', '12/34')] }),
    parameter('query', 'limit', 'form', { schema: { type: 'integer' } }),
    parameter('query', 'fields', 'form', { schema: { type: 'array', items: { type: 'string' } } }),
    parameter('header', 'Idempotency-Key', 'simple', {
      required: true,
      sample: 'abc-1',
    }),
  ],
  requestBody: {
    required: true,
    description: '',
    contents: [
      {
        contentType: 'application/json',
        schema: { type: 'object', required: ['amount'], properties: { amount: { type: 'string' } } },
        encoding: {},
        examples: [named('rahima-pays', { amount: '1500.00', note: 'ধন্যবাদ' })],
      },
    ],
  },
  responses: [],
  examples: [
    {
      name: 'no-request',
      summary: '',
      description: '',
      personas: [],
      request: null,
      response: null,
      status: null,
      refusals: [],
    },
    {
      name: 'rahima-pays',
      summary: 'Rahima pays',
      description: '',
      personas: ['rahima-begum'],
      request: {
        parameters: [{ in: 'path', name: 'accountId', value: '12/34' }],
        contentType: 'application/json',
        body: undefined,
      },
      response: { status: '201', contentType: 'application/json' },
      status: '201',
      refusals: [],
    },
  ],
  security: [['ApiKey']],
  servers: [],
};

function named<T>(name: string, value: T) {
  return { name, summary: '', description: '', value };
}

function parameter(
  location: Parameter['in'],
  name: string,
  style: string,
  rest: Partial<PageParameter>,
): PageParameter {
  const base = {
    required: false,
    deprecated: false,
    description: '',
    schema: { type: 'string' },
    explode: style === 'form',
    allowReserved: false,
    allowEmptyValue: false,
    contentType: null,
  };
  return { ...base, in: location, name, style, examples: [], ...rest };
}
