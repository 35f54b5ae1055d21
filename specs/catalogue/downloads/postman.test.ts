import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogue } from '../load.ts';
import type { ExampleRequest, JsonValue } from '../model.ts';
import { postmanCollection } from './postman.ts';

const catalogue = await loadCatalogue();
const [service] = catalogue.services;
const [operation] = service?.operations ?? [];
assert.ok(service && operation);

/** The one request of a collection with one operation that has this example. */
function requestOf(example: Partial<ExampleRequest>, path = '/cups') {
  assert.ok(service && operation);
  const request: ExampleRequest = { parameters: [], contentType: null, body: undefined, ...example };
  const one = { name: 'one', summary: '', description: '', request, response: null, personas: [] };
  const { item } = postmanCollection(
    { ...service, operations: [{ ...operation, path, examples: [one] }] },
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

test('a form is sent as a form, JSON as JSON, text as it is', () => {
  const body: JsonValue = { code: 'a b', scope: ['openid', 'phone'] };
  assert.deepEqual(requestOf({ contentType: 'application/x-www-form-urlencoded', body }).body, {
    mode: 'urlencoded',
    urlencoded: [
      { key: 'code', value: 'a b' },
      { key: 'scope', value: '["openid","phone"]' },
    ],
  });
  assert.equal(requestOf({ contentType: 'multipart/form-data', body }).body?.mode, 'formdata');
  assert.deepEqual(requestOf({ contentType: 'application/json', body: { a: 1 } }).body, {
    mode: 'raw',
    raw: '{\n  "a": 1\n}',
    options: { raw: { language: 'json' } },
  });
  assert.deepEqual(requestOf({ contentType: 'text/csv', body: 'a,b' }).body, { mode: 'raw', raw: 'a,b' });
  assert.equal(requestOf({}).body, undefined);
});

test('a list in the query is one parameter for each item', () => {
  const { url } = requestOf({ parameters: [{ in: 'query', name: 'status', value: ['open', 'closed'] }] });
  assert.deepEqual(url.query, [
    { key: 'status', value: 'open' },
    { key: 'status', value: 'closed' },
  ]);
});
