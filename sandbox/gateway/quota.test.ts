import assert from 'node:assert/strict';
import test from 'node:test';
import { call } from '../testing/call.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const STATUS = '/sandbox/nid-verification/v1/status';

test('every answer says what is left, and the one too many says when to come back', async (t) => {
  const sandbox = await startTestSandbox(t, { QUOTA_PER_SECOND: '100', QUOTA_PER_HOUR: '2' });
  const { secret } = await sandbox.newKey();
  const headers = { 'X-API-Key': secret };

  const first = await call(sandbox.url + STATUS, { headers });
  assert.equal(first.headers.get('ratelimit-policy'), '"second";q=100;w=1, "hour";q=2;w=3600');
  assert.equal(first.headers.get('ratelimit'), '"hour";r=1;t=3600');
  assert.equal(first.headers.get('retry-after'), null);
  await call(sandbox.url + STATUS, { headers });

  const refused = await call(sandbox.url + STATUS, { headers });
  assert.equal(refused.status, 429);
  assert.equal(refused.problem.type, 'http://dpi.test/problems/quota-exceeded/');
  assert.match(refused.problem.detail, /2 calls of this hour.*[Ww]ait [\d,]+ seconds/);
  assert.match(refused.headers.get('ratelimit') ?? '', /^"hour";r=0;t=3\d{3}$/);
  assert.equal(refused.headers.get('retry-after'), /t=(\d+)/.exec(refused.headers.get('ratelimit') ?? '')?.[1]);
});

test('a burst is refused for a second', async (t) => {
  const sandbox = await startTestSandbox(t, { QUOTA_PER_SECOND: '3' });
  const { secret } = await sandbox.newKey();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret } })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  assert.ok(refused.length >= 2, `${refused.length} refused`);
  assert.equal(refused[0]?.headers.get('retry-after'), '1');
  assert.equal(refused[0]?.headers.get('ratelimit'), '"second";r=0;t=1');
});

test('more keys do not make more quota', async (t) => {
  const sandbox = await startTestSandbox(t, { QUOTA_PER_HOUR: '1' });
  const { secret, token } = await sandbox.newKey();
  const response = await fetch(`${sandbox.url}/api/v1/keys`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ label: 'second' }),
  });
  const second = (await response.json()) as { secret: string };
  assert.equal((await call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret } })).status, 200);
  assert.equal((await call(sandbox.url + STATUS, { headers: { 'X-API-Key': second.secret } })).status, 429);
});

test('another team has a quota of its own', async (t) => {
  const sandbox = await startTestSandbox(t, { QUOTA_PER_HOUR: '1' });
  for (const { secret } of [await sandbox.newKey(), await sandbox.newKey()]) {
    assert.equal((await call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret } })).status, 200);
  }
});

test('DEMO_KEY is limited by address, which nobody can make up', async (t) => {
  const sandbox = await startTestSandbox(t, { DEMO_QUOTA_PER_HOUR: '1' });
  const headers = { 'X-API-Key': 'DEMO_KEY', 'X-Forwarded-For': '192.0.2.1' };
  assert.equal((await call(sandbox.url + STATUS, { headers })).status, 200);
  const refused = await call(sandbox.url + STATUS, { headers: { ...headers, 'X-Forwarded-For': '192.0.2.2' } });
  assert.equal(refused.status, 429);
  assert.match(refused.problem.detail, /Get a key of your own/);
});

test('behind a trusted proxy the address is the one the proxy saw', async (t) => {
  const sandbox = await startTestSandbox(t, { DEMO_QUOTA_PER_HOUR: '1', TRUST_PROXY: '1' });
  const from = (forwarded: string) =>
    call(sandbox.url + STATUS, { headers: { 'X-API-Key': 'DEMO_KEY', 'X-Forwarded-For': forwarded } });
  assert.equal((await from('192.0.2.1')).status, 200);
  assert.equal((await from('192.0.2.2')).status, 200);
  assert.equal((await from('made-up, 192.0.2.1')).status, 429);
});

test('refused keys are not counted against anybody', async (t) => {
  const sandbox = await startTestSandbox(t, { DEMO_QUOTA_PER_HOUR: '1' });
  for (let n = 0; n < 3; n += 1) await call(sandbox.url + STATUS, { headers: { 'X-API-Key': 'wrong' } });
  assert.equal((await call(sandbox.url + STATUS, { headers: { 'X-API-Key': 'DEMO_KEY' } })).status, 200);
});

test('many calls on one connection are each counted', async (t) => {
  const sandbox = await startTestSandbox(t, { DEMO_QUOTA_PER_HOUR: '2' });
  const one = `GET ${STATUS} HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: DEMO_KEY\r\n\r\n`;
  await rawRequest(sandbox.port, one.repeat(2));
  assert.equal((await rawRequest(sandbox.port, one)).status, 429);
});
