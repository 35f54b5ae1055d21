import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { posix } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { call } from '../testing/call.ts';
import { MISBEHAVIOURS, startMisbehavingUpstream } from '../testing/misbehaving-upstream.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { recordingUpstream } from '../testing/recording-upstream.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const PAYMENTS = '/sandbox/payments/v1';

type Answer = Parameters<typeof recordingUpstream>[1];

async function startWithUpstream(t: TestContext, answer?: Answer, timeout?: number) {
  const upstream = await recordingUpstream(t, answer);
  const sandbox = await startTestSandbox(
    t,
    { UPSTREAMS: `payments/v1=${upstream.url}/base/`, QUOTA_PER_SECOND: '1000' },
    timeout === undefined ? {} : { timeouts: { upstream: timeout } },
  );
  const { secret, token } = await sandbox.newKey();
  return { upstream, sandbox, secret, token, url: sandbox.url + PAYMENTS, headers: { 'X-API-Key': secret } };
}

test('a call reaches the upstream below its base, with method, query and body as sent', async (t) => {
  const { upstream, url, headers } = await startWithUpstream(t);
  const { status } = await call(`${url}/transfers/a%20b?x=%2F&y`, { method: 'PUT', headers, body: '{"amount":"১"}' });
  assert.equal(status, 200);
  const [got] = upstream.recorded;
  assert.equal(got?.method, 'PUT');
  assert.equal(got?.url, '/base/transfers/a%20b?x=%2F&y');
  assert.equal(got?.body, '{"amount":"১"}');
});

test('the upstream gets neither key, nor cookies, nor claims about the caller, nor headers for one hop', async (t) => {
  const { upstream, sandbox, secret } = await startWithUpstream(t);
  await rawRequest(
    sandbox.port,
    [
      `POST ${PAYMENTS}/transfers HTTP/1.1`,
      'Host: dpi.test',
      `X-API-Key: ${secret}`,
      `Authorization: Bearer ${secret}`,
      'Cookie: session=abc',
      'X-Forwarded-For: 192.0.2.1',
      'X-Forwarded-Host: evil.test',
      'X-Real-IP: 192.0.2.1',
      'X_Forwarded_For: 192.0.2.1',
      'X_Real_IP: 192.0.2.1',
      'Forwarded: for=192.0.2.1',
      'Connection: close, X-Secret-Hop, Content-Length',
      'X-Secret-Hop: 1',
      'Keep-Alive: 5',
      'TE: trailers',
      'Proxy-Authorization: Basic abc',
      'Upgrade: h2c',
      'X-Kept: yes',
      'Content-Length: 2',
      '',
      '{}',
    ].join('\r\n'),
  );
  const [got] = upstream.recorded;
  assert.ok(got);
  const { 'x-request-id': id, 'x-sandbox-caller': caller, connection, host, ...rest } = got.headers;
  assert.deepEqual(rest, { 'x-kept': 'yes', 'content-length': '2' });
  assert.ok(caller);
  assert.equal(got.body, '{}');
  assert.equal(host, upstream.url.slice('http://'.length));
  assert.ok(id);
  assert.ok(connection === 'keep-alive' || connection === undefined);
});

