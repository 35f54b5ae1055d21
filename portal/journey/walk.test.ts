import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testOperation } from '../console/testOperation.fixture.ts';
import type { PageOperation } from '../reference/operationPage.ts';
import type { StepOnPage } from './journeyStep.ts';
import {
  afterSending,
  filledAddress,
  isDone,
  NEW_WALK,
  readWalk,
  stepRequest,
  stepsAwaited,
  stepsTaken,
  stepValues,
  type Walk,
} from './walk.ts';

const CREATE: StepOnPage = {
  journey: 'pay',
  id: 'create',
  method: 'POST',
  path: '/payments',
  page: '/catalogue/payments/v1/create/',
  example: 'usual',
  clock: null,
  browserPage: null,
  parameters: [],
  body: { contentType: 'application/json', payload: { amount: '5.00' } },
  criteria: [
    { condition: '$statusCode == 201', type: 'simple', context: null },
    { condition: "$response.body#/status == 'open'", type: 'simple', context: null },
  ],
  outputs: { paymentId: '$response.body#/paymentId', etag: '$response.header.ETag' },
};
const CONFIRM: StepOnPage = {
  ...CREATE,
  id: 'confirm',
  parameters: [
    { in: 'path', name: 'paymentId', value: '$steps.create.outputs.paymentId' },
    { in: 'header', name: 'Authorization', value: 'Bearer {$steps.create.outputs.etag}' },
    { in: 'header', name: 'idempotency-key', value: 'as-in-the-file' },
  ],
  body: { contentType: 'application/json', payload: { of: '$steps.create.outputs.paymentId', code: '123456' } },
  criteria: [],
  outputs: {},
};
const parameter = { ...testOperation.parameters[0], required: true, schema: { type: 'string' }, examples: [] };
const operation = {
  ...testOperation,
  method: 'post',
  path: '/payments/{paymentId}/confirmations',
  parameters: [
    { ...parameter, in: 'path', name: 'paymentId' },
    { ...parameter, in: 'header', name: 'Idempotency-Key' },
    { ...parameter, in: 'query', name: 'limit', examples: [{ name: 'ten', value: 10 }] },
  ],
} as unknown as PageOperation;

const REQUEST = { method: 'POST', url: '/sandbox/payments/v1/payments', headers: [], body: '{}' };
const answer = (status: number, body: object) => ({
  request: REQUEST,
  result: {
    status,
    headers: [{ name: 'etag', value: 'v7' }],
    body: JSON.stringify(body),
    size: 1,
    duration: 1,
  },
  isDemo: true,
  key: 'DEMO_KEY',
});
const sent = (walk: Walk = NEW_WALK, id = 'pay_1') =>
  afterSending(walk, CREATE, ['confirm'], answer(201, { paymentId: id, status: 'open' }));

test('a step is filled with the outputs of an earlier one, and sends nothing that the journey does not name', () => {
  const values = stepValues(sent(), CONFIRM, operation, {});
  assert.deepEqual(values.inputs, {
    'path:paymentId': 'pay_1',
    'header:Idempotency-Key': 'as-in-the-file',
    'query:limit': '',
    'header:Authorization': 'Bearer v7',
  });
  assert.deepEqual(JSON.parse(values.body), { of: 'pay_1', code: '123456' });
  assert.deepEqual(stepsAwaited(values), []);
});

test('a step whose values are not there yet names the steps to send first', () => {
  const values = stepValues(NEW_WALK, CONFIRM, operation, {});
  assert.deepEqual(stepsAwaited(values), ['create']);
  const typed = { ...values, inputs: { 'path:paymentId': 'pay_9' }, body: '{}' };
  assert.deepEqual(stepsAwaited(typed), [], 'values of the reader take their place');
});

test('a request carries headers that the operation does not list, such as one with a token', () => {
  const values = stepValues(sent(), CONFIRM, operation, {});
  const target = { baseUrl: '/sandbox/payments/v1', credential: { name: 'X-API-Key', value: 'DEMO_KEY' } };
  const { url, headers } = stepRequest(CONFIRM, operation, values, {}, target);
  assert.equal(url, '/sandbox/payments/v1/payments/pay_1/confirmations');
  const byName = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
  assert.equal(byName.Authorization, 'Bearer v7');
  assert.equal(byName['X-API-Key'], 'DEMO_KEY');
});

test('a step is done when its criteria are met, and not before', () => {
  assert.equal(isDone(undefined), false);
  assert.equal(isDone(sent().sent.create), true);
  const refused = afterSending(NEW_WALK, CREATE, [], answer(422, { title: 'No' })).sent.create;
  assert.equal(isDone(refused), false);
  assert.deepEqual(refused?.criteria, [false, false]);
  const lost = afterSending(NEW_WALK, CREATE, [], {
    ...answer(201, {}),
    result: { failure: 'timeout', duration: 1 },
  }).sent.create;
  assert.equal(isDone(lost), false);
});

test('what the reader has typed stays, until an earlier step that it builds on is sent again', () => {
  const typed = { ...stepValues(sent(), CONFIRM, operation, {}), body: '{"mine":true}' };
  const walk: Walk = { ...sent(), edited: { confirm: typed, other: typed } };
  assert.equal(stepValues(walk, CONFIRM, operation, {}).body, '{"mine":true}');
  const again = sent(walk, 'pay_2');
  assert.deepEqual(JSON.parse(stepValues(again, CONFIRM, operation, {}).body).of, 'pay_2');
  assert.deepEqual(Object.keys(again.edited), ['other']);
});

test('a step that is sent twice keeps what came last', () => {
  const walk = afterSending(sent(), CREATE, [], answer(500, {}));
  assert.deepEqual(walk.sent.create?.outputs, { etag: 'v7' });
  assert.equal(isDone(walk.sent.create), false);
});

test('an address in a browser is there once its values are, and escapes them', () => {
  const address = '{$steps.create.outputs.etag}?id={$steps.create.outputs.paymentId}';
  assert.equal(filledAddress(NEW_WALK, address), null);
  assert.equal(filledAddress(sent(NEW_WALK, 'urn:a b&c'), address), 'v7?id=urn%3Aa%20b%26c');
});

test('a step knows which steps it takes from', () => {
  assert.deepEqual([...stepsTaken(CONFIRM)], ['create']);
  assert.deepEqual([...stepsTaken(CREATE)], []);
});

test('a walk outlives being written and read; anything else begins anew', () => {
  const walk = sent();
  assert.deepEqual(readWalk(JSON.parse(JSON.stringify(walk))), walk);
  for (const other of [null, 5, 'x', {}, { sent: {} }]) assert.equal(readWalk(other), NEW_WALK);
});
