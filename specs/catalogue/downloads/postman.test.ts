import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '../load.ts';
import type { ExampleRequest, JsonValue, Operation, Parameter } from '../model.ts';
import { postmanCollection } from './postman.ts';

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
  assert.equal(url.raw, '{{baseUrl}}/cups/:number/since-2026');
  assert.deepEqual(url.variable, [{ key: 'number', value: 'DNCC%2F12' }]);
  assert.deepEqual(header, [
    { key: 'X-Ids', value: '1,2' },
    { key: 'Cookie', value: 'lang=bn' },
  ]);
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
