import assert from 'node:assert/strict';
import { mkdtemp, rename } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../config.ts';
import { call } from '../testing/call.ts';
import { testCatalogue } from '../testing/catalogue.ts';
import { echoMocks } from '../testing/echo-mocks.fixture.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { recordingUpstream } from '../testing/recording-upstream.ts';
import { ADMIN_TOKEN, startTestSandbox } from '../testing/test-sandbox.ts';

const STATUS = '/sandbox/nid-verification/v1/status';

test('it says that it lives and that it is ready', async (t) => {
  const { url } = await startTestSandbox(t);
  assert.equal((await fetch(`${url}/livez`)).status, 200);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
});

test('a call under way is finished at a shutdown, and nobody else waits for it', async (t) => {
  const reached = Promise.withResolvers<() => void>();
  const upstream = await recordingUpstream(t, (_req, res) => reached.resolve(() => res.end('done')));
  const sandbox = await startTestSandbox(t, { UPSTREAMS: `slow/v1=${upstream.url}` });
  const pending = fetch(`${sandbox.url}/sandbox/slow/v1/x`, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  const finish = await reached.promise;
  const closing = sandbox.close();
  await sleep(30);
  await assert.rejects(fetch(`${sandbox.url}/livez`));
  finish();
  assert.equal(await (await pending).text(), 'done');
  const before = performance.now();
  await closing;
  assert.ok(performance.now() - before < 1000);
});

test('at a shutdown every call is answered, on kept connections and on fresh ones, and asked to leave', async (t) => {
  const sandbox = await startTestSandbox(t, { DEMO_QUOTA_PER_HOUR: '1000' });
  const request = `GET ${STATUS} HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: DEMO_KEY\r\n\r\n`;
  const kept = await Promise.all(Array.from({ length: 20 }, () => openConnection(sandbox.port)));
  for (const connection of kept)
    assert.match(await connection.ask(request), /^HTTP\/1\.1 200 .*Connection: keep-alive/s);
  const unused = await Promise.all(Array.from({ length: 20 }, () => openConnection(sandbox.port)));

  const closing = sandbox.close(2000);
  assert.equal((await fetch(`${sandbox.url}/readyz`)).status, 503);
  const fresh = await Promise.all(Array.from({ length: 20 }, () => openConnection(sandbox.port)));
  const answers = await Promise.all([...kept, ...fresh].map((connection) => connection.ask(request)));
  for (const answer of answers) assert.match(answer, /^HTTP\/1\.1 200 .*Connection: close/s);

  let isListening = true;
  while (isListening) {
    isListening = await openConnection(sandbox.port).then(
      () => sleep(50, true),
      () => false,
    );
  }
  const late = await Promise.all(unused.map((connection) => connection.ask(request)));
  for (const answer of late) assert.match(answer, /^HTTP\/1\.1 200 .*Connection: close/s);
  await closing;
});

test('a call that never ends is cut off at a shutdown', async (t) => {
  const upstream = await recordingUpstream(t, () => {});
  const sandbox = await startTestSandbox(t, { UPSTREAMS: `slow/v1=${upstream.url}` }, { timeouts: { shutdown: 100 } });
  const pending = fetch(`${sandbox.url}/sandbox/slow/v1/x`, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  await Promise.all([assert.rejects(pending), sleep(60).then(() => sandbox.close())]);
});

test('keys, teams and the request log survive a restart', async (t) => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const first = await startTestSandbox(t, { DATA_DIR });
  const { secret, token } = await first.newKey();
  await call(first.url + STATUS, { headers: { 'X-API-Key': secret } });
  await first.close();

  const second = await startTestSandbox(t, { DATA_DIR });
  assert.equal((await call(second.url + STATUS, { headers: { 'X-API-Key': secret } })).status, 200);
  const response = await fetch(`${second.url}/api/v1/usage`, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(((await response.json()) as { calls: number }).calls, 2);
});

test('while the data folder cannot be written the platform is not ready, and recovers by itself', async (t) => {
  const sandbox = await startTestSandbox(t);
  const { secret } = await sandbox.newKey();
  const isReady = async () => (await fetch(`${sandbox.url}/readyz`)).status === 200;
  const until = async (ready: boolean) => {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await isReady()) === ready) return;
      await sleep(100);
    }
    assert.fail(`still ${ready ? 'not ready' : 'ready'}`);
  };
  await rename(sandbox.dataDir, `${sandbox.dataDir}.away`);
  await until(false);
  const join = () =>
    call(`${sandbox.url}/api/v1/teams`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ joinCode: sandbox.joinCode, name: 'Late team' }),
    });
  const refused = await join();
  assert.equal(refused.status, 503);
  assert.equal(refused.problem.type, 'http://dpi.test/problems/storage-unavailable/');
  assert.equal((await call(sandbox.url + STATUS, { headers: { 'X-API-Key': secret } })).status, 200);

  await rename(`${sandbox.dataDir}.away`, sandbox.dataDir);
  await until(true);
  assert.equal((await join()).status, 201);
});

test('a port that is taken is one clear line, and the data folder is free again', async (t) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  t.after(() => other.close());
  const { port } = other.address() as { port: number };
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'sandbox-'));
  await assert.rejects(startTestSandbox(t, { PORT: String(port), DATA_DIR }), (error: unknown) => {
    assert.ok(error instanceof ConfigError);
    assert.match(error.message, new RegExp(`^PORT is ${port}, but another program listens there`));
    return true;
  });
  await startTestSandbox(t, { DATA_DIR });
});

