import assert from 'node:assert/strict';
import test from 'node:test';
import { makeKey } from '../keys/index.ts';
import { call } from '../testing/call.ts';
import { recordingUpstream } from '../testing/recording-upstream.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const ID = 'kurigram-app-000123';
const STATUS = '/sandbox/nid-verification/v1/status';

test('X-Correlation-Id comes back in every answer, problems included', async (t) => {
  const sandbox = await startTestSandbox(t);
  const headers = { 'X-Correlation-Id': ID };
  const withKey = { ...headers, 'X-API-Key': 'DEMO_KEY' };
  for (const [path, init, status] of [
    [STATUS, { headers: withKey }, 200],
    [STATUS, { headers }, 401],
    [STATUS, { headers: withKey, method: 'DELETE' }, 405],
    ['/sandbox/nid-verification/v1/health', { headers }, 200],
    ['/sandbox/made-up/v1/x', { headers: withKey }, 404],
    ['/api/v1/team', { headers }, 401],
    ['/api/v1/personas', { headers }, 200],
    ['/catalogue.json', { headers }, 200],
    ['/nothing-here', { headers }, 503],
  ] as const) {
    const answer = await call(sandbox.url + path, init);
    assert.equal(answer.status, status, path);
    assert.equal(answer.headers.get('x-correlation-id'), ID, path);
  }
});

test('a correlation id that its standard does not allow, or that is a key, does not come back', async (t) => {
  const sandbox = await startTestSandbox(t);
  for (const sent of ['', 'has spaces', 'x'.repeat(65), 'a,b', '<script>', makeKey()]) {
    const headers = { 'X-API-Key': 'DEMO_KEY', 'X-Correlation-Id': sent };
    assert.equal((await call(sandbox.url + STATUS, { headers })).headers.get('x-correlation-id'), null, sent);
  }
});

test('the team finds its call again by the correlation id', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret, token } = await sandbox.newKey();
  await call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret } });
  await call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret, 'X-Correlation-Id': ID } });
  const log = await fetch(`${sandbox.url}/api/v1/requests`, { headers: { Authorization: `Bearer ${token}` } });
  const { items } = (await log.json()) as { items: { correlationId: string | null }[] };
  assert.deepEqual(
    items.map(({ correlationId }) => correlationId),
    [ID, null],
  );
});

test('an agency gets the correlation id, and cannot answer with another', async (t) => {
  const { url, recorded } = await recordingUpstream(t, (_req, res) => {
    res.setHeader('X-Correlation-Id', 'of-the-agency');
    res.end('{}');
  });
  const sandbox = await startTestSandbox(t, { UPSTREAMS: `nid-verification/v1=${url}` });
  const asked = (headers: Record<string, string>) =>
    call(sandbox.url + STATUS, { headers: { 'X-API-Key': 'DEMO_KEY', ...headers } });
  assert.equal((await asked({ 'X-Correlation-Id': ID })).headers.get('x-correlation-id'), ID);
  assert.equal(recorded[0]?.headers['x-correlation-id'], ID);
  assert.equal((await asked({})).headers.get('x-correlation-id'), 'of-the-agency');
});
