import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { sendRequest } from './sendRequest.ts';

async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it('tells status, headers, body and size of an answer, whatever the status', async () => {
  await withServer(
    (request, response) => response.writeHead(404, { 'x-seen': request.headers['x-api-key'] }).end('নেই'),
    async (url) => {
      const headers = [{ name: 'X-API-Key', value: 'DEMO_KEY' }];
      const result = await sendRequest({ method: 'GET', url, headers, body: null });
      assert.ok('status' in result);
      assert.equal(result.status, 404);
      assert.equal(result.body, 'নেই');
      assert.equal(result.size, 9);
      assert.deepEqual(
        result.headers.find(({ name }) => name === 'x-seen'),
        { name: 'x-seen', value: 'DEMO_KEY' },
      );
    },
  );
});

it('gives up on a server that does not answer in time', async () => {
  await withServer(
    () => {},
    async (url) => {
      const result = await sendRequest({ method: 'POST', url, headers: [], body: '{}' }, { timeout: 50 });
      assert.equal('failure' in result && result.failure, 'timeout');
    },
  );
});

it('says when nothing answers at all', async () => {
  const result = await sendRequest({ method: 'GET', url: 'http://127.0.0.1:1/', headers: [], body: null });
  assert.equal('failure' in result && result.failure, 'unreachable');
});

it('asks for texts in the language of the page, unless the request asks for another', async () => {
  await withServer(
    (request, response) => response.end(request.headers['accept-language']),
    async (url) => {
      const ask = async (headers: { name: string; value: string }[]) => {
        const result = await sendRequest({ method: 'GET', url, headers, body: null }, { language: 'bn' });
        return 'body' in result ? result.body : result.failure;
      };
      assert.equal(await ask([]), 'bn');
      assert.equal(await ask([{ name: 'accept-language', value: 'fr' }]), 'fr');
    },
  );
});
