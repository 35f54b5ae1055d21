import assert from 'node:assert/strict';
import test from 'node:test';
import { call } from '../testing/call.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { echoMocks } from '../testing/echo-mocks.fixture.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const SERVICE = '/sandbox/nid-verification/v1';
const DEMO = { 'X-API-Key': 'DEMO_KEY' };

test('the mock is asked exactly what the caller asked', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { echo } = await call(`${sandbox.url}${SERVICE}/verifications?a=%20b&c`, {
    method: 'POST',
    headers: { ...DEMO, Prefer: 'code=200' },
    body: '{"nid":"১২৩"}',
  });
  assert.equal(echo.method, 'POST');
  assert.equal(echo.path, '/verifications');
  assert.equal(echo.query, 'a=%20b&c');
  assert.equal(echo.body, '{"nid":"১২৩"}');
  assert.equal(echo.headers.prefer, 'code=200');
});

test('an answer names its example and its request, and is not kept by anybody', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { headers } = await call(`${sandbox.url}${SERVICE}/status`, {
    headers: { ...DEMO, 'X-Request-Id': 'my-own-request-7' },
  });
  assert.equal(headers.get('x-sandbox-example'), 'rahima-match');
  assert.equal(headers.get('x-request-id'), 'my-own-request-7');
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('an answer that no example fits says so, and where the request differs from the nearest', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { headers } = await call(`${sandbox.url}${SERVICE}/status?stray`, {
    headers: { ...DEMO, Origin: 'https://app.example' },
  });
  assert.equal(headers.get('x-sandbox-fallback'), 'first-example');
  assert.equal(headers.get('x-sandbox-example'), null);
  assert.equal(decodeURIComponent(headers.get('x-sandbox-nearest') ?? ''), 'করিম');
  assert.equal(headers.get('x-sandbox-differs'), 'body /a%20b/nid, query status');
  assert.equal(headers.get('access-control-expose-headers'), '*');
});

test('an answer that is made up says so, and what in it does not fit its schema', async (t) => {
  const sandbox = await startTestSandbox(t);
  const fallback = async (query: string) =>
    (await call(`${sandbox.url}${SERVICE}/status?${query}`, { headers: DEMO })).headers.get('x-sandbox-fallback');
  assert.equal(await fallback('generated'), 'generated');
  assert.equal(await fallback('unfit'), String.raw`generated;invalid="/ /a \"b\"/?"`);
});

test('a request id that is not fit for headers and logs is replaced', async (t) => {
  const sandbox = await startTestSandbox(t);
  const ids = new Set<string | null>();
  for (const sent of ['short', 'has spaces in it', 'x'.repeat(65)]) {
    const { headers } = await call(`${sandbox.url}${SERVICE}/status`, { headers: { ...DEMO, 'X-Request-Id': sent } });
    assert.notEqual(headers.get('x-request-id'), sent);
    ids.add(headers.get('x-request-id'));
  }
  assert.equal(ids.size, 3);
});

test('what a spec says cannot set cookies or overrule the quota', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { headers } = await call(`${sandbox.url}${SERVICE}/status`, { headers: DEMO });
  assert.equal(headers.get('set-cookie'), null);
  assert.match(headers.get('ratelimit') ?? '', /^"hour"/);
  assert.equal(headers.get('x-from-spec'), 'kept');
});

test('an answer that a browser could open as a page may run nothing', async (t) => {
  const catalogue = await testCatalogue();
  const mocks = echoMocks(catalogue);
  const html = (...args: Parameters<typeof mocks.answer>) => ({
    ...mocks.answer(...args),
    headers: { 'content-type': 'text/html' },
    body: '<script>localStorage</script>',
  });
  const sandbox = await startTestSandbox(t, {}, { mocks: { ...mocks, answerWithoutBlocking: html } });
  const { headers } = await call(`${sandbox.url}${SERVICE}/status`, { headers: DEMO });
  assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('no browser takes JSON for anything else', async (t) => {
  const sandbox = await startTestSandbox(t);
  for (const path of ['/status', '/stat']) {
    const { headers } = await call(`${sandbox.url}${SERVICE}${path}`, { headers: DEMO });
    assert.match(headers.get('content-type') ?? '', /json/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
  }
});

test('HEAD is answered like GET, without a body', async (t) => {
  const sandbox = await startTestSandbox(t);
  const response = await fetch(`${sandbox.url}${SERVICE}/status`, { method: 'HEAD', headers: DEMO });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(await response.text(), '');
});

test('a problem of the mock names its request, like every other', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { problem, headers } = await call(`${sandbox.url}${SERVICE}/stat`, { headers: DEMO });
  assert.equal(problem.type, 'http://dpi.test/problems/operation-not-found/');
  assert.equal(problem.requestId, headers.get('x-request-id'));
});

test('a mistyped service is told which ones are near', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, problem } = await call(`${sandbox.url}/sandbox/nid-verfication/v1/status`, { headers: DEMO });
  assert.equal(status, 404);
  assert.equal(problem.type, 'http://dpi.test/problems/service-not-found/');
  assert.match(problem.detail, /Did you mean nid-verification\/v1\?/);
});

