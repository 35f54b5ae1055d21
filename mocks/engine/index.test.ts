import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenApiDocument } from '@dpi/specs/model';
import { catalogueOf } from './catalogue.fixture.ts';
import { FOREIGN, VERIFICATION } from './documents.fixture.ts';
import { createEnglishEngine, type EnglishAnswer } from './in-english.fixture.ts';
import { KARIM, RAHIMA } from './match/people.fixture.ts';

const broken = [{ id: 'broken', version: 'v1', file: 'broken/v1/openapi.yaml', findings: [] }];
const BOTCHED = {
  openapi: '3.0.0',
  info: {},
  paths: { '/a': { get: { responses: { oops: {} } } } },
} as unknown as OpenApiDocument;
const engine = await createEnglishEngine(
  catalogueOf(
    { verification: VERIFICATION, foreign: FOREIGN, botched: BOTCHED },
    { personas: [RAHIMA, KARIM], broken },
  ),
  { publicUrl: 'https://portal.example' },
);

interface Call {
  service?: string;
  query?: string;
  headers?: Record<string, string>;
  json?: unknown;
  body?: string;
}

function call(
  method: string,
  path: string,
  { service = 'verification', query = '', headers = {}, json, body }: Call = {},
): EnglishAnswer {
  const text = json === undefined ? body : JSON.stringify(json);
  return engine.answer(service, 'v1', {
    method,
    path,
    query,
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: text === undefined ? null : Buffer.from(text),
  });
}

const json = (answer: EnglishAnswer) => JSON.parse(String(answer.body));
const verify = (nid: string, birthDate: string, headers = {}) =>
  call('POST', '/verifications', { json: { nid, birthDate }, headers });

describe('the answer of a named pair', () => {
  test('is the response of the example that the request matches', () => {
    const answer = verify('1990000001', '1999-09-09');
    assert.equal(answer.status, 200);
    assert.equal(answer.example, 'rahima-wrong-birth-date');
    assert.deepEqual(json(answer), { matched: false });
    assert.equal(answer.headers['content-type'], 'application/json');
    assert.equal(answer.headers['x-request-id'], 'req-1');
    assert.equal(answer.operation?.id, 'createVerification');
  });
  test('has the status of that response, and a problem type that opens a page', () => {
    const answer = verify('9999999990', '1999-09-09');
    assert.equal(answer.status, 404);
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    assert.equal(json(answer).type, 'https://portal.example/problems/person-not-found/');
    assert.equal(answer.problem, null);
  });
  test('comes as a problem even to those who accept only JSON', () => {
    assert.equal(verify('9999999990', '1999-09-09', { accept: 'application/json' }).status, 404);
  });
  test('a request that no example fits gets the first example of the lowest 2xx, which is said', () => {
    const answer = verify('5555555555', '1999-09-09');
    assert.equal(answer.example, null);
    assert.deepEqual(json(answer), { matched: true });
    assert.equal(answer.fallback?.kind, 'first-example');
    assert.ok(answer.fallback?.differences.some(({ in: place, path }) => place === 'body' && path === '/nid'));
    assert.equal(verify('1990000001', '1961-03-12').fallback, null);
  });
  test('is the same however often it is asked for, and nobody can change it for others', () => {
    const first = verify('1990000001', '1961-03-12');
    first.headers['x-request-id'] = 'changed';
    assert.equal(verify('1990000001', '1961-03-12').headers['x-request-id'], 'req-1');
  });
});

