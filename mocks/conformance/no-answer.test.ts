import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { openPlatformTexts } from '@dpi/specs/texts';
import { NoAnswer, whyNoAnswer } from './no-answer.ts';
import { send } from './send.ts';
import { serve } from './server.fixture.ts';

const texts = await openPlatformTexts();
const reasonOf = (error: unknown) => (error instanceof NoAnswer ? texts.format(error.reason, 'en') : '');

const REQUEST = { method: 'GET', path: '/', query: '', headers: {}, body: null };

const SERVERS: [string, (response: ServerResponse) => unknown, RegExp][] = [
  ['closes the connection', (response) => response.destroy(), /^broke off: the server closed the connection/],
  [
    'ends in the middle of its answer',
    (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    },
    /^broke off: the server closed the connection/,
  ],
  [
    'says gzip and sends text',
    (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'),
    /^cannot be unpacked: its Content-Encoding/,
  ],
  ['sends no HTTP', (response) => response.socket?.write('SSH-2.0-OpenSSH\r\n'), /^is no HTTP that can be read/],
];

for (const [what, answer, expected] of SERVERS) {
  test(`of a server that ${what} that is said`, async (t) => {
    const server = await serve(t, (_request, response) => answer(response));
    await assert.rejects(send(REQUEST, '*/*', { server, headers: {}, timeoutMs: 5000 }), (error) => {
      assert.match(reasonOf(error), expected);
      return true;
    });
  });
}

const CODES: [string, RegExp][] = [
  ['ECONNREFUSED', /nothing listens at this address \(ECONNREFUSED\)$/],
  ['ENOTFOUND', /no machine of this name/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate is not trusted.*NODE_EXTRA_CA_CERTS/],
  ['CERT_HAS_EXPIRED', /certificate is not trusted/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate is not trusted/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS here\. Try http:\/\//],
];

for (const [code, expected] of CODES) {
  test(`${code} is told in words`, () => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error(''), { code }) });
    assert.match(reasonOf(whyNoAnswer(error, 1000)), expected);
  });
}

test('what is not known is told as it is, and never as nothing', () => {
  assert.equal(reasonOf(whyNoAnswer(new TypeError('bad port'), 1000)), 'did not come: bad port');
  assert.equal(
    reasonOf(whyNoAnswer(new TypeError('', { cause: new Error('') }), 1)),
    'did not come: the connection failed',
  );
});
