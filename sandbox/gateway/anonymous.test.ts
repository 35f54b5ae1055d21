import assert from 'node:assert/strict';
import test from 'node:test';
import { makeKey } from '../keys/index.ts';
import { call } from '../testing/call.ts';
import { recordingUpstream } from '../testing/recording-upstream.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const SERVICE = '/sandbox/nid-verification/v1';

for (const [what, path] of [
  ['asks for no credentials', '/health'],
  ['asks for optional credentials', '/news'],
] as const) {
  test(`an operation that ${what} answers without a key, under a quota of the address`, async (t) => {
    const sandbox = await startTestSandbox(t, { ANONYMOUS_QUOTA_PER_HOUR: '2', DEMO_QUOTA_PER_HOUR: '5' });
    const first = await call(sandbox.url + SERVICE + path);
    assert.equal(first.status, 200);
    assert.equal(first.headers.get('ratelimit-policy'), '"hour";q=2;w=3600');
    assert.equal(first.headers.get('ratelimit'), '"hour";r=1;t=3600');
    await call(sandbox.url + SERVICE + path);

    const refused = await call(sandbox.url + SERVICE + path);
    assert.equal(refused.status, 429);
    assert.equal(refused.problem.type, 'http://dpi.test/problems/quota-exceeded/');
    assert.match(refused.problem.detail, /2 calls of this hour without a key.*wait [\d,]+ seconds/);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);

    const demo = await call(sandbox.url + SERVICE + path, { headers: { 'X-API-Key': 'DEMO_KEY' } });
    assert.equal(demo.status, 200);
    assert.equal(demo.headers.get('ratelimit'), '"hour";r=4;t=3600');
  });
}

test('only the operation itself is open, not its path, its neighbours or what is made up', async (t) => {
  const sandbox = await startTestSandbox(t);
  const asked = async (method: string, path: string) => (await call(sandbox.url + path, { method })).status;
  assert.equal(await asked('HEAD', `${SERVICE}/health`), 200);
  assert.equal(await asked('POST', `${SERVICE}/health`), 401);
  assert.equal(await asked('GET', `${SERVICE}/status`), 401);
  assert.equal(await asked('GET', `${SERVICE}/health/`), 401);
  assert.equal(await asked('GET', `${SERVICE}/made-up`), 401);
  assert.equal(await asked('GET', '/sandbox/made-up/v1/health'), 401);
});

test('a key sent to an open operation is checked and counted as anywhere else', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret, token } = await sandbox.newKey();
  const asked = (key: string) => call(`${sandbox.url}${SERVICE}/health`, { headers: { 'X-API-Key': key } });
  assert.equal((await asked('YOUR_API_KEY')).problem.type, 'http://dpi.test/problems/key-malformed/');
  assert.equal((await asked(makeKey())).problem.type, 'http://dpi.test/problems/key-unknown/');
  const own = await asked(secret);
  assert.equal(own.status, 200);
  assert.match(own.headers.get('ratelimit-policy') ?? '', /^"second"/);

  await call(`${sandbox.url}${SERVICE}/health`);
  const headers = { Authorization: `Bearer ${token}` };
  const log = (await (await fetch(`${sandbox.url}/api/v1/requests`, { headers })).json()) as { items: object[] };
  assert.equal(log.items.length, 1, 'the call without a key is in no log');
});

test('a key in the URL is refused on open operations, too; a parameter of the service named api_key is not', async (t) => {
  const sandbox = await startTestSandbox(t);
  const leaked = await call(`${sandbox.url}${SERVICE}/health?k=${makeKey()}`);
  assert.equal(leaked.problem.type, 'http://dpi.test/problems/key-in-url/');
  assert.equal((await call(`${sandbox.url}${SERVICE}/health?api_key=theirs`)).status, 200);
});

test('a page of another origin can call an open operation without a key', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { status, headers } = await call(`${sandbox.url}${SERVICE}/health`, {
    headers: { Origin: 'https://app.test' },
  });
  assert.equal(status, 200);
  assert.equal(headers.get('access-control-allow-origin'), '*');
});

test('a server of the agency is asked without a key for open operations only', async (t) => {
  const { url, recorded } = await recordingUpstream(t);
  const sandbox = await startTestSandbox(t, { UPSTREAMS: `nid-verification/v1=${url}` });
  assert.equal((await call(`${sandbox.url}${SERVICE}/health`)).status, 200);
  assert.equal((await call(`${sandbox.url}${SERVICE}/status`)).status, 401);
  assert.equal((await call(`${sandbox.url}${SERVICE}/health%2f..%2fstatus`)).status, 401);
  assert.deepEqual(
    recorded.map(({ url: path }) => path),
    ['/health'],
  );
});