describe('asking for an answer', () => {
  test('X-Sandbox-Scenario gives an example in whatever status it has', () => {
    const answer = verify('5555555555', '1999-09-09', { 'x-sandbox-scenario': 'not-found' });
    assert.equal(answer.status, 404);
    assert.equal(answer.example, 'not-found');
    assert.equal(answer.fallback, null);
  });
  test('Prefer: code gives the first named example of that status', () => {
    const answer = verify('1990000001', '1961-03-12', { prefer: 'code=404' });
    assert.equal(json(answer).type, 'https://portal.example/problems/person-not-found/');
  });
  test('Prefer: code and example together, and example alone', () => {
    const both = verify('1990000001', '1961-03-12', { prefer: 'code=200, example=rahima-wrong-birth-date' });
    assert.deepEqual(json(both), { matched: false });
    assert.equal(verify('1990000001', '1961-03-12', { prefer: 'example=not-found' }).status, 404);
  });
  test('an unknown name is answered with the names there are', () => {
    for (const headers of [{ 'x-sandbox-scenario': 'nope' }, { prefer: 'example=nope' }]) {
      const answer = verify('1990000001', '1961-03-12', headers);
      assert.equal(answer.status, 404);
      assert.equal(answer.problem?.type, 'https://portal.example/problems/example-not-found/');
      assert.deepEqual(answer.problem?.examples, [
        'rahima-match',
        'rahima-wrong-birth-date',
        'not-found',
        'wrong-form',
      ]);
    }
    const other = verify('1990000001', '1961-03-12', { prefer: 'code=404, example=rahima-match' });
    assert.deepEqual(other.problem?.examples, ['not-found']);
    assert.deepEqual(verify('1990000001', '1961-03-12', { prefer: 'code=503' }).problem?.statuses, [
      '200',
      '404',
      '422',
    ]);
  });
  test('a header that the sandbox does not read is not passed over, unless the spec has it', () => {
    for (const name of ['x-sandbox-scenarios', 'x-sandbox-example']) {
      const answer = verify('1990000001', '1961-03-12', { [name]: 'not-found' });
      assert.equal(answer.status, 400);
      assert.match(String(answer.problem?.detail), /X-Sandbox-Scenario/);
    }
    assert.equal(call('GET', '/verifications/v1', { headers: { 'x-sandbox-speed': 'slow' } }).status, 200);
  });
  test('an example of an invalid request can be had with an invalid request', () => {
    const answer = call('POST', '/verifications', { json: {}, headers: { 'x-sandbox-scenario': 'wrong-form' } });
    assert.equal(json(answer).type, 'https://portal.example/problems/wrong-form/');
    assert.equal(answer.violations.length, 2);
  });
  test('Prefer: dynamic makes up another answer each time, unless there is a seed', () => {
    const pets = (prefer: string) => String(call('GET', '/pets', { service: 'foreign', headers: { prefer } }).body);
    assert.equal(pets('dynamic=true, seed=a'), pets('dynamic=true, seed=a'));
    const made = new Set(Array.from({ length: 5 }, () => pets('dynamic=true')));
    assert.ok(made.size > 1, 'a seed of an earlier call stayed');
  });
});

describe('an answer without an example', () => {
  const person = {
    type: 'object',
    properties: { id: { type: 'string' }, email: { type: 'string', format: 'email' } },
  };
  const answer = (schema: object) => ({ 200: { description: '', content: { 'application/json': { schema } } } });
  const id = { name: 'personId', in: 'path', required: true, schema: { type: 'string' } };
  const document = {
    openapi: '3.1.0',
    info: {},
    paths: {
      '/people/{personId}': { get: { parameters: [id], responses: answer(person) } },
      '/impossible': { get: { responses: answer({ type: 'integer', minimum: 2, maximum: 1 }) } },
      '/unfit': { get: { responses: answer({ type: 'object', required: ['a'], properties: { a: { not: {} } } }) } },
      '/stated': { get: { responses: answer({ ...person, examples: [{ id: 'p-1' }] }) } },
    },
  } as unknown as OpenApiDocument;
  const made = createEnglishEngine(catalogueOf({ made: document }), { publicUrl: '' });
  const get = async (path: string, headers = {}) =>
    (await made).answer('made', 'v1', { method: 'GET', path, query: '', headers, body: null });

  test('is made up of the schema and what the path names, and says so', async () => {
    const answer = await get('/people/p-7');
    assert.deepEqual(json(answer), { id: 'p-7', email: 'email@example.com' });
    assert.deepEqual(answer.fallback, { kind: 'generated', misfits: [] });
    assert.deepEqual((await get('/people/p-7')).body, answer.body);
    assert.equal(json(await get('/people/p-8')).id, 'p-8');
  });
  test('is an example of the schema where there is one', async () => {
    const answer = await get('/stated');
    assert.deepEqual([json(answer), answer.fallback?.kind], [{ id: 'p-1' }, 'first-example']);
  });
  test('names the places for which no value was found', async () => {
    assert.deepEqual((await get('/unfit')).fallback, { kind: 'generated', misfits: ['/a'] });
  });
  test('is refused where there is no value at all', async () => {
    const { problem } = await get('/impossible');
    assert.equal(problem?.type, '/problems/mock-failed/');
  });
  test('is another one with each seed', async () => {
    const seeded = async (seed: string) =>
      String((await get('/people/p', { prefer: `dynamic=true, seed=${seed}` })).body);
    assert.equal(await seeded('a'), await seeded('a'));
    const others = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(seeded));
    assert.ok(new Set(others).size > 1);
  });
});

