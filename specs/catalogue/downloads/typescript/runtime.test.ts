import assert from 'node:assert/strict';
import { test } from 'node:test';
import { send } from './runtime.ts';

type Sent = { url: string; method: string; headers: Headers; body: BodyInit | null | undefined };

/** The request that a client makes, which is answered with 204. */
async function sent(
  operation: Partial<Parameters<typeof send>[1]>,
  input: Parameters<typeof send>[2],
  options: Parameters<typeof send>[0] = {},
): Promise<Sent> {
  let request: Sent | null = null;
  const record = async (url: URL, init: RequestInit) => {
    request = { url: String(url), method: String(init.method), headers: new Headers(init.headers), body: init.body };
    return new Response(null, { status: 204 });
  };
  const full = {
    method: 'POST',
    path: '/',
    parameters: [],
    contentType: null,
    redirect: 'follow' as const,
    ...operation,
  };
  await send({ baseUrl: 'https://dpi.example/v1', fetch: record as typeof fetch, ...options }, full, input);
  assert.ok(request);
  return request;
}

test('parameters of a query are written by their style', async () => {
  const query = async (value: unknown, style: string, explode: boolean) =>
    new URL((await sent({ parameters: [['a', 'query', style, explode]] }, { query: { a: value } })).url).search;
  assert.equal(await query('x y', 'form', true), '?a=x+y');
  assert.equal(await query([1, 2], 'form', true), '?a=1&a=2');
  assert.equal(await query([1, 2], 'form', false), '?a=1%2C2');
  assert.equal(await query([1, 2], 'pipeDelimited', false), '?a=1%7C2');
  assert.equal(await query({ b: 1, c: 2 }, 'deepObject', true), '?a%5Bb%5D=1&a%5Bc%5D=2');
  assert.equal(await query({ b: 1, c: 2 }, 'form', true), '?b=1&c=2');
  assert.equal(await query(undefined, 'form', true), '');
});

test('a value cannot leave its segment of the path', async () => {
  const { url } = await sent(
    { path: '/a/{id}', parameters: [['id', 'path', 'simple', false]] },
    { path: { id: '../b?c' } },
  );
  assert.equal(url, 'https://dpi.example/v1/a/..%2Fb%3Fc');
});

test('a value that is the rest of the path keeps its slashes', async () => {
  const { url } = await sent(
    { path: '/r1/{path}', parameters: [['path', 'path', 'multi-segment', false]] },
    { path: { path: 'banks/a b?c' } },
  );
  assert.equal(url, 'https://dpi.example/v1/r1/banks/a%20b%3Fc');
});

test('an Idempotency-Key that is asked for and not given is made, a new one each time', async () => {
  const key = async (headers?: object) =>
    (
      await sent({ parameters: [['Idempotency-Key', 'header', 'simple', false]] }, { headers: headers ?? {} })
    ).headers.get('idempotency-key');
  assert.match((await key()) ?? '', /^[\w-]{36}$/);
  assert.notEqual(await key(), await key());
  assert.equal(await key({ 'Idempotency-Key': 'mine' }), 'mine');
});

test('credentials are sent as headers, and a body by its media type', async () => {
  const json = await sent({ contentType: 'application/json' }, { body: { a: 1 } }, { apiKey: 'k', token: 't' });
  assert.equal(json.headers.get('x-api-key'), 'k');
  assert.equal(json.headers.get('authorization'), 'Bearer t');
  assert.equal(json.headers.get('content-type'), 'application/json');
  assert.equal(json.body, '{"a":1}');
  const form = await sent({ contentType: 'application/x-www-form-urlencoded' }, { body: { a: 'x y' } });
  assert.equal(String(form.body), 'a=x+y');
});
