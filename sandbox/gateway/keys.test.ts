import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeKey } from '../keys/index.ts';
import { call } from '../testing/call.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const STATUS = '/sandbox/nid-verification/v1/status';

test('a key in X-API-Key is accepted and never reaches the mock', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret } = await sandbox.newKey();
  const { status, echo } = await call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret } });
  assert.equal(status, 200);
  assert.ok(!JSON.stringify(echo).includes(secret));
});

test('a key as bearer token is accepted and never reaches the mock', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret } = await sandbox.newKey();
  const { status, echo } = await call(sandbox.url + STATUS, { headers: { Authorization: `bearer ${secret}` } });
  assert.equal(status, 200);
  assert.equal(echo.headers.authorization, undefined);
});

test('a bearer token of the service itself is passed on', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { echo } = await call(sandbox.url + STATUS, {
    headers: { 'X-API-Key': 'DEMO_KEY', Authorization: 'Bearer citizen-token' },
  });
  assert.equal(echo.headers.authorization, 'Bearer citizen-token');
});

test('DEMO_KEY works without sign-up', async (t) => {
  const sandbox = await startTestSandbox(t);
  assert.equal((await call(sandbox.url + STATUS, { headers: { 'X-API-Key': 'DEMO_KEY' } })).status, 200);
  assert.equal((await call(sandbox.url + STATUS, { headers: { Authorization: 'Bearer DEMO_KEY' } })).status, 200);
});

test('no key: 401 that says which header, and that DEMO_KEY is there', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, problem, headers } = await call(sandbox.url + STATUS);
  assert.equal(status, 401);
  assert.equal(problem.type, 'http://dpi.test/problems/key-missing/');
  assert.match(problem.detail, /X-API-Key.*DEMO_KEY/);
  assert.equal(problem.requestId, headers.get('x-request-id'));
});

test('a key where none is read: the answer says where it is', async (t) => {
  const sandbox = await startTestSandbox(t);
  const key = makeKey();
  for (const [name, value, said] of [
    ['Authorization', key, /Authorization header is not "Bearer"/],
    ['Authorization', `ApiKey ${key}`, /Authorization header is not "Bearer"/],
    ['Authorization', `Basic ${btoa(`${key}:`)}`, /Authorization header is not "Bearer"/],
    ['Api-Key', key, /key in the header api-key/],
    ['X_API_KEY', 'DEMO_KEY', /key in the header x_api_key/],
    ['Cookie', `key=${key}`, /key in the header cookie/],
    ['Authorization', 'Bearer citizen-token', /^Send your key/],
  ] as const) {
    const { problem } = await call(sandbox.url + STATUS, { headers: { [name]: value } });
    assert.equal(problem.type, 'http://dpi.test/problems/key-missing/');
    assert.match(problem.detail, said);
    assert.match(problem.detail, /Send your key in the X-API-Key header/);
    assert.ok(!problem.detail.includes(key));
  }
});

test('each way to get a key wrong is named, and the key not repeated', async (t) => {
  const sandbox = await startTestSandbox(t);
  const good = makeKey();
  const swapped = good.slice(0, 10) + (good[10] === 'a' ? 'b' : 'a') + good.slice(11);
  for (const [key, said] of [
    ['YOUR_API_KEY', /does not begin with dpi_.*placeholder/],
    [`"${good}"`, /something before the key/],
    [`Bearer ${good}`, /"Bearer" before the key/],
    ['dpt_VDmGEwlcfmTSjCdq2oPo2vxgWssHVLtBIF5EeBU3', /token of your team/],
    ['key_VcGCdAPVCifGCiYz', /id of a key/],
    ['4YXMZ-9VPE1-61NTB-ETE2S-BP979', /recovery code/],
    [good.slice(0, -3), /has 39 letters and must have 42.*cut off/],
    [`${good},${good}`, /has 85 letters.*sent twice/],
    [good.replace(/.$/, '!'), /letter that no key has/],
    [swapped, /checksum does not fit/],
  ] as const) {
    const { status, problem } = await call(sandbox.url + STATUS, { headers: { 'X-API-Key': key } });
    assert.equal(status, 401);
    assert.equal(problem.type, 'http://dpi.test/problems/key-malformed/');
    assert.match(problem.detail, said);
    assert.ok(!problem.detail.includes(key));
  }
});

test('two X-API-Key headers are no key', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret } = await sandbox.newKey();
  const answer = await rawRequest(
    sandbox.port,
    `GET ${STATUS} HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: ${secret}\r\nX-API-Key: ${secret}\r\n\r\n`,
  );
  assert.equal(JSON.parse(answer.body).type, 'http://dpi.test/problems/key-malformed/');
});

test('a well-formed key that was never issued is unknown', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, problem } = await call(sandbox.url + STATUS, { headers: { 'X-API-Key': makeKey() } });
  assert.equal(status, 401);
  assert.equal(problem.type, 'http://dpi.test/problems/key-unknown/');
});

test('a revoked key is refused at once, and its team can read so in its log', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret, id, token } = await sandbox.newKey();
  const headers = { 'X-API-Key': secret };
  assert.equal((await call(sandbox.url + STATUS, { headers })).status, 200);

  const bearer = { Authorization: `Bearer ${token}` };
  assert.equal((await call(`${sandbox.url}/api/v1/keys/${id}`, { method: 'DELETE', headers: bearer })).status, 204);
  const { status, problem } = await call(sandbox.url + STATUS, { headers });
  assert.equal(status, 401);
  assert.equal(problem.type, 'http://dpi.test/problems/key-revoked/');
  assert.match(problem.detail, new RegExp(`${secret.slice(0, 8)}….*was revoked at 20`));

  const log = (await (await fetch(`${sandbox.url}/api/v1/requests`, { headers: bearer })).json()) as {
    items: { status: number; problem: { type: string } | null }[];
  };
  assert.deepEqual(
    log.items.map((item) => [item.status, item.problem?.type ?? null]),
    [
      [401, 'http://dpi.test/problems/key-revoked/'],
      [200, null],
    ],
  );
});

test('a rotated key works until its overlap ends', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret, id, token } = await sandbox.newKey();
  const rotated = await call(`${sandbox.url}/api/v1/keys/${id}/rotate`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ overlapSeconds: 1 }),
  });
  assert.equal(rotated.status, 201);
  const headers = { 'X-API-Key': secret };
  assert.equal((await call(sandbox.url + STATUS, { headers })).status, 200);
  await sleep(1100);
  const { problem } = await call(sandbox.url + STATUS, { headers });
  assert.equal(problem.type, 'http://dpi.test/problems/key-expired/');
});

for (const [where, path] of [
  ['the query', (key: string) => `${STATUS}?api_key=${key}`],
  ['the path', (key: string) => `${STATUS}/${key}`],
  ['the query, encoded', (key: string) => `${STATUS}?k=${key.replace('dpi_', '%64%70%69%5F')}`],
] as const) {
  test(`a key in ${where} is refused, even beside a good one`, async (t) => {
    const sandbox = await startTestSandbox(t);
    const { secret } = await sandbox.newKey();
    const { status, problem } = await call(sandbox.url + path(secret), { headers: { 'X-API-Key': secret } });
    assert.equal(status, 400);
    assert.equal(problem.type, 'http://dpi.test/problems/key-in-url/');
    assert.ok(!JSON.stringify(problem).includes(secret));
  });
}

test('an api_key parameter without a header is told where keys go', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { problem } = await call(`${sandbox.url}${STATUS}?api_key=DEMO_KEY`);
  assert.equal(problem.type, 'http://dpi.test/problems/key-in-url/');
});
