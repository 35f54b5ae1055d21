import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '../../../json/value.ts';
import { loadCatalogue } from '../../load.ts';
import type { ExampleRequest, Operation, Parameter } from '../../model.ts';
import { postmanCollection } from './collection.ts';

const catalogue = await loadCatalogue();
const [service] = catalogue.services;
const [operation] = service?.operations ?? [];
assert.ok(service && operation);

/** The one request of a collection with one operation that has this example. */
function requestOf(example: Partial<ExampleRequest>, more: Partial<Operation> = {}) {
  assert.ok(service && operation);
  const request: ExampleRequest = { parameters: [], contentType: null, body: undefined, ...example };
  const one = { name: 'one', summary: '', description: '', request, response: null, personas: [] };
  const { item } = postmanCollection(
    { ...service, operations: [{ ...operation, path: '/cups', ...more, examples: [one] }] },
    'https://dpi.example',
  );
  const found = item[0]?.item[0];
  assert.ok(found);
  return found.request;
}

test('every operation is a request that Postman can send, with all that its path needs', () => {
  for (const service of catalogue.services) {
    const { info, item } = postmanCollection(service, 'https://dpi.example');
    assert.match(info.schema, /\/v2\.1\.0\//);
    const requests = item.flatMap(({ item }) => item);
    assert.equal(requests.length, service.operations.length);
    for (const { name, request } of requests) {
      assert.notEqual(name, '');
      const needed = request.url.path.flatMap((part) => (part.startsWith(':') ? part.slice(1) : []));
      assert.deepEqual(
        request.url.variable.map(({ key }) => key).sort(),
        needed.sort(),
        `${service.id} ${request.url.raw}`,
      );
    }
  }
});

test('a form is sent as a form, JSON as JSON, XML as XML, text as it is', () => {
  const body: JsonValue = { code: 'a b', scope: ['openid', 'phone'] };
  assert.deepEqual(requestOf({ contentType: 'application/x-www-form-urlencoded', body }).body, {
    mode: 'urlencoded',
    urlencoded: [
      { key: 'code', value: 'a b' },
      { key: 'scope', value: 'openid' },
      { key: 'scope', value: 'phone' },
    ],
  });
  assert.equal(requestOf({ contentType: 'multipart/form-data', body }).body?.mode, 'formdata');
  assert.deepEqual(requestOf({ contentType: 'application/json', body: { a: 1 } }).body, {
    mode: 'raw',
    raw: '{\n  "a": 1\n}',
    options: { raw: { language: 'json' } },
  });
  assert.deepEqual(requestOf({ contentType: 'application/xml', body: { a: 1 } }).body, {
    mode: 'raw',
    raw: '<root><a>1</a></root>',
    options: { raw: { language: 'xml' } },
  });
  assert.deepEqual(requestOf({ contentType: 'text/csv', body: 'a,b' }).body, { mode: 'raw', raw: 'a,b' });
  assert.equal(requestOf({}).body, undefined);
});

const parameter = (name: string, more: Partial<Parameter>): Parameter => ({
  name,
  in: 'query',
  required: false,
  deprecated: false,
  description: '',
  schema: {},
  style: 'form',
  explode: true,
  allowReserved: false,
  allowEmptyValue: false,
  contentType: null,
  examples: [],
  ...more,
});

test('parameters are written by their style or media type, as they go over the wire', () => {
  const parameters = [
    parameter('status', {}),
    parameter('filter', { contentType: 'application/json' }),
    parameter('number', { in: 'path', style: 'simple', explode: false }),
    parameter('from', { in: 'path', style: 'simple', explode: false }),
    parameter('X-Ids', { in: 'header', style: 'simple', explode: false }),
    parameter('lang', { in: 'cookie' }),
  ];
  const values: ExampleRequest['parameters'] = [
    { in: 'query', name: 'status', value: ['open', 'closed & done'] },
    { in: 'query', name: 'filter', value: { district: '49' } },
    { in: 'path', name: 'number', value: 'DNCC/12' },
    { in: 'path', name: 'from', value: '2026' },
    { in: 'header', name: 'X-Ids', value: [1, 2] },
    { in: 'cookie', name: 'lang', value: 'bn' },
  ];
  const { url, header } = requestOf({ parameters: values }, { path: '/cups/{number}/since-{from}', parameters });
  assert.deepEqual(url.query, [
    { key: 'status', value: 'open' },
    { key: 'status', value: 'closed%20%26%20done' },
    { key: 'filter', value: '%7B%22district%22%3A%2249%22%7D' },
  ]);
  assert.equal(
    url.raw,
    '{{baseUrl}}/cups/:number/since-2026?status=open&status=closed%20%26%20done&filter=%7B%22district%22%3A%2249%22%7D',
  );
  assert.deepEqual(url.variable, [{ key: 'number', value: 'DNCC%2F12' }]);
  assert.deepEqual(header, [
    { key: 'X-Ids', value: '1,2' },
    { key: 'Cookie', value: 'lang=bn' },
  ]);
});

test('a value that is the rest of the path stands in it, with its slashes', () => {
  const parameters = [parameter('path', { in: 'path', style: 'simple', explode: false, allowReserved: true })];
  const values: ExampleRequest['parameters'] = [{ in: 'path', name: 'path', value: 'banks/a b' }];
  const { url } = requestOf({ parameters: values }, { path: '/r1/{path}', parameters });
  assert.deepEqual([url.raw, url.path, url.variable], ['{{baseUrl}}/r1/banks/a%20b', ['r1', 'banks', 'a%20b'], []]);
});

test('a form is written as its Encoding Object says', () => {
  const contentType = 'application/x-www-form-urlencoded';
  const encoding = { deep: { style: 'deepObject', explode: true, allowReserved: false, contentType: null } };
  const requestBody = {
    required: true,
    description: '',
    contents: [{ contentType, schema: null, encoding, examples: [] }],
  };
  const { body } = requestOf({ contentType, body: { ids: [1, 2], deep: { a: 1 } } }, { requestBody });
  assert.deepEqual(body, {
    mode: 'urlencoded',
    urlencoded: [
      { key: 'ids', value: '1' },
      { key: 'ids', value: '2' },
      { key: 'deep[a]', value: '1' },
    ],
  });
});

/** An operation that takes one of three cups, and answers each by an example. */
function cups(): Operation {
  assert.ok(operation);
  const response = (status: string, contentType = 'application/json') => ({ status, contentType, body: { status } });
  const request = (id: string): ExampleRequest => ({
    parameters: [{ in: 'path', name: 'cup', value: id }],
    contentType: null,
    body: undefined,
  });
  const example = { summary: '', description: '', personas: [] };
  return {
    ...operation,
    method: 'get',
    path: '/cups/{cup}',
    requestBody: null,
    parameters: [
      parameter('cup', { in: 'path', required: true, style: 'simple', explode: false }),
      parameter('Idempotency-Key', { in: 'header', required: true, style: 'simple', explode: false }),
      parameter('size', { required: true, schema: { enum: ['small', 'large'] } }),
    ],
    responses: ['200', '303', '404'].map((status) => ({ status, description: '', headers: [], contents: [] })),
    examples: [
      { ...example, name: 'unknown', summary: 'No such cup', request: request('c0'), response: response('404') },
      { ...example, name: 'full', request: request('c1'), response: response('200') },
      { ...example, name: 'lent', request: request('c1'), response: response('409') },
      { ...example, name: 'closed', request: null, response: response('503') },
      { ...example, name: 'other', request: request('c9'), response: response('default') },
    ],
  };
}

test('a request is that of an example that succeeds, with all that is required, and tests its status', () => {
  assert.ok(service);
  const [item] = postmanCollection({ ...service, operations: [cups()] }, 'https://dpi.example').item[0]?.item ?? [];
  assert.deepEqual(item?.request.url.variable, [{ key: 'cup', value: 'c1' }]);
  assert.deepEqual(item?.request.url.query, [{ key: 'size', value: 'small' }]);
  assert.deepEqual(item?.request.header, [{ key: 'Idempotency-Key', value: '{{$guid}}' }]);
  assert.deepEqual(item?.event?.[0]?.script.exec, ["pm.test('Status is 200', () => pm.response.to.have.status(200));"]);
  assert.deepEqual(item?.protocolProfileBehavior, { followRedirects: false });
});

test('a saved answer has the request that gets it, by name where no request of its own does', () => {
  assert.ok(service);
  const [item] = postmanCollection({ ...service, operations: [cups()] }, 'https://dpi.example').item[0]?.item ?? [];
  const saved = item?.response.map(({ name, status, code, body, originalRequest }) => [
    name,
    `${code} ${status}`,
    JSON.parse(body),
    originalRequest.url.variable[0]?.value,
    originalRequest.header.find(({ key }) => key === 'X-Sandbox-Scenario')?.value ?? null,
  ]);
  assert.deepEqual(saved, [
    ['No such cup', '404 Not Found', { status: '404' }, 'c0', null],
    ['full', '200 OK', { status: '200' }, 'c1', null],
    ['lent', '409 Conflict', { status: '409' }, 'c1', 'lent'],
    ['closed', '503 Service Unavailable', { status: '503' }, 'c1', 'closed'],
  ]);
});

test('a collection stores what its later requests need, folders in the order of the tags', () => {
  assert.ok(service && operation);
  const make: Operation = {
    ...cups(),
    tags: ['Make'],
    method: 'post',
    path: '/cups',
    parameters: [],
    collection: { store: { cup: '/items/0/id~1x' }, body: {} },
    examples: [],
  };
  const part = {
    ...service,
    servedBy: 'platform' as const,
    tags: ['Make', 'Take'].map((name) => ({ name, title: name, description: '' })),
    operations: [{ ...cups(), tags: ['Take'] }, make],
  };
  const { item, variable } = postmanCollection(part, 'https://dpi.example');
  assert.deepEqual(
    item.map(({ name }) => name),
    ['Make', 'Take'],
  );
  assert.ok(variable.some(({ key }) => key === 'cup'));
  assert.deepEqual(item[0]?.item[0]?.event?.[0]?.script.exec, [
    "pm.test('Status is 200', () => pm.response.to.have.status(200));",
    'if (pm.response.code === 200) {',
    '  pm.collectionVariables.set("cup", pm.response.json()["items"]["0"]["id/x"]);',
    '}',
  ]);
  assert.deepEqual(item[1]?.item[0]?.request.url.variable, [{ key: 'cup', value: '{{cup}}' }]);
});