test('metrics are for organisers, and count calls by service and status', async (t) => {
  const { url } = await startTestSandbox(t);
  await call(url + STATUS, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  await call(`${url}/sandbox/made-up/v1/x`, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  const refused = await call(`${url}/metrics`);
  assert.equal(refused.status, 401);
  assert.equal(refused.problem.type, 'http://dpi.test/problems/sign-in-required/');

  const response = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${ADMIN_TOKEN}` } });
  const text = await response.text();
  assert.match(text, /sandbox_calls_total\{service="nid-verification",status="200"\} 1/);
  assert.match(text, /sandbox_calls_total\{service="",status="404"\} 1/);
  assert.match(text, /sandbox_call_duration_seconds_count 2/);
});

test('metrics on a port of their own are not on the main one', async (t) => {
  const free = createServer();
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  const { url } = await startTestSandbox(t, { METRICS_PORT: String(port) });
  assert.match(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(), /sandbox_calls_total/);
  const main = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${ADMIN_TOKEN}` } });
  assert.notEqual(main.status, 200);
});

test('the control API answers under /api/v1, with a request id', async (t) => {
  const { url } = await startTestSandbox(t);
  const response = await fetch(`${url}/api/v1/personas`);
  assert.equal(response.status, 200);
  assert.ok(response.headers.get('x-request-id'));
  const missing = await call(`${url}/api/v1/nothing`);
  assert.equal(missing.status, 404);
  assert.match(missing.problem.detail, /\/api\/v1\/nothing/);
  assert.equal(missing.headers.get('x-powered-by'), null);
});

test('the control API survives what the gateway survives', async (t) => {
  const { port, url } = await startTestSandbox(t);
  const head = 'POST /api/v1/teams HTTP/1.1\r\nHost: dpi.test\r\nContent-Type: application/json\r\n';
  for (const request of [
    `${head}Content-Length: 1\r\n\r\n{`,
    `${head}Content-Length: 20001\r\n\r\n${'['.repeat(20_001)}`,
    `${head}Content-Length: 9000000\r\n\r\n`,
    `${head}Transfer-Encoding: chunked\r\n\r\n200000\r\n${'x'.repeat(0x200000)}\r\n0\r\n\r\n`,
    `${head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
    'GET /api/v1/%ff HTTP/1.1\r\nHost: dpi.test\r\n\r\n',
    'GET /api/v1//teams HTTP/1.1\r\nHost: dpi.test\r\n\r\n',
  ]) {
    const answer = await rawRequest(port, request);
    assert.ok(answer.status >= 400 && answer.status < 500, `${request.slice(0, 120)}: ${answer.status}`);
    assert.equal(answer.headers['content-type'], 'application/problem+json', answer.body);
    assert.ok(!answer.body.includes('node_modules') && !answer.body.includes('.ts:'), answer.body);
  }
  assert.equal((await fetch(`${url}/livez`)).status, 200);
});

test('a catalogue whose specs are all broken still starts', async (t) => {
  const catalogue = { ...(await testCatalogue()), services: [] };
  const { url } = await startTestSandbox(t, {}, { catalogue, mocks: echoMocks(catalogue) });
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
});

test('a replaced catalogue answers at once, everywhere, and calls under way end as they began', async (t) => {
  const before = await testCatalogue();
  let release = () => {};
  const upstream = await recordingUpstream(t, (_req, res) => {
    release = () => res.end('as it began');
  });
  const sandbox = await startTestSandbox(t, { UPSTREAMS: `slow/v1=${upstream.url}` });
  const underWay = fetch(`${sandbox.url}/sandbox/slow/v1/x`, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  await sleep(50);

  const [service] = before.services;
  assert.ok(service);
  const persona = { id: 'new', name: 'New', summary: '', purpose: '', identifiers: {}, facts: {} };
  const renamed = { ...service, id: 'land', basePath: '/sandbox/land/v1', url: '/catalogue/land/v1/' };
  const after = { ...before, services: [renamed], broken: [], personas: [persona] };
  sandbox.replace(after, echoMocks(after));

  const at = (path: string) => fetch(sandbox.url + path, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  assert.equal((await at('/sandbox/land/v1/status')).status, 200);
  assert.equal((await at(STATUS)).status, 404);
  assert.equal((await at('/catalogue/land/v1/openapi.yaml')).status, 200);
  const listed = (await (await at('/catalogue.json')).json()) as { services: { id: string }[] };
  assert.deepEqual(
    listed.services.map(({ id }) => id),
    ['land'],
  );
  const people = (await (await at('/api/v1/personas')).json()) as { items: { id: string }[] };
  assert.deepEqual(
    people.items.map(({ id }) => id),
    ['new'],
  );
  release();
  assert.equal(await (await underWay).text(), 'as it began');
});

/** A connection of its own, on which requests are sent one after another. */
function openConnection(port: number): Promise<{ ask(request: string): Promise<string> }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('latin1');
    socket.once('error', reject);
    socket.once('connect', () =>
      resolve({
        ask(request) {
          return new Promise((answered, failed) => {
            socket.once('data', (text: string) => answered(text));
            socket.once('close', () => failed(new Error('closed without an answer')));
            socket.once('error', failed);
            socket.write(request);
          });
        },
      }),
    );
  });
}