test('a wrong version is told which ones there are', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { problem } = await call(`${sandbox.url}/sandbox/nid-verification/v2/status`, { headers: DEMO });
  assert.match(problem.detail, /Did you mean nid-verification\/v1\?/);
});

test('callers of a deprecated service are told since when and until when', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { headers } = await call(`${sandbox.url}/sandbox/old-registry/v1/records`, { headers: DEMO });
  assert.equal(headers.get('deprecation'), `@${Date.UTC(2026, 0, 1) / 1000}`);
  assert.equal(headers.get('sunset'), 'Fri, 01 Jan 2027 00:00:00 GMT');
  assert.equal(
    headers.get('link'),
    '<http://dpi.test/catalogue/old-registry/v1/>; rel="deprecation"; type="text/html"',
  );
});

test('a team can see what it called and why it failed, but neither keys nor bodies nor queries', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret, token, id } = await sandbox.newKey();
  const headers = { 'X-API-Key': secret };
  await call(`${sandbox.url}${SERVICE}/verifications?citizen=1990`, {
    method: 'POST',
    headers,
    body: '{"nid":"1990"}',
  });
  await call(`${sandbox.url}${SERVICE}/status?wrong`, { headers });
  await call(`${sandbox.url}${SERVICE}/nothing`, { headers });

  const response = await fetch(`${sandbox.url}/api/v1/requests`, { headers: { Authorization: `Bearer ${token}` } });
  const text = await response.text();
  assert.ok(!text.includes(secret) && !text.includes('1990'));
  const { items } = JSON.parse(text) as { items: Record<string, unknown>[] };
  const [third, second, first] = items.map(({ id: _, at, durationMs, ...rest }) => {
    assert.match(String(at), /^20.*Z$/);
    assert.equal(typeof durationMs, 'number');
    return rest;
  });
  const common = { correlationId: null, keyId: id, service: 'nid-verification', version: 'v1' };
  assert.deepEqual(first, {
    ...common,
    operationId: 'post-verifications',
    method: 'POST',
    path: `${SERVICE}/verifications`,
    status: 200,
    example: 'rahima-match',
    fallback: null,
    rule: null,
    fault: null,
    changedObjects: 0,
    problem: null,
    violations: [],
  });
  assert.deepEqual(second?.violations, [{ in: 'query', path: 'wrong', message: 'is not allowed here: remove it' }]);
  assert.equal(third?.status, 404);
  const problem = third?.problem as Record<string, string>;
  assert.deepEqual(Object.keys(problem).sort(), ['detail', 'title', 'type']);
  assert.match(problem.type ?? '', /\/problems\/operation-not-found\/$/);
});

test('names that callers make up fill no counters', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret, token } = await sandbox.newKey();
  for (let n = 0; n < 3; n += 1) {
    await call(`${sandbox.url}/sandbox/made-up-${n}/v1/x`, { headers: { 'X-API-Key': secret } });
  }
  const usage = await fetch(`${sandbox.url}/api/v1/usage`, { headers: { Authorization: `Bearer ${token}` } });
  const { services } = (await usage.json()) as { services: unknown[] };
  assert.deepEqual(services, [{ service: '', version: '', calls: 3, failed: 3 }]);
});

test('a mock that breaks its promise and throws gives a 500 that says nothing of our code', async (t) => {
  const fail = () => {
    throw new Error('secret of the engine');
  };
  const mocks = { services: 0, worlds: null, operationAt: () => null, answer: fail, answerWithoutBlocking: fail };
  const sandbox = await startTestSandbox(t, {}, { mocks });
  const { status, problem, headers } = await call(`${sandbox.url}${SERVICE}/status`, { headers: DEMO });
  assert.equal(status, 500);
  assert.equal(problem.type, 'http://dpi.test/problems/internal-error/');
  assert.match(problem.detail, new RegExp(String(headers.get('x-request-id'))));
  assert.ok(!JSON.stringify(problem).includes('secret'));
  assert.equal(sandbox.troubles.length, 1);
});

test('an API of the platform itself has no mock: the answer says where to send the request, with or without a key', async (t) => {
  const catalogue = await testCatalogue();
  const services = catalogue.services.map((service) =>
    service.id === 'nid-verification' ? { ...service, servedBy: 'platform' as const, basePath: '/api/v1' } : service,
  );
  const sandbox = await startTestSandbox(t, {}, { catalogue: { ...catalogue, services } });
  for (const headers of [{}, DEMO]) {
    const { status, problem } = await call(`${sandbox.url}${SERVICE}/keys`, { headers });
    assert.equal(status, 404);
    assert.equal(problem.type, 'http://dpi.test/problems/not-simulated/');
    assert.match(problem.detail, /http:\/\/dpi\.test\/api\/v1\/keys\.$/);
  }
});
