import assert from 'node:assert/strict';
import test from 'node:test';
import type { Registry } from '../registry/index.ts';
import { RegistryWriteError } from '../registry/index.ts';
import { controlWorld, JOIN_CODE, PUBLIC_URL } from './control-world.ts';

interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

test('every wrong request gets a problem that says what to do', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const cases: [string, string, Parameters<typeof world.send>[2], number, string, RegExp][] = [
    ['GET', '/nothing', {}, 404, 'not-found', /\/api\/v1\/nothing/],
    ['GET', '/', {}, 404, 'not-found', /no path.*\/catalogue\/sandbox\/v1\//],
    ['GET', '/Teams', { token }, 404, 'not-found', /no path/],
    ['PUT', '/keys', { token }, 405, 'method-not-allowed', /GET, HEAD, POST, OPTIONS/],
    ['POST', '/team', {}, 405, 'method-not-allowed', /GET, HEAD/],
    ['DELETE', '/keys/%E0%A4%A', { token }, 400, 'request-malformed', /%/],
    ['POST', '/teams', {}, 400, 'request-malformed', /no body/],
    [
      'POST',
      '/teams',
      { raw: '{"joinCode":\n "x" "y"', headers: JSON_TYPE },
      400,
      'request-malformed',
      /line 2, column 6/,
    ],
    ['POST', '/teams', { raw: '{"joinCode"', headers: JSON_TYPE }, 400, 'request-malformed', /not correct JSON/],
    ['POST', '/teams', { raw: ' ', headers: JSON_TYPE }, 400, 'request-malformed', /too early/],
    ['POST', '/teams', { raw: '[object Object]', headers: JSON_TYPE }, 400, 'request-malformed', /double quotes/],
    ['POST', '/teams', { json: [] }, 422, 'request-invalid', /^The body must be a JSON object\.$/],
    [
      'POST',
      '/teams',
      { json: { name: '' } },
      422,
      'request-invalid',
      /^\/joinCode in the body is required: add it\. 1 more/,
    ],
    ['GET', '/requests?limit=0', { token }, 422, 'request-invalid', /^The query parameter limit must be/],
    [
      'POST',
      '/teams',
      { raw: 'a=1', headers: { 'Content-Type': 'text/plain' } },
      415,
      'media-type-unsupported',
      /"text\/plain"/,
    ],
    ['POST', '/teams', { raw: Buffer.from('{}') }, 415, 'media-type-unsupported', /without a Content-Type/],
    [
      'POST',
      '/teams',
      { raw: '{}', headers: { ...JSON_TYPE, 'Content-Encoding': 'gzip' } },
      415,
      'media-type-unsupported',
      /compressed/,
    ],
    [
      'POST',
      '/teams',
      { raw: '{}', headers: { 'Content-Type': 'application/json; charset=utf-16' } },
      415,
      'media-type-unsupported',
      /UTF-8/,
    ],
    ['POST', '/teams', { raw: `"${'x'.repeat(70_000)}"`, headers: JSON_TYPE }, 413, 'body-too-large', /65,536/],
    ['POST', '/teams', { raw: '['.repeat(60_000), headers: JSON_TYPE }, 400, 'request-malformed', /JSON/],
  ];
  for (const [method, path, how, status, problem, detail] of cases) {
    const { headers, ...answer } = await world.send<Problem>(method, path, how);
    const named = `${method} ${path}: ${JSON.stringify(answer.body)}`;
    assert.equal(answer.status, status, named);
    assert.equal(headers.get('content-type'), 'application/problem+json', named);
    assert.equal(answer.body.type, `${PUBLIC_URL}/problems/${problem}/`, named);
    assert.equal(answer.body.status, status, named);
    assert.match(answer.body.detail, detail);
    assert.equal(answer.body.requestId, headers.get('x-request-id'), named);
  }
  assert.deepEqual(world.troubles, []);
});

test('a method that a path does not have is answered with those it has', async (context) => {
  const world = await controlWorld(context);
  assert.equal((await world.send('PUT', '/keys')).headers.get('allow'), 'GET, HEAD, POST, OPTIONS');
  assert.equal((await world.send('OPTIONS', '/keys')).headers.get('allow'), 'GET, HEAD, POST, OPTIONS');
  assert.equal((await world.send('HEAD', '/personas')).status, 200);
});

test('a correlation id comes back, unless it could harm a log', async (context) => {
  const world = await controlWorld(context);
  const echoed = async (id: string) =>
    (await world.send('GET', '/personas', { headers: { 'X-Correlation-Id': id } })).headers.get('x-correlation-id');
  assert.equal(await echoed('kurigram-app-000123'), 'kurigram-app-000123');
  assert.equal(await echoed('<script>'), null);
});

test('when a change cannot be saved the caller is told that nothing has changed', async (context) => {
  const world = await controlWorld(context, {
    registry: failing(() => new RegistryWriteError('no space left')),
  });
  const { status, headers, body } = await world.send<Problem>('POST', '/teams', {
    json: { joinCode: JOIN_CODE, name: 'Padma' },
  });
  assert.equal(status, 503);
  assert.match(body.type, /storage-unavailable/);
  assert.equal(headers.get('retry-after'), '5');
  assert.equal(world.troubles.length, 1);
});

test('a mistake of ours shows nothing of our inside', async (context) => {
  const world = await controlWorld(context, { registry: failing(() => new TypeError('secret path /srv/x')) });
  const { status, body } = await world.send<Problem>('POST', '/teams', {
    json: { joinCode: JOIN_CODE, name: 'Padma' },
  });
  assert.equal(status, 500);
  assert.match(body.type, /internal-error/);
  assert.doesNotMatch(JSON.stringify(body), /srv|TypeError|\.ts/);
  assert.equal(world.troubles.length, 1);
});

/** A registry that cannot do anything. */
function failing(error: () => Error): Registry {
  return new Proxy({} as Registry, {
    get: () => async () => {
      throw error();
    },
  });
}