test('Expect: 100-continue does not smuggle the key past', async (t) => {
  const { upstream, sandbox, secret } = await startWithUpstream(t);
  const answer = await rawRequest(
    sandbox.port,
    `POST ${PAYMENTS}/transfers HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: ${secret}\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
    '{}',
  );
  assert.equal(answer.status, 200);
  const [got] = upstream.recorded;
  assert.equal(got?.body, '{}');
  assert.equal(got?.headers.expect, undefined);
  assert.ok(!JSON.stringify(got).includes(secret));
});

test('a chunked body arrives whole', async (t) => {
  const { upstream, sandbox, secret } = await startWithUpstream(t);
  await rawRequest(
    sandbox.port,
    `POST ${PAYMENTS}/transfers HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: ${secret}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`,
    '3\r\ndef\r\n0\r\n\r\n',
  );
  assert.equal(upstream.recorded[0]?.body, 'abcdef');
});

test('of 200 confusing paths the upstream gets those alone that stay below its base, unchanged', async (t) => {
  const { upstream, sandbox, secret } = await startWithUpstream(t);
  const paths = confusingPaths();
  assert.ok(paths.length >= 200, `${paths.length} paths`);
  let passed = 0;
  for (const path of paths) {
    upstream.recorded.length = 0;
    const answer = await rawRequest(
      sandbox.port,
      `GET ${PAYMENTS}${path} HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: ${secret}\r\nConnection: close\r\n\r\n`,
    );
    if (answer.status === 200) {
      passed += 1;
      assert.deepEqual(
        upstream.recorded.map(({ url }) => url),
        [`/base${path}`],
      );
      for (const reading of readings(`/base${path}`)) assert.match(reading, /^\/base(\/|$)/, path);
    } else {
      assert.ok(answer.status === 400 || answer.status === 404, `${path}: ${answer.status}`);
      assert.deepEqual(upstream.recorded, [], path);
    }
  }
  // Values that look odd and mean no harm still arrive.
  assert.ok(passed >= 20, `${passed} passed`);
});

/** Every spelling of a dot, a slash and what stands behind a name, put together to ways out of a base. */
function confusingPaths(): string[] {
  const dots = ['..', '%2e%2e', '.%2e', '%252e%252e', '%c0%ae%c0%ae', '%ef%bc%8e%ef%bc%8e', '...', '.'];
  const slashes = ['/', '%2f', '%252f', '%5c', '\\', '%c0%af'];
  const endings = ['', ';x=1', '%3bx=1', '%20', '%00'];
  const ways = dots.flatMap((dot) =>
    slashes.flatMap((slash) =>
      endings.map((ending) => `/a${slash}${dot}${ending}${slash}${dot}${ending}${slash}admin`),
    ),
  );
  return [
    ...ways,
    '//evil.test/x',
    '/\\evil.test',
    '/@evil.test',
    '/:80/x',
    '/x/%0d%0aHost:evil.test',
    '/;/x',
    '/x;jsessionid=1',
    '/x%23y',
    '/x%3fy',
  ];
}

/** How servers of several kinds could read a path: as it is, decoded once or twice, with `\` as `/`, without parameters. */
function readings(path: string): string[] {
  const decode = (text: string) => text.replace(/%[0-7][0-9a-f]/gi, (code) => decodeURIComponent(code));
  const texts = [path, decode(path), decode(decode(path))];
  return texts
    .flatMap((text) => [text, text.replaceAll('\\', '/')])
    .flatMap((text) => [text, text.replace(/;[^/]*/g, '')])
    .map((text) => posix.normalize(text));
}

test('a service’s address alone reaches the upstream’s base', async (t) => {
  const { upstream, url, headers } = await startWithUpstream(t);
  for (const path of ['', '?x=1']) assert.equal((await call(url + path, { headers })).status, 200);
  assert.deepEqual(
    upstream.recorded.map(({ url }) => url),
    ['/base/', '/base/?x=1'],
  );
});

test('the host is never the caller’s to choose', async (t) => {
  const { upstream, sandbox, secret } = await startWithUpstream(t);
  const answer = await rawRequest(
    sandbox.port,
    `GET http://evil.test${PAYMENTS}/x HTTP/1.1\r\nHost: evil.test\r\nX-API-Key: ${secret}\r\n\r\n`,
  );
  assert.equal(answer.status, 200);
  assert.equal(upstream.recorded[0]?.url, '/base/x');
});

test('the answer comes back with our quota and request id, and without what is not the upstream’s to say', async (t) => {
  const { url, headers } = await startWithUpstream(t, (_req, res) => {
    res.writeHead(201, {
      'Content-Type': 'text/html',
      'Set-Cookie': 'session=stolen',
      'Access-Control-Allow-Origin': 'https://evil.test',
      'Access-Control-Allow-Credentials': 'true',
      'Strict-Transport-Security': 'max-age=1',
      'X-Request-Id': 'theirs',
      RateLimit: '"theirs";r=0',
      NEL: '{"report_to":"theirs","max_age":1}',
      'Report-To': '{"group":"theirs"}',
      'Reporting-Endpoints': 'theirs="https://evil.test/"',
      'X-Accel-Redirect': '/internal',
      'X-Sandbox-Example': 'made-up',
      Connection: 'close, X-Hop',
      'X-Hop': '1',
      Location: '/base/transfers/7?x=1',
      'X-Kept': 'yes',
    });
    res.end('<p>made</p>');
  });
  const response = await fetch(`${url}/transfers`, { headers: { ...headers, Origin: 'https://team.test' } });
  assert.equal(response.status, 201);
  assert.equal(await response.text(), '<p>made</p>');
  assert.equal(response.headers.get('set-cookie'), null);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.equal(response.headers.get('access-control-allow-credentials'), null);
  assert.equal(response.headers.get('strict-transport-security'), null);
  for (const name of ['x-hop', 'nel', 'report-to', 'reporting-endpoints', 'x-accel-redirect', 'x-sandbox-example']) {
    assert.equal(response.headers.get(name), null, name);
  }
  assert.notEqual(response.headers.get('x-request-id'), 'theirs');
  assert.match(response.headers.get('ratelimit') ?? '', /^"hour"/);
  assert.equal(response.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  assert.equal(response.headers.get('location'), `${PAYMENTS}/transfers/7?x=1`);
  assert.equal(response.headers.get('x-kept'), 'yes');
});

test('a server that is not there: 502, without its address', async (t) => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  const sandbox = await startTestSandbox(t, { UPSTREAMS: `payments/v1=http://127.0.0.1:${port}/secret-base` });
  const { status, problem, headers } = await call(`${sandbox.url}${PAYMENTS}/x?secret=1`, {
    headers: { 'X-API-Key': 'DEMO_KEY' },
  });
  assert.equal(status, 502);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal(problem.type, 'http://dpi.test/problems/upstream-unreachable/');
  assert.match(problem.detail, /payments\/v1.*ECONNREFUSED/);
  assert.ok(!JSON.stringify(problem).includes('secret') && !JSON.stringify(problem).includes(String(port)));
});

