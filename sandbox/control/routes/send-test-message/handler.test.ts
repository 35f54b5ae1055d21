import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { controlWorld } from '../../control-world.ts';

interface Message {
  id: string;
  service: string;
  webhook: string;
  type: string;
  envelope: { id: string; type: string; data: object };
}

test('a test message is signed, and is sent at once to an endpoint that takes other types and late', async (context) => {
  const world = await controlWorld(context);
  const { token } = await world.join();
  const received = Promise.withResolvers<{ headers: Record<string, unknown>; body: string }>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    response.writeHead(204).end();
    received.resolve({ headers: request.headers, body });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  context.after(() => server.close());

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const json = { url, types: ['transfer.settled'], delaySeconds: 3600, copies: 2 };
  const { body: endpoint } = await world.send<{ id: string; secret: string }>('POST', '/webhook-endpoints', {
    token,
    json,
  });
  const path = `/webhook-endpoints/${endpoint.id}/test`;
  const sent = await world.send<{ messageId: string; type: string }>('POST', path, { token });
  assert.equal(sent.status, 202);
  assert.equal(sent.body.type, 'endpoint.test');

  const { headers, body } = await received.promise;
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(endpoint.secret.replace('whsec_', ''), 'base64');
  assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  assert.equal(headers['webhook-id'], sent.body.messageId);
  const inbox = await world.send<{ items: Message[] }>('GET', '/webhook-messages', { token });
  assert.equal(inbox.body.items.length, 1);
  assert.deepEqual(inbox.body.items[0]?.envelope, JSON.parse(body));
  assert.deepEqual(inbox.body.items[0]?.envelope.data, { endpointId: endpoint.id });
  const log = await world.send<{ items: object[] }>('GET', '/webhook-deliveries', { token });
  assert.equal(log.body.items.length, 1);
});

test('no team sends a test message to the endpoint of another', async (context) => {
  const world = await controlWorld(context);
  const [mine, other] = [await world.join(), await world.join()];
  const json = { url: 'http://127.0.0.1:9/' };
  const { body } = await world.send<{ id: string }>('POST', '/webhook-endpoints', { token: other.token, json });
  const { status } = await world.send('POST', `/webhook-endpoints/${body.id}/test`, { token: mine.token });
  assert.equal(status, 404);
});
