import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { controlWorld } from '../../control-world.ts';

const MESSAGE = {
  id: 'msg_01KB2M4E7Q9RS5T6V8W0X1Y942',
  service: 'fund-transfer',
  version: 'v1',
  webhook: 'transferFinished',
  type: 'transfer.settled',
  body: '{"id":"msg_01KB2M4E7Q9RS5T6V8W0X1Y942","type":"transfer.settled","timestamp":"2026-11-23T17:06:04+06:00","data":{}}',
  createdAt: Date.UTC(2026, 10, 23, 11, 6, 4),
};

interface Delivery {
  id: string;
  status: string;
  attempts: { status: number }[];
}

test('a message of the inbox is sent to an endpoint again, and the log of its delivery says so', async (context) => {
  const world = await controlWorld(context);
  const { token, team } = await world.join();
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(String(request.headers['webhook-id']));
    request.resume();
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  context.after(() => server.close());
  world.webhooks.send(team.id, [MESSAGE]);

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const endpoint = await world.send<{ id: string }>('POST', '/webhook-endpoints', { token, json: { url } });
  const inbox = await world.send<{ items: { id: string; envelope: object; body: string }[] }>(
    'GET',
    '/webhook-messages',
    { token },
  );
  assert.deepEqual(inbox.body.items[0]?.envelope, JSON.parse(MESSAGE.body));
  assert.equal(inbox.body.items[0]?.body, MESSAGE.body);
  const path = `/webhook-messages/${MESSAGE.id}/resend`;
  const sent = await world.send<Delivery>('POST', path, { token, json: { endpointId: endpoint.body.id } });
  assert.equal(sent.status, 202);
  let delivery: Delivery | null = null;
  for (let tries = 0; delivery?.status !== 'delivered' && tries < 500; tries += 1) {
    await sleep(20);
    delivery = (await world.send<Delivery>('GET', `/webhook-deliveries/${sent.body.id}`, { token })).body;
  }
  assert.equal(delivery?.status, 'delivered');
  assert.deepEqual(
    delivery.attempts.map(({ status }) => status),
    [204],
  );
  assert.deepEqual(received, [MESSAGE.id]);
  const list = await world.send<{ items: Delivery[] }>('GET', '/webhook-deliveries', { token });
  assert.deepEqual(
    list.body.items.map(({ id }) => id),
    [sent.body.id],
  );
});

test('only messages and endpoints of the team can be named', async (context) => {
  const world = await controlWorld(context);
  const [mine, other] = [await world.join(), await world.join()];
  world.webhooks.send(mine.team.id, [MESSAGE]);
  const json = { url: 'http://127.0.0.1:9/' };
  const endpoint = await world.send<{ id: string }>('POST', '/webhook-endpoints', { token: other.token, json });
  const path = `/webhook-messages/${MESSAGE.id}/resend`;
  for (const { token } of [mine, other]) {
    const { status } = await world.send('POST', path, { token, json: { endpointId: endpoint.body.id } });
    assert.equal(status, 404);
  }
});
