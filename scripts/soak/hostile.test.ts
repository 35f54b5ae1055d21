import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { type MalformedRequest, malformedRequests } from '../../sandbox/testing/malformed-request.ts';
import { rawExchange } from '../../sandbox/testing/raw-request.ts';
import { freePorts, startServer } from '../process.ts';

const REQUESTS = 600;
const AT_A_TIME = 30;
const SLOW_CLIENTS = 200;
const ADMIN_TOKEN = 'admin-token-of-the-hostile-suite';
const VERIFICATION = { nid: '4912876501', birthDate: '1968-03-12' };
/** HOSTILE_SEED sends the requests of an earlier run again. */
const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 1_000_000);

const dataDir = await mkdtemp(join(tmpdir(), 'hostile-'));
const [port = 0] = await freePorts(1);
let logged = '';
const platform = await startServer(
  [resolve(import.meta.dirname, '../bench/sandbox-server.ts')],
  port,
  '/readyz',
  {
    PORT: String(port),
    DATA_DIR: dataDir,
    ADMIN_TOKEN,
    JOIN_CODE: 'HOSTILE-1',
    QUOTA_PER_SECOND: '100000',
    QUOTA_PER_HOUR: '1000000',
  },
  (text) => {
    logged += text;
  },
);
after(async () => {
  await platform.stop();
  await rm(dataDir, { recursive: true, force: true });
});
const url = `http://127.0.0.1:${port}`;
const joined = await (
  await fetch(`${url}/api/v1/teams`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ joinCode: 'HOSTILE-1', name: 'Hostile' }),
  })
).json();
const key: string = joined.key.secret;
const token: string = joined.token;
const recoveryCode: string = joined.recoveryCode;

test(`malformed requests, seed ${seed}: each gets a problem or its answer, and nothing secret`, async () => {
  const requests = [
    ...fc.sample(
      malformedRequests(call('POST', '/sandbox/nid-verification/v1/verifications', `X-API-Key: ${key}`, VERIFICATION)),
      { seed, numRuns: REQUESTS },
    ),
    ...fc.sample(malformedRequests(call('POST', '/api/v1/keys', `Authorization: Bearer ${token}`, { label: 'Key' })), {
      seed,
      numRuns: REQUESTS / 4,
    }),
  ];
  let answers = 0;
  const queue = requests.entries();
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (const [number, request] of queue) {
        const came = await sendMalformed(request, number);
        answers += came;
      }
    }),
  );
  assert.ok(answers > requests.length / 2, `only ${answers} answers`);
  await assertAnswers();
});

test('clients that send a byte at a time, or do not read, keep nobody waiting', async (t) => {
  const sockets = Array.from({ length: SLOW_CLIENTS }, (_, index) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(SLOW[index % SLOW.length] ?? ''));
    socket.on('error', () => {});
    return socket.pause();
  });
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  for (let round = 0; round < 10; round += 1) {
    for (const socket of sockets) socket.write('a');
    await assertAnswers();
    await sleep(20);
  }
});

test('nothing of it is an error in the log, and the data folder holds no secret in plain text', async () => {
  // The request log is written four times a second.
  await sleep(400);
  // It runs with the level `error`, and nothing that a caller sends is one.
  assert.equal(logged, '');
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  assert.ok(files.length > 2);
  for (const { parentPath, name } of files) {
    const text = await readFile(join(parentPath, name), 'latin1');
    for (const secret of [key, token, recoveryCode, ADMIN_TOKEN])
      assert.ok(!text.includes(secret), `${name} holds a secret`);
  }
});

const SLOW = [
  'GET /livez HTTP/1.1\r\nHost: a\r\nX: ',
  'POST /api/v1/teams HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{',
  `POST /sandbox/nid-verification/v1/verifications HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\nTransfer-Encoding: chunked\r\n\r\n`,
  'GET /catalogue.json HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(20),
];

function call(method: string, path: string, credential: string, body: object) {
  const headers = ['Host: dpi.test', credential, 'Content-Type: application/json'];
  return { method, path, headers, body: JSON.stringify(body) };
}

/** @returns how many answers came */
async function sendMalformed({ kind, bytes }: MalformedRequest, number: number): Promise<number> {
  const { answers, received } = await rawExchange(port, bytes, 20_000);
  const which = `seed ${seed}, ${kind} ${number}: ${JSON.stringify(bytes.toString('latin1').slice(0, 500))}`;
  for (const { status, headers, body } of answers) {
    // The pages are not built here; an answer to HEAD says it without a body.
    const isHead = body === '' && bytes.toString('latin1').startsWith('HEAD ');
    if (status === 503 && (isHead || body.includes('/problems/portal-building/'))) continue;
    assert.ok(status >= 200 && status < 500, `${which} was answered with ${status} ${body}`);
    if (status < 400 || body === '') continue;
    assert.equal(headers['content-type'], 'application/problem+json', which);
    // An example of the service has the members that its spec gives it; ours names the request.
    assert.equal(JSON.parse(body).status, status, which);
  }
  assertNothingSecret(received, which);
  return answers.length;
}

function assertNothingSecret(text: string, where: string): void {
  for (const secret of [key, token, recoveryCode, ADMIN_TOKEN, dataDir])
    assert.ok(!text.includes(secret), `${where} holds a secret`);
  assert.doesNotMatch(text, /\n\s+at .+:\d+:\d+|node_modules|node:internal/, where);
}

async function assertAnswers(): Promise<void> {
  assert.equal(platform.child.exitCode, null, logged);
  const response = await fetch(`${url}/sandbox/nid-verification/v1/verifications`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(VERIFICATION),
    signal: AbortSignal.timeout(5000),
  });
  assert.equal(response.status, 200);
  await response.body?.cancel();
}