test('neither keys in other headers nor a team’s token reach the upstream', async (t) => {
  const { upstream, sandbox, secret, token } = await startWithUpstream(t);
  const basic = Buffer.from(`${secret}:`).toString('base64');
  await rawRequest(
    sandbox.port,
    [
      `GET ${PAYMENTS}/x HTTP/1.1`,
      'Host: dpi.test',
      `X-API-Key: ${secret}`,
      `Authorization: Bearer ${token}`,
      `API-Key: ${secret}`,
      `Referer: http://dpi.test/?key=${secret}`,
      `X-Encoded: ${secret.replace('_', '%5f')}`,
      `X-Basic: Basic ${basic}`,
      `X-Token: ${token}`,
      'X-Kept: dpi_short',
      '',
      '',
    ].join('\r\n'),
  );
  const [got] = upstream.recorded;
  assert.ok(got);
  const {
    'x-request-id': _id,
    'x-sandbox-caller': caller,
    connection: _connection,
    host: _host,
    ...rest
  } = got.headers;
  const [, claims = ''] = String(caller).split('.');
  assert.ok(!Buffer.from(claims, 'base64url').toString().includes(secret));
  assert.deepEqual(rest, { 'x-kept': 'dpi_short' });
});

test('the upstream is told the team in a token that jose verifies with the published keys', async (t) => {
  const { upstream, sandbox, url, headers, token } = await startWithUpstream(t);
  await call(`${url}/transfers/1`, { headers });
  const { team } = (await (
    await fetch(`${sandbox.url}/api/v1/team`, { headers: { Authorization: `Bearer ${token}` } })
  ).json()) as { team: { id: string } };
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', sandbox.url));
  const { payload } = await jwtVerify(String(upstream.recorded[0]?.headers['x-sandbox-caller']), keys, {
    issuer: 'http://dpi.test',
    audience: 'http://dpi.test/sandbox/payments/v1',
    algorithms: ['ES256'],
  });
  assert.equal(payload.sub, team.id);
});

test('the public keys come as a key set, may be kept for minutes, and are there for HEAD too', async (t) => {
  const sandbox = await startTestSandbox(t);
  const response = await fetch(`${sandbox.url}/.well-known/jwks.json`);
  assert.equal(response.headers.get('content-type'), 'application/jwk-set+json');
  assert.equal(response.headers.get('cache-control'), 'public, max-age=600');
  const { keys } = (await response.json()) as { keys: object[] };
  assert.deepEqual(
    keys.map((key) => Object.keys(key).sort()),
    [['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']],
  );
  assert.equal((await fetch(`${sandbox.url}/.well-known/jwks.json`, { method: 'HEAD' })).status, 200);
});

