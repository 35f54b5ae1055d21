import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonValue } from '@dpi/specs/json-value';
import type { ExampleRequest, Operation, Parameter } from '@dpi/specs/model';
import { exampleRequest } from './example-request.ts';

function operation(parameters: Partial<Parameter>[], more: Partial<Operation> = {}): Operation {
  const filled = parameters.map((parameter) => ({
    in: 'query',
    required: false,
    style: 'form',
    explode: true,
    allowReserved: false,
    contentType: null,
    schema: {},
    examples: [],
    ...parameter,
  }));
  return { method: 'get', path: '/a', parameters: filled, requestBody: null, ...more } as unknown as Operation;
}

const sending = (
  parameters: [Parameter['in'], string, JsonValue][],
  body?: JsonValue,
  contentType?: string,
): ExampleRequest => ({
  parameters: parameters.map(([place, name, value]) => ({ in: place, name, value })),
  contentType: contentType ?? null,
  body,
});

function built(made: ReturnType<typeof exampleRequest>) {
  if ('reason' in made) assert.fail(made.reason.id);
  return made;
}

const STYLES: [string, boolean, JsonValue, string][] = [
  ['form', true, ['a b', 'c'], 'q=a%20b&q=c'],
  ['form', false, ['a,b', 'c'], 'q=a%2Cb,c'],
  ['pipeDelimited', false, ['a', 'b'], 'q=a%7Cb'],
  ['spaceDelimited', false, ['a', 'b'], 'q=a%20b'],
  ['deepObject', true, { age: 3 }, 'q%5Bage%5D=3'],
  ['form', true, { age: 3, name: 'x' }, 'age=3&name=x'],
  ['form', false, { age: 3 }, 'q=age,3'],
  ['form', true, 'ক&খ', 'q=%E0%A6%95%26%E0%A6%96'],
];
for (const [style, explode, value, query] of STYLES) {
  test(`a query value of style ${style}${explode ? ', exploded' : ''} is sent as ${query}`, () => {
    const made = built(
      exampleRequest(operation([{ name: 'q', style, explode }]), sending([['query', 'q', value]]), {}),
    );
    assert.equal(made.query, query);
  });
}

test('path, header and cookie values stand where they belong', () => {
  const parameters = [
    { in: 'path' as const, name: 'id', required: true },
    { in: 'header' as const, name: 'X-Kind' },
    { in: 'cookie' as const, name: 'lang' },
  ];
  const example = sending([
    ['path', 'id', 'a/b?c'],
    ['header', 'X-Kind', 7],
    ['cookie', 'lang', 'bn'],
  ]);
  const made = built(exampleRequest(operation(parameters, { path: '/a/{id}' }), example, {}));
  assert.equal(made.path, '/a/a%2Fb%3Fc');
  assert.deepEqual(made.headers, { 'x-kind': '7', cookie: 'lang=bn' });
});

test('a required parameter that the example leaves out gets what the spec offers', () => {
  const offers: Partial<Parameter>[] = [
    { name: 'a', required: true, schema: { default: 20 } },
    { name: 'b', required: true, schema: { enum: ['x', 'y'] } },
    { name: 'c', required: true, schema: { examples: ['z'] } },
    { name: 'd', schema: { default: 1 } },
  ];
  assert.equal(built(exampleRequest(operation(offers), null, {})).query, 'a=20&b=x&c=z');
});

test('what cannot be sent is said, not guessed', () => {
  assert.deepEqual(exampleRequest(operation([{ name: 'a', required: true }]), null, {}), {
    reason: { id: 'requests.no-request.no-value.query', values: { name: 'a' } },
  });
  const path = operation([{ in: 'path', name: 'id', required: true }], { path: '/a/{id}/b' });
  assert.deepEqual(exampleRequest(path, sending([['path', 'id', '..']]), {}), {
    reason: { id: 'requests.no-request.path', values: {} },
  });
  const body = operation([], { requestBody: { required: true, description: '', contents: [] } });
  assert.deepEqual(exampleRequest(body, null, {}), { reason: { id: 'requests.no-request.no-body', values: {} } });
});

test('bodies are written as their media type wants', () => {
  const post = operation([], { method: 'post' });
  const text = (value: JsonValue, type: string) =>
    String(built(exampleRequest(post, sending([], value, type), {})).body);
  assert.equal(text({ a: 'ক' }, 'application/json'), '{"a":"ক"}');
  assert.equal(text('plain', 'application/json'), '"plain"');
  assert.equal(text('a;b', 'text/csv'), 'a;b');
  assert.equal(text({ a: 'x y', b: 1 }, 'application/x-www-form-urlencoded'), 'a=x+y&b=1');
  assert.match(
    text({ a: 'x' }, 'multipart/form-data'),
    /^--.+\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--.+--\r\n$/,
  );
});