describe('an invalid request', () => {
  test('is told every place to correct, with the status that the operation declares', () => {
    const answer = call('POST', '/verifications', { json: { nid: 'x', extra: 1, tags: ['a', 2] } });
    assert.equal(answer.status, 422);
    assert.equal(answer.problem?.type, 'https://portal.example/problems/request-invalid/');
    assert.deepEqual(answer.problem?.errors, answer.violations);
    assert.deepEqual(answer.violations, [
      { in: 'body', path: '/birthDate', message: 'is required: add it' },
      { in: 'body', path: '/extra', message: 'is not known here: remove it, or correct its name' },
      { in: 'body', path: '/nid', message: 'must match the pattern ^([0-9]{10}|[0-9]{17})$' },
      { in: 'body', path: '/tags/1', message: 'must be text (in quotes)' },
    ]);
  });
  test('has the parameters in it too, by their names in the spec', () => {
    const answer = call('GET', '/verifications/7', {
      query: 'limit=0',
      headers: { 'x-correlation-id': 'far too long', cookie: 'session=a' },
    });
    assert.equal(answer.status, 422);
    assert.deepEqual(
      answer.violations.map((violation) => [violation.in, violation.path]),
      [
        ['path', 'verificationId'],
        ['query', 'limit'],
        ['header', 'X-Correlation-Id'],
        ['cookie', 'session'],
      ],
    );
  });
  test('has status 400 where the operation declares that and no 422', () => {
    const answer = call('POST', '/pets', { service: 'foreign', json: { name: 7 } });
    assert.equal(answer.status, 400);
  });
  test('without its body is told so', () => {
    const answer = call('POST', '/verifications');
    assert.deepEqual(answer.violations, [{ in: 'body', path: '', message: 'is required: send one' }]);
  });
  test('of another media type is told which to send', () => {
    const answer = call('POST', '/forms', { service: 'foreign', body: 'x', headers: { 'content-type': 'text/csv' } });
    assert.equal(answer.status, 415);
    assert.equal(answer.problem?.type, 'https://portal.example/problems/media-type-unsupported/');
    const types = 'application/x-www-form-urlencoded or multipart/form-data';
    assert.equal(answer.problem?.detail, `The header Content-Type must be ${types}, not text/csv.`);
  });
  test('with a body where none belongs is told to send none', () => {
    const answer = call('GET', '/verifications/v1', { json: {} });
    assert.match(String(answer.problem?.detail), /The body does not belong here/);
    assert.equal(call('GET', '/verifications/v1', { headers: { 'content-type': 'application/json' } }).status, 200);
  });
  test('without a Content-Type is told to send one', () => {
    const answer = call('POST', '/verifications', { body: '{"nid":"1990000001","birthDate":"1961-03-12"}' });
    assert.equal(answer.violations[0]?.path, 'Content-Type');
  });
  test('does not make an answer of a million faults', () => {
    const tags = Array.from({ length: 200_000 }, () => 1);
    const answer = call('POST', '/verifications', { json: { nid: '1990000001', birthDate: '1961-03-12', tags } });
    assert.equal(answer.status, 422);
    assert.ok(answer.violations.length <= 50);
  });
});