test('what a caller claims to be does not reach the upstream, however the header is written', async (t) => {
  const { upstream, sandbox, secret } = await startWithUpstream(t);
  await rawRequest(
    sandbox.port,
    [
      `GET ${PAYMENTS}/x HTTP/1.1`,
      'Host: dpi.test',
      `X-API-Key: ${secret}`,
      'X-Sandbox-Caller: forged',
      'x-sandbox-CALLER: forged',
      'X_Sandbox_Caller: forged',
      'X-Sandbox_Caller: forged',
      'Connection: close, X-Sandbox-Caller',
      '',
      '',
    ].join('\r\n'),
  );
  const [got] = upstream.recorded;
  assert.ok(got);
  const callers = got.rawHeaders.filter((name) => /^x.sandbox.caller$/i.test(name));
  assert.equal(callers.length, 1);
  assert.ok(!JSON.stringify(got).includes('forged'));
  assert.match(String(got.headers['x-sandbox-caller']), /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('each team and each guest is somebody else to the upstream, a guest at each call the same', async (t) => {
  const { upstream, sandbox, url, headers } = await startWithUpstream(t);
  const { secret: other } = await sandbox.newKey();
  for (const key of [headers['X-API-Key'], other, 'DEMO_KEY', 'DEMO_KEY']) {
    await call(`${url}/x`, { headers: { 'X-API-Key': key } });
  }
  const [one, two, guest, again] = upstream.recorded.map(
    ({ headers }) => decodeJwt(String(headers['x-sandbox-caller'])).sub ?? '',
  );
  assert.match(guest ?? '', /^guest_/);
  assert.equal(again, guest);
  assert.equal(new Set([one, two, guest]).size, 3);
});

for (const [name, { expected }] of Object.entries(MISBEHAVIOURS)) {
  test(`an upstream whose answer is ${name}: ${expected}, and the next call is answered`, async (t) => {
    const upstream = await startMisbehavingUpstream();
    t.after(() => upstream.close());
    const sandbox = await startTestSandbox(
      t,
      { UPSTREAMS: `payments/v1=${upstream.url}` },
      { timeouts: { upstream: 2000 } },
    );
    const ask = (path: string) =>
      fetch(`${sandbox.url}${PAYMENTS}/${path}`, {
        headers: { 'X-API-Key': 'DEMO_KEY' },
        signal: AbortSignal.timeout(5000),
      });
    // Half an answer must not look whole.
    if (expected === 'broken off')
      await assert.rejects(
        ask(name).then((response) => response.text()),
        TypeError,
      );
    else {
      const response = await ask(name);
      assert.equal(response.status, expected);
      const isProblem = response.headers.get('content-type') === 'application/problem+json';
      assert.equal(isProblem, expected >= 500);
      await response.text();
    }
    assert.equal((await ask('correct')).status, 200);
    assert.deepEqual(sandbox.troubles, []);
  });
}

test('a body larger than 1 MB is refused, also in chunks', async (t) => {
  const { sandbox, secret, upstream } = await startWithUpstream(t);
  const head = `POST ${PAYMENTS}/x HTTP/1.1\r\nHost: dpi.test\r\nX-API-Key: ${secret}\r\n`;
  assert.equal((await rawRequest(sandbox.port, `${head}Content-Length: 2000000\r\n\r\n`)).status, 413);
  const chunk = `80000\r\n${'x'.repeat(0x80000)}\r\n`;
  const chunked = await rawRequest(sandbox.port, `${head}Transfer-Encoding: chunked\r\n\r\n`, chunk, chunk, chunk);
  assert.equal(chunked.status, 413);
  assert.deepEqual(upstream.recorded, []);
});

test('a caller who leaves is left', async (t) => {
  let upstreamClosed = false;
  const { url, headers, token, sandbox } = await startWithUpstream(t, (req) => {
    req.socket.on('close', () => {
      upstreamClosed = true;
    });
  });
  const controller = new AbortController();
  const pending = fetch(`${url}/slow`, { headers, signal: controller.signal });
  await sleep(50);
  controller.abort();
  await assert.rejects(pending);
  await sleep(50);
  assert.equal(upstreamClosed, true);
  const log = await fetch(`${sandbox.url}/api/v1/requests`, { headers: { Authorization: `Bearer ${token}` } });
  const { items } = (await log.json()) as { items: { status: number }[] };
  assert.deepEqual(
    items.map(({ status }) => status),
    [499],
  );
});

test('a proxied call is in the team’s log like any other', async (t) => {
  const { url, headers, token, sandbox } = await startWithUpstream(t, (_req, res) => res.writeHead(404).end());
  await call(`${url}/transfers/1`, { headers });
  const log = await fetch(`${sandbox.url}/api/v1/requests`, { headers: { Authorization: `Bearer ${token}` } });
  const { items } = (await log.json()) as { items: Record<string, unknown>[] };
  assert.deepEqual([items[0]?.path, items[0]?.status, items[0]?.problem], [`${PAYMENTS}/transfers/1`, 404, null]);
});

test('many calls leave no listeners behind', async (t) => {
  const warnings: string[] = [];
  const onWarning = (warning: Error) => warnings.push(warning.message);
  process.on('warning', onWarning);
  t.after(() => process.off('warning', onWarning));
  const { url, headers, upstream } = await startWithUpstream(t);
  for (let n = 0; n < 5; n += 1) {
    await Promise.all(Array.from({ length: 8 }, () => call(`${url}/x`, { headers, method: 'POST', body: '{}' })));
    await sleep(10);
  }
  assert.equal(upstream.recorded.length, 40);
  assert.deepEqual(warnings, []);
});
