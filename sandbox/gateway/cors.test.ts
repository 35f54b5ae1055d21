import assert from 'node:assert/strict';
import test from 'node:test';
import { call } from '../testing/call.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const STATUS = '/sandbox/nid-verification/v1/status';
const ORIGIN = { Origin: 'https://team.test' };

test('a page anywhere may read answers and their headers, without credentials', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { headers } = await call(sandbox.url + STATUS, { headers: { ...ORIGIN, 'X-API-Key': 'DEMO_KEY' } });
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.equal(headers.get('access-control-expose-headers'), '*');
  assert.equal(headers.get('access-control-allow-credentials'), null);
});

test('a page can read problems too', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, headers } = await call(sandbox.url + STATUS, { headers: ORIGIN });
  assert.equal(status, 401);
  assert.equal(headers.get('access-control-allow-origin'), '*');
});

test('a preflight is answered without a key, for any method and header, and may be kept', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, headers } = await call(sandbox.url + STATUS, {
    method: 'OPTIONS',
    headers: {
      ...ORIGIN,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'x-api-key, x-custom',
    },
  });
  assert.equal(status, 204);
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.match(headers.get('access-control-allow-methods') ?? '', /PUT/);
  assert.equal(headers.get('access-control-allow-headers'), 'x-api-key, x-custom');
  assert.equal(headers.get('access-control-max-age'), '86400');
  assert.ok(headers.get('x-request-id'));
});

test('OPTIONS that is no preflight says what a path takes', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, headers } = await call(sandbox.url + STATUS, {
    method: 'OPTIONS',
    headers: { 'X-API-Key': 'DEMO_KEY' },
  });
  assert.equal(status, 204);
  assert.equal(headers.get('allow'), 'GET, OPTIONS');
});