describe('forms', () => {
  const form = (body: string, type = 'application/x-www-form-urlencoded') =>
    call('POST', '/forms', { service: 'foreign', body, headers: { 'content-type': type } });
  test('are checked like JSON', () => {
    assert.equal(form('name=Rahima&age=61').status, 200);
    assert.equal(form('name=R').status, 422);
    assert.equal(form('age=x&name=Rahima').violations[0]?.path, '/age');
  });
  test('of several parts too', () => {
    const part = (name: string) =>
      `--xyz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nRahima\r\n--xyz--\r\n`;
    assert.equal(form(part('name'), 'multipart/form-data; boundary=xyz').status, 200);
    assert.equal(form(part('other'), 'multipart/form-data; boundary=xyz').violations[0]?.path, '/name');
  });
  test('that cannot be read are refused', () => {
    for (const [body, type] of [
      ['name=%', 'application/x-www-form-urlencoded'],
      ['x', 'multipart/form-data'],
      ['--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--', 'multipart/form-data; boundary=xyz'],
    ] as const) {
      assert.equal(form(body, type).problem?.type, 'https://portal.example/problems/request-malformed/');
    }
  });
});

describe('finding the operation', () => {
  test('an unknown path is answered with the paths that are like it', () => {
    const answer = call('GET', '/verification/v1');
    assert.equal(answer.status, 404);
    assert.deepEqual(answer.problem?.near, [
      'GET /verifications/{verificationId}',
      'DELETE /verifications/{verificationId}',
      'POST /verifications',
    ]);
  });
  test('the bare service is answered with its paths', () => {
    for (const path of ['', '/']) {
      const answer = call('GET', path);
      assert.equal(answer.status, 404);
      assert.match(String(answer.problem?.detail), /calls go to its paths\. Did you mean POST \/verifications,/);
    }
  });
  test('a method that the path does not take is answered with those it takes', () => {
    const answer = call('PUT', '/verifications/v1');
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.allow, 'GET, DELETE, HEAD');
  });
  test('HEAD is answered like GET, without a body', () => {
    const answer = call('HEAD', '/verifications/v1');
    assert.deepEqual([answer.status, answer.body, answer.headers['content-type']], [200, null, 'application/json']);
    assert.equal(call('HEAD', '/verifications/nope').body, null);
    assert.notEqual(call('GET', '/verifications/v1').body, null);
  });
  test('unknown services and versions, and those whose spec cannot be read, are told apart', () => {
    const request = { method: 'GET', path: '/', query: '', headers: {}, body: null };
    const type = (service: string, version: string) =>
      engine.answer(service, version, request).problem?.type.split('/').at(-2);
    assert.equal(type('nope', 'v1'), 'service-not-found');
    assert.equal(type('verification', 'v9'), 'service-not-found');
    assert.equal(type('__proto__', 'v1'), 'service-not-found');
    assert.equal(type('broken', 'v1'), 'service-broken');
  });
  test('an operation without a usable response says so', () => {
    assert.equal(call('GET', '/a', { service: 'botched' }).status, 501);
  });
});

describe('content negotiation', () => {
  const get = (accept: string) => call('GET', '/wildcard', { service: 'foreign', headers: { accept } });
  test('weights decide', () => {
    assert.equal(get('application/json;q=0.1, application/xml').headers['content-type'], 'application/xml');
    assert.equal(get('application/json;q=0.9, */*;q=0.1').headers['content-type'], 'application/json');
    assert.equal(get('application/*').headers['content-type'], 'application/json');
  });
  test('what is not there is not acceptable, and the answer says what is there', () => {
    const answer = get('image/png');
    assert.equal(answer.status, 406);
    assert.match(answer.problem?.detail ?? '', /application\/json, application\/xml/);
  });
  test('a JSON value can be had as XML where the spec declares it', () => {
    const answer = call('GET', '/verifications/v1', { headers: { accept: 'application/xml' } });
    assert.equal(String(answer.body), '<Verification><matched>true</matched></Verification>');
  });
  test('204 has neither body nor content type', () => {
    const answer = call('DELETE', '/verifications/v1');
    assert.deepEqual([answer.status, answer.body, answer.headers['content-type']], [204, null, undefined]);
  });
});

