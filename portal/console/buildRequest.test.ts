import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildRequest, missingParameters } from './buildRequest.ts';
import { openingExample, requestValues } from './requestValues.ts';
import { testOperation } from './testOperation.fixture.ts';

const target = { baseUrl: '/sandbox/payments/v1', credential: { name: 'X-API-Key', value: 'DEMO_KEY' } };
const filled = requestValues(testOperation, openingExample(testOperation), {});
const header = (request: ReturnType<typeof buildRequest>, name: string) =>
  request.headers.find((item) => item.name === name)?.value;

describe('the form', () => {
  it('is filled from the first example that can be sent, and required parameters with made-up values', () => {
    assert.deepEqual(filled, {
      inputs: {
        'path:accountId': '12/34',
        'query:limit': '',
        'query:fields': '',
        'header:Idempotency-Key': 'abc-1',
      },
      contentType: 'application/json',
      body: '{\n  "amount": "1500.00",\n  "note": "ধন্যবাদ"\n}',
      scenario: '',
    });
  });

  it('asks by name for an example of a response alone', () => {
    const [answerOnly = null] = testOperation.examples;
    assert.deepEqual(requestValues(testOperation, answerOnly, {}), { ...filled, scenario: 'no-request' });
  });

  it('begins with the first success of an operation without a request, and asks by name for the others only', () => {
    const alone = (name: string, status: string) => ({
      ...{ name, summary: '', description: '', personas: [], request: null, status, refusals: [] },
      response: { status, contentType: 'application/json' },
    });
    const examples = [alone('quota-exceeded', '429'), alone('all-well', '200'), alone('slow', '200')];
    const health = { ...testOperation, method: 'get' as const, parameters: [], requestBody: null, examples };
    assert.equal(openingExample(health)?.name, 'all-well');
    const scenarioOf = (index: number) => requestValues(health, examples[index] ?? null, {}).scenario;
    assert.deepEqual([scenarioOf(0), scenarioOf(1), scenarioOf(2)], ['quota-exceeded', '', 'slow']);
  });

  it('begins with the first request that succeeds, and with a refused one only where none succeeds', () => {
    const [, paid = assert.fail()] = testOperation.examples;
    const refused = { ...paid, name: 'refused', status: '409' };
    const openingOf = (examples: (typeof paid)[]) => openingExample({ ...testOperation, examples })?.name;
    assert.equal(openingOf([refused, paid]), 'rahima-pays');
    assert.equal(openingOf([refused]), 'refused');
  });

  it('is filled with the made-up values of the page where a spec has no examples', () => {
    const bare = {
      ...testOperation,
      examples: [],
      parameters: testOperation.parameters.map((parameter) => ({ ...parameter, examples: [], sample: 'acc-1' })),
      requestBody: {
        required: false,
        description: '',
        contents: [
          {
            contentType: 'application/json',
            schema: { properties: { amount: { type: 'string' } } },
            examples: [],
            encoding: {},
            sample: { value: { amount: '1250.00' }, isInvented: true, misfits: [] },
          },
        ],
      },
    };
    const values = requestValues(bare, openingExample(bare), {});
    assert.equal(values.inputs['path:accountId'], 'acc-1');
    assert.deepEqual(JSON.parse(values.body), { amount: '1250.00' });
  });
});

describe('the request', () => {
  it('carries path, query, headers and body of the form', () => {
    const inputs = { ...filled.inputs, 'query:limit': '20', 'query:fields': 'a b, c' };
    assert.deepEqual(buildRequest(testOperation, { ...filled, inputs }, {}, target), {
      method: 'POST',
      url: '/sandbox/payments/v1/accounts/12%2F34/payments?limit=20&fields=a%20b&fields=c',
      headers: [
        { name: 'X-API-Key', value: 'DEMO_KEY' },
        { name: 'Content-Type', value: 'application/json' },
        { name: 'Idempotency-Key', value: 'abc-1' },
      ],
      body: filled.body,
    });
  });

  it('leaves out what was left empty', () => {
    const request = buildRequest(testOperation, { ...filled, inputs: { 'path:accountId': '1' }, body: '' }, {}, target);
    assert.deepEqual(request.headers, [{ name: 'X-API-Key', value: 'DEMO_KEY' }]);
    assert.equal(request.body, null);
    assert.equal(request.url, '/sandbox/payments/v1/accounts/1/payments');
  });

  it('sends what is wrong as it was typed, so that the sandbox can say what is wrong with it', () => {
    const values = { ...filled, inputs: { ...filled.inputs, 'query:limit': 'many' }, body: '{"amount":' };
    const request = buildRequest(testOperation, values, {}, target);
    assert.match(request.url, /limit=many$/);
    assert.equal(request.body, '{"amount":');
  });

  it('asks for a named example where one was chosen', () => {
    const request = buildRequest(testOperation, { ...filled, scenario: 'sufia-no-funds' }, {}, target);
    assert.equal(header(request, 'X-Sandbox-Scenario'), 'sufia-no-funds');
  });

  it('keeps headers to what HTTP can carry', () => {
    const inputs = { ...filled.inputs, 'header:Idempotency-Key': 'ঢাকা\r\nX-Evil: 1' };
    const value = header(buildRequest(testOperation, { ...filled, inputs }, {}, target), 'Idempotency-Key');
    assert.equal(value, `${encodeURIComponent('ঢাকা\r\n')}X-Evil: 1`);
  });
});

it('names the path parameters that are still missing', () => {
  assert.deepEqual(missingParameters(testOperation, filled), []);
  assert.deepEqual(missingParameters(testOperation, { ...filled, inputs: {} }), ['path:accountId']);
});
