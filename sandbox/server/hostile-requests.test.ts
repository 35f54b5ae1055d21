import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import test from 'node:test';
import { type RawAnswer, rawRequest } from '../testing/raw-request.ts';
import { startTestSandbox, type TestSandbox } from '../testing/test-sandbox.ts';

const HOST = 'Host: dpi.test\r\n';
const KEY = 'X-API-Key: DEMO_KEY\r\n';
const CALL = '/sandbox/nid-verification/v1';

const hostile: [name: string, status: number, problem: string, ...parts: (string | Buffer)[]][] = [
  ['bytes that are not HTTP', 400, 'request-malformed', randomBytes(64), '\r\n\r\n'],
  ['a TLS greeting', 400, 'request-malformed', Buffer.from('16030100a5010000a10303', 'hex')],
  ['an unknown method', 400, 'request-malformed', `FOO / HTTP/1.1\r\n${HOST}\r\n`],
  ['an unknown version', 400, 'request-malformed', `GET / HTTP/9.9\r\n${HOST}\r\n`],
  ['a missing Host', 400, 'request-malformed', 'GET / HTTP/1.1\r\n\r\n'],
  ['two Hosts', 400, 'request-malformed', `GET / HTTP/1.1\r\n${HOST}HOST: evil.test\r\n\r\n`],
  [
    'two different lengths',
    400,
    'request-malformed',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  ],
  [
    'a length and chunks',
    400,
    'request-malformed',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  [
    'a chunk that is no chunk',
    400,
    'request-malformed',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`,
  ],
  ['a bare line feed in a header', 400, 'request-malformed', `GET / HTTP/1.1\r\n${HOST}A: b\nc: d\r\n\r\n`],
  ['a zero byte in a header', 400, 'request-malformed', `GET / HTTP/1.1\r\n${HOST}A: b\0\r\n\r\n`],
  ['a space before the colon', 400, 'request-malformed', `GET / HTTP/1.1\r\n${HOST}A : b\r\n\r\n`],
  ['TRACE', 405, 'method-not-allowed', `TRACE / HTTP/1.1\r\n${HOST}\r\n`],
  ['CONNECT', 405, 'method-not-allowed', `CONNECT evil.test:443 HTTP/1.1\r\n${HOST}\r\n`],
  ['an absolute URL of another scheme', 400, 'request-malformed', `GET ftp://dpi.test/ HTTP/1.1\r\n${HOST}\r\n`],
  ['an absolute URL with a password', 400, 'request-malformed', `GET http://a:b@dpi.test/ HTTP/1.1\r\n${HOST}\r\n`],
  ['an asterisk that is not for OPTIONS', 400, 'request-malformed', `GET * HTTP/1.1\r\n${HOST}\r\n`],
  ['Bangla that is not encoded', 400, 'request-malformed', Buffer.from(`GET /?name=রহিমা HTTP/1.1\r\n${HOST}\r\n`)],
  ['a fragment', 400, 'request-malformed', `GET /readyz#x HTTP/1.1\r\n${HOST}\r\n`],
  ['an unknown expectation', 417, 'request-malformed', `GET / HTTP/1.1\r\n${HOST}Expect: a-miracle\r\n\r\n`],
  ['a URL of 9 kB', 414, 'uri-too-long', `GET /${'a'.repeat(9000)} HTTP/1.1\r\n${HOST}\r\n`],
  ['a URL of 40 kB', 414, 'uri-too-long', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n${HOST}\r\n`],
  ['a header of 20 kB', 431, 'headers-too-large', `GET / HTTP/1.1\r\n${HOST}A: ${'a'.repeat(20_000)}\r\n\r\n`],
  [
    'a body that says it is 2 MB',
    413,
    'body-too-large',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Content-Length: 2000000\r\n\r\n`,
    'x'.repeat(100_000),
  ],
  [
    'chunks that come to 2 MB',
    413,
    'body-too-large',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Transfer-Encoding: chunked\r\n\r\n`,
    ...Array.from({ length: 4 }, () => `80000\r\n${'x'.repeat(0x80000)}\r\n`),
    '0\r\n\r\n',
  ],
  [
    '2 MB that wait for permission',
    413,
    'body-too-large',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n`,
  ],
  [
    'a compressed body',
    415,
    'media-type-unsupported',
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}`,
  ],
  ['dot segments', 400, 'request-malformed', `GET ${CALL}/../../etc/passwd HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  ['encoded dot segments', 400, 'request-malformed', `GET ${CALL}/%2e%2E/x HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  ['encoded slashes around dots', 400, 'request-malformed', `GET ${CALL}/a%2f..%2fb HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  ['backslashes', 400, 'request-malformed', `GET ${CALL}/a\\..\\b HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  ['doubled slashes', 400, 'request-malformed', `GET ${CALL}//status HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  ['a percent sign alone', 400, 'request-malformed', `GET ${CALL}/50% HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  ['no service', 404, 'service-not-found', `GET /sandbox/ HTTP/1.1\r\n${HOST}${KEY}\r\n`],
  [
    'a service that is an object member',
    404,
    'service-not-found',
    `GET /sandbox/__proto__/constructor HTTP/1.1\r\n${HOST}${KEY}\r\n`,
  ],
];

for (const [name, status, problem, ...parts] of hostile) {
  test(`${name}: ${status}, and the next caller is served`, async (t) => {
    const sandbox = await startTestSandbox(t);
    assertProblem(await rawRequest(sandbox.port, ...parts), status, problem);
    await assertAlive(sandbox);
  });
}

test('what stands behind a refused request is not read as another one', async (t) => {
  const sandbox = await startTestSandbox(t);
  const answer = await rawRequest(
    sandbox.port,
    `GET / HTTP/1.1\r\n${HOST}Host: other.test\r\n\r\nGET /livez HTTP/1.1\r\n${HOST}\r\n`,
  );
  assertProblem(answer, 400, 'request-malformed');
  assert.equal(answer.closed, true);
});

test('a header that never ends is cut off with 408', async (t) => {
  const sandbox = await startTestSandbox(t, {}, { timeouts: { headers: 150, request: 300 } });
  assertProblem(await rawRequest(sandbox.port, 'GET / HTTP/1.1\r\nHost: '), 408, 'request-timeout');
  await assertAlive(sandbox);
});

test('a body that never ends is cut off with 408', async (t) => {
  const sandbox = await startTestSandbox(t, {}, { timeouts: { headers: 150, request: 300 } });
  const answer = await rawRequest(
    sandbox.port,
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Content-Length: 9\r\n\r\n{`,
  );
  assertProblem(answer, 408, 'request-timeout');
  await assertAlive(sandbox);
});

test('callers who hang up at any point do no harm', async (t) => {
  const sandbox = await startTestSandbox(t);
  const whole = `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Content-Length: 20\r\n\r\n{"a":`;
  for (const length of [0, 5, 40, whole.length - 2, whole.length]) await hangUp(sandbox.port, whole.slice(0, length));
  await assertAlive(sandbox);
  assert.deepEqual(sandbox.troubles, []);
});

test('an upgrade is ignored and the request answered, as a client may expect (RFC 9110, 7.8)', async (t) => {
  const sandbox = await startTestSandbox(t);
  const answer = await rawRequest(
    sandbox.port,
    `GET /readyz HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  assert.equal(answer.status, 200);
});

test('an absolute URL is read as its path, whatever its host', async (t) => {
  const sandbox = await startTestSandbox(t);
  const answer = await rawRequest(
    sandbox.port,
    `GET http://elsewhere.test:80${CALL}/status HTTP/1.1\r\n${HOST}${KEY}\r\n`,
  );
  assert.equal(answer.status, 200);
  assert.equal(JSON.parse(answer.body).path, '/status');
});

test('HTTP/1.0 without a Host is served', async (t) => {
  const sandbox = await startTestSandbox(t);
  assert.equal((await rawRequest(sandbox.port, 'GET /livez HTTP/1.0\r\n\r\n')).status, 200);
});

test('a body that waits for permission gets it', async (t) => {
  const sandbox = await startTestSandbox(t);
  const answer = await rawRequest(
    sandbox.port,
    `POST ${CALL}/verifications HTTP/1.1\r\n${HOST}${KEY}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    '{}',
  );
  assert.equal(JSON.parse(answer.body).body, '{}');
});

function assertProblem(answer: RawAnswer, status: number, problem: string): void {
  assert.equal(answer.status, status, answer.body);
  assert.equal(answer.headers['content-type'], 'application/problem+json');
  const body = JSON.parse(answer.body);
  assert.equal(body.type, `http://dpi.test/problems/${problem}/`);
  assert.equal(body.status, status);
  assert.ok(body.detail.length > 20);
  assert.ok(answer.headers['x-request-id']);
}

async function assertAlive(sandbox: TestSandbox): Promise<void> {
  const response = await fetch(`${sandbox.url}${CALL}/status`, { headers: { 'X-API-Key': 'DEMO_KEY' } });
  assert.equal(response.status, 200);
  await response.body?.cancel();
}

function hangUp(port: number, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 10));
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
}