test('headers of a spec cannot reach beyond its own answer', async () => {
  const header = (example: string) => ({ schema: { type: 'string' }, example });
  const headers = {
    'Set-Cookie': header('session=stolen'),
    'Content-Length': header('3'),
    'Transfer-Encoding': header('chunked'),
    'Access-Control-Allow-Origin': header('*'),
    'X-Split': header('a\r\nb: c'),
    'X Odd': header('a'),
    'X-Fine': header('yes'),
    Location: header('https://a.example/1'),
  };
  const document = {
    openapi: '3.0.0',
    info: {},
    paths: { '/a': { get: { responses: { 200: { description: '', headers } } } } },
  };
  const other = await createEnglishEngine(catalogueOf({ a: document as unknown as OpenApiDocument }), {
    publicUrl: '',
  });
  const answer = other.answer('a', 'v1', { method: 'GET', path: '/a', query: '', headers: {}, body: null });
  assert.deepEqual(answer.headers, { 'x-fine': 'yes', location: 'https://a.example/1' });
});

test('a spec that promises any media type answers in the one that is asked for', async () => {
  const anything = {
    openapi: '3.0.0',
    info: { title: 'Anything', version: '1.0.0' },
    paths: { '/a': { get: { responses: { 200: { description: '', content: { '*/*': { example: { a: 1 } } } } } } } },
  } as unknown as OpenApiDocument;
  const one = await createEnglishEngine(catalogueOf({ anything }), { publicUrl: 'https://portal.example' });
  const headers = { accept: 'application/json' };
  const answer = await one.answer('anything', 'v1', { method: 'GET', path: '/a', query: '', headers, body: null });
  assert.equal(answer.status, 200);
  assert.deepEqual(JSON.parse(String(answer.body)), { a: 1 });
});

test('a query list that is joined by spaces, and the media type that names a body best', async () => {
  const list = { type: 'array', items: { type: 'integer' } };
  const document = {
    openapi: '3.0.0',
    info: { title: 'Joined', version: '1.0.0' },
    paths: {
      '/a': {
        get: {
          parameters: [{ name: 'ids', in: 'query', style: 'spaceDelimited', explode: false, schema: list }],
          responses: { 200: { description: '' } },
        },
        patch: {
          requestBody: {
            content: {
              'application/merge-patch+json': { schema: { type: 'object' } },
              'application/json-patch+json': { schema: { type: 'array' } },
            },
          },
          responses: { 200: { description: '' } },
        },
      },
    },
  };
  const other = await createEnglishEngine(catalogueOf({ a: document as unknown as OpenApiDocument }), {
    publicUrl: '',
  });
  const send = (method: string, query: string, type: string, body: string) =>
    other.answer('a', 'v1', {
      method,
      path: '/a',
      query,
      headers: type === '' ? {} : { 'content-type': type },
      body: body === '' ? null : Buffer.from(body),
    }).status;
  assert.equal(send('GET', 'ids=1%202', '', ''), 200);
  assert.equal(send('GET', 'ids=1%20x', '', ''), 422);
  assert.equal(send('PATCH', '', 'application/json-patch+json', '[]'), 200);
  assert.equal(send('PATCH', '', 'application/json-patch+json', '{}'), 422);
  assert.equal(send('PATCH', '', 'application/merge-patch+json', '{}'), 200);
});

test('parameters and properties may have names that every object inherits', async () => {
  const named = { type: 'integer' };
  const document = {
    openapi: '3.0.0',
    info: { title: 'Inherited', version: '1.0.0' },
    paths: {
      '/a': {
        post: {
          parameters: ['constructor', '__proto__'].map((name) => ({ name, in: 'query', schema: named })),
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', required: ['toString'], properties: { constructor: named, toString: named } },
              },
            },
          },
          responses: { 200: { description: '' } },
        },
      },
    },
  };
  const other = await createEnglishEngine(catalogueOf({ a: document as unknown as OpenApiDocument }), {
    publicUrl: '',
  });
  const send = (query: string, body: string) => {
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', path: '/a', query, headers, body: Buffer.from(body) };
    return other.answer('a', 'v1', request).violations.map(({ path }) => path);
  };
  assert.deepEqual(send('', '{"toString":1}'), []);
  assert.deepEqual(send('', '{}'), ['/toString']);
  assert.deepEqual(send('constructor=x&__proto__=1', '{"toString":1,"constructor":"x"}'), [
    'constructor',
    '/constructor',
  ]);
});
