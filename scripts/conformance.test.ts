import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newService, readChoices } from '@dpi/specs/scaffold';
import { runScript } from './command.fixture.ts';

const KEY = 'dpi_0123456789verysecret';

/** The server of an agency that knows nothing but `GET /health`, and wants a key for it. */
const server = createServer(({ headers, url }, response) => {
  const isRight = url === '/health' && headers['x-api-key'] === KEY;
  response.writeHead(200, { 'content-type': 'application/json', 'x-request-id': 'req_1' });
  response.end(JSON.stringify({ status: isRight ? 'pass' : headers['x-api-key'], checkedAt: '2026-11-23T10:00:00Z' }));
});
let specsDir: string;
let url: string;

before(async () => {
  specsDir = await mkdtemp(join(tmpdir(), 'dpi-conformance-'));
  const answers = {
    id: 'cases',
    title: 'Cases',
    titleBn: 'কেস',
    layer: 'services',
    agency: 'a2i',
    audience: ['bank'],
    dataProtection: 'internal',
    contact: 'a@b.example',
  };
  await newService(answers, await readChoices(), { specsDir, today: '2026-11-23' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.close();
  await rm(specsDir, { recursive: true, force: true });
});

const run = (...args: string[]) => runScript('conformance.ts', args, { SPECS_DIR: specsDir });

test('the report comes as JSON', async () => {
  const args = ['--url', url, '--operation', 'getHealth', '--header', `X-API-Key: ${KEY}`, '--format', 'json'];
  const { code, out } = await run('cases', ...args);
  assert.equal(code, 0, out);
  const { conforms, cases } = JSON.parse(out);
  assert.equal(conforms, true);
  assert.deepEqual([cases[0].group, cases[0].outcome], ['getHealth', 'conforms']);
});

test('a server that is right gets 0', async () => {
  const { code, out } = await run('cases', '--url', url, '--operation', 'getHealth', '--header', `X-API-Key: ${KEY}`);
  assert.equal(code, 0, out);
  assert.match(out, /✓ getHealth {2}all-well {2}GET \/health {2}200/);
  assert.match(out, /cases\/v1 at http:\S+ conforms: 1 as promised, 0 different/);
});

test('a server that is wrong gets 1, and the key is not shown though the server shows it', async () => {
  const { code, out, error } = await run('cases/v1', '--url', url, '--header', `x-api-key: ${KEY}`);
  assert.equal(code, 1);
  assert.match(out, /✗ openCase {2}rahima-opened/);
  assert.equal((out + error).includes(KEY), false);
});

test('a report is written to a file, and the summary is still shown', async () => {
  for (const [format, beginning] of [
    ['junit', /^<\?xml/],
    ['html', /^<!doctype html>/],
    ['text', /^✗ /],
  ] as const) {
    const output = join(specsDir, `report.${format}`);
    const { code, out } = await run('cases', '--url', url, '--format', format, '--output', output);
    assert.equal(code, 1);
    assert.match(await readFile(output, 'utf8'), beginning);
    assert.match(out, /^\ncases\/v1 at/);
  }
});

test('a server that is not there gets 1 and a clear line', async () => {
  const { code, out, error } = await run('cases', '--url', 'http://127.0.0.1:1');
  assert.equal(code, 1);
  assert.match(out, /http:\/\/127\.0\.0\.1:1 cannot be reached: 3 requests in a row had no answer/);
  assert.doesNotMatch(out + error, /\n\s+at /);
});

const WRONG: [string, string[], RegExp][] = [
  ['no service', ['--url', 'http://a.example'], /Name one service/],
  ['an unknown service', ['nope', '--url', 'http://a.example'], /There is no service "nope". There are: cases/],
  ['no server', ['cases'], /--url/],
  ['a server that is no address', ['cases', '--url', 'agency'], /must begin with https/],
  ['a key in the address', ['cases', '--url', 'https://u:p@a.example'], /Give it by --header/],
  [
    'a header without a name',
    ['cases', '--url', 'http://a.example', '--header', KEY],
    /--header number 1 is not 'Name: value'/,
  ],
  [
    'an unknown operation',
    ['cases', '--url', 'http://a.example', '--operation', 'x'],
    /no operation "x". It has: listCases/,
  ],
  [
    'an unknown format',
    ['cases', '--url', 'http://a.example', '--format', 'pdf'],
    /must be one of text, json, junit, html/,
  ],
  ['an unknown flag', ['cases', '--frob'], /--frob/],
  ['a timeout of an hour', ['cases', '--url', 'http://a.example', '--timeout', '3600'], /at most 300/],
];
for (const [name, args, message] of WRONG) {
  test(`${name} is wrong use`, async () => {
    const { code, error } = await run(...args);
    assert.equal(code, 2);
    assert.match(error, message);
    assert.match(error, /Use: npm run conformance/);
    assert.equal(error.includes(KEY), false);
  });
}
