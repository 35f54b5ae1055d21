import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { threadTime } from '../../specs/base/thread-time.fixture.ts';
import { catalogueOf } from './catalogue.fixture.ts';
import { FOREIGN, VERIFICATION } from './documents.fixture.ts';
import { createEnglishEngine, type EnglishAnswer } from './in-english.fixture.ts';
import type { MockRequest } from './index.ts';
import { RAHIMA } from './match/people.fixture.ts';

const engine = await createEnglishEngine(
  catalogueOf({ verification: VERIFICATION, foreign: FOREIGN }, { personas: [RAHIMA] }),
  {
    publicUrl: 'https://portal.example',
  },
);

function send(service: string, request: Partial<MockRequest>): EnglishAnswer {
  return engine.answer(service, 'v1', {
    method: 'GET',
    path: '/wildcard',
    query: '',
    headers: {},
    body: null,
    ...request,
  });
}

function assertSound(answer: EnglishAnswer): void {
  assert.ok(Number.isInteger(answer.status) && answer.status >= 200 && answer.status <= 599);
  for (const [name, value] of Object.entries(answer.headers)) {
    assert.match(name, /^[a-z0-9-]+$/);
    assert.doesNotMatch(value, /[\r\n]/);
  }
  assert.notEqual(answer.status, 500, JSON.stringify(answer.problem));
  if (answer.problem === null) return;
  assert.equal(answer.headers['content-type'], 'application/problem+json');
  assert.equal(answer.problem.status, answer.status);
  assert.match(answer.problem.type, /^https:\/\/portal\.example\/problems\/[a-z-]+\/$/);
  assert.ok(answer.problem.title !== '' && answer.problem.detail !== '');
  assert.doesNotMatch(answer.problem.detail, /node_modules|\n\s+at /);
  if (answer.body !== null)
    assert.deepEqual(JSON.parse(String(answer.body)), JSON.parse(JSON.stringify(answer.problem)));
}

describe('requests that end or hang a Prism process get a problem', () => {
  const post = { method: 'POST', path: '/pets', headers: { 'content-type': 'application/json' } };
  const multipart = (body: string) => ({
    method: 'POST',
    path: '/forms',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: Buffer.from(body),
  });
  const cases: Record<string, Partial<MockRequest>> = {
    'an Accept that is garbage': { headers: { accept: 'garbage' } },
    'an Accept of *': { headers: { accept: '*' } },
    'an Accept of a/b/c': { headers: { accept: 'a/b/c' } },
    'a % that encodes nothing': { path: '/styles/%/1', query: 'flag=true' },
    'a % that is no UTF-8': { path: '/styles/%E0%A4%A/1', query: 'flag=true' },
    'multipart without a name': multipart('--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--'),
    'multipart without a disposition': multipart('--x\r\nX: y\r\n\r\na\r\n--x--'),
    'multipart with a broken file name': multipart(
      '--x\r\nContent-Disposition: form-data; name="a"; filename=b\r\n\r\na\r\n--x--',
    ),
    'JSON that is none': { ...post, body: Buffer.from('{"name":') },
    'JSON 20,000 levels deep': { ...post, body: Buffer.from('{"children":['.repeat(20_000)) },
    'an empty path segment': { path: '//wildcard' },
    'a host in the path': { path: '//host/wildcard' },
    'a Content-Type that is none': { ...post, headers: { 'content-type': 'nonsense' }, body: Buffer.from('{}') },
    'dots in the path': { path: '/../wildcard' },
    'encoded dots in the path': { path: '/%2e%2e/wildcard' },
    'a backslash in the path': { path: '/..\\wildcard' },
    'a NUL in the path': { path: '/styles/a%00/1' },
  };
  for (const [name, request] of Object.entries(cases)) {
    test(name, () => {
      const answer = send('foreign', request);
      assertSound(answer);
      assert.ok(answer.problem !== null && answer.status >= 400 && answer.status < 500, String(answer.status));
    });
  }

  test('members of the prototype in body and query are plain names', () => {
    const body = Buffer.from(
      '{"name":"a","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    assertSound(send('foreign', { ...post, body, query: '__proto__[polluted]=1&constructor=2' }));
    assertSound(send('foreign', { path: '/styles/a/1', query: 'flag=true&filter[__proto__]=1&__proto__=2' }));
    assertSound(
      send('foreign', {
        method: 'POST',
        path: '/forms',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from('__proto__=1&name=ab'),
      }),
    );
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  test('a name of a megabyte comes back cut', async () => {
    const name = 'N'.repeat(950_000);
    const closed = catalogueOf({
      closed: {
        openapi: '3.1.0',
        info: { title: 'Closed', version: '1.0.0' },
        paths: {
          '/x': {
            post: {
              requestBody: {
                content: { 'application/json': { schema: { type: 'object', additionalProperties: false } } },
              },
              responses: { 200: { description: 'ok' } },
            },
          },
        },
      },
    });
    const closedEngine = await createEnglishEngine(closed, { publicUrl: 'https://portal.example' });
    const answer = closedEngine.answer('closed', 'v1', {
      method: 'POST',
      path: '/x',
      query: '',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ [name]: 1 })),
    });
    assert.equal(answer.status, 422);
    assert.ok(String(answer.body).length < 3000, `${String(answer.body).length} letters`);
    assert.ok((answer.violations[0]?.path.length ?? 0) <= 300);
  });

  test('a megabyte of items is answered within a second', () => {
    const start = threadTime();
    assertSound(send('foreign', { ...post, body: Buffer.from(`[${'{},'.repeat(330_000)}{}]`) }));
    assertSound(send('foreign', { ...post, body: Buffer.from(`{"name":"${'\\u0000'.repeat(150_000)}"}`) }));
    assertSound(send('verification', { path: '/verifications/v1', query: 'a=1&'.repeat(999) }));
    assert.ok(threadTime() - start < 3000);
  });
});

test('whatever is sent, there is an answer, and problems have the shape of problems', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string(),
    fc.constantFrom('*/*', 'application/json', '', 'a/b', '%', 'code=404', 'example=x', 'dynamic=true'),
  );
  const paths = [
    '',
    '/',
    '/pets',
    '/forms',
    '/styles/a/1',
    '/trees',
    '/wildcard',
    '/verifications',
    '/verifications/v1',
    '/animals',
    '/empty',
    '/only-errors',
  ];
  const path = fc.oneof(
    fc.constantFrom(...paths),
    fc.webPath(),
    text,
    fc.tuple(fc.constantFrom(...paths), text).map(([a, b]) => `${a}/${b}`),
  );
  const header = fc.constantFrom(
    'accept',
    'prefer',
    'content-type',
    'cookie',
    'x-sandbox-scenario',
    'x-number',
    'content-encoding',
  );
  const contentType = fc.constantFrom(
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/xml',
  );
  const request = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'odd', ''),
    path,
    query: fc.oneof(text, fc.webQueryParameters()),
    headers: fc
      .tuple(fc.dictionary(header, fc.oneof(text, fc.array(text, { maxLength: 2 })), { maxKeys: 4 }), contentType)
      .map(([headers, type]) => ({
        'content-type': type,
        ...headers,
      })),
    body: fc.option(fc.oneof(text, fc.json()).map((body) => Buffer.from(body))),
  });
  fc.assert(
    fc.property(fc.constantFrom('verification', 'foreign', 'none'), request, (service, sent) => {
      const answer = send(service, sent);
      assertSound(answer);
      if (sent.method === 'HEAD') assert.equal(answer.body, null);
    }),
    { numRuns: 3000 },
  );
});
