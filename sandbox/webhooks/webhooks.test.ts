import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { signatureOf } from './signature.ts';
import type { WebhookMessage } from './store.ts';
import { type EndpointChoice, openWebhooks, TooManyEndpoints, type WebhooksOptions, WrongTarget } from './webhooks.ts';

const TEAM = 'team_1';
const CHOICE: Omit<EndpointChoice, 'url'> = {
  description: '',
  types: null,
  delay: 0,
  copies: 1,
  isOutOfOrder: false,
  isEnabled: true,
};

function message(number: number, type = 'transfer.settled'): WebhookMessage {
  const id = `msg_${String(number).padStart(26, '0')}`;
  const body = JSON.stringify({ id, type, timestamp: '2026-11-23T10:15:30+06:00', data: { number } });
  return {
    id,
    service: 'fund-transfer',
    version: 'v1',
    webhook: 'transferFinished',
    type,
    body,
    createdAt: Date.now(),
  };
}

async function opened(context: TestContext, options: Partial<WebhooksOptions> = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'webhooks-')));
  const troubles: unknown[] = [];
  const webhooks = await openWebhooks({
    dataDir,
    isLocal: true,
    onTrouble: (what, error) => void troubles.push([what, error]),
    retryAfter: [20, 20],
    timeout: 2000,
    ...options,
  });
  context.after(async () => {
    await webhooks.close().catch(() => {});
    await rm(dataDir, { recursive: true, force: true });
    assert.deepEqual(troubles, []);
  });
  return { webhooks, dataDir };
}

interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of webhooks, which answers with the statuses given, then with 204. */
async function receiver(context: TestContext, statuses: number[] = [], onRequest?: RequestListener) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    received.push({ headers: request.headers, body });
    if (onRequest !== undefined) return onRequest(request, response);
    response.writeHead(statuses.shift() ?? 204).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/webhooks`, received };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < end, 'it did not come to be in 20 seconds');
    await sleep(10);
  }
}

test('a message arrives signed with the secret of its endpoint', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context);
  const { secret } = webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  await until(() => received.length === 1);
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  assert.equal(body, message(1).body);
  assert.equal(headers['webhook-id'], message(1).id);
  const sentAt = Number(headers['webhook-timestamp']);
  assert.ok(Math.abs(sentAt - Date.now() / 1000) < 60);
  assert.equal(headers['webhook-signature'], signatureOf(message(1).id, sentAt, body, [secret]));
});

test('a message that is not taken is sent again, with the same id, until it is', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context, [500, 302]);
  webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  const [delivery] = webhooks.deliveries(TEAM, null, 10);
  await until(() => webhooks.delivery(TEAM, delivery?.id ?? '')?.delivery.state === 'delivered');
  assert.deepEqual(
    received.map(({ headers }) => headers['webhook-id']),
    [message(1).id, message(1).id, message(1).id],
  );
  const attempts = webhooks.delivery(TEAM, delivery?.id ?? '')?.attempts ?? [];
  assert.deepEqual(
    attempts.map(({ status, error }) => [status, error]),
    [
      [500, null],
      [302, null],
      [204, null],
    ],
  );
});

test('a message that nobody takes has failed after the last attempt, and can be sent again', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context, [500, 500, 500]);
  const endpoint = webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  const state = (id: string) => webhooks.delivery(TEAM, id)?.delivery.state;
  const [{ id } = { id: '' }] = webhooks.deliveries(TEAM, null, 10);
  await until(() => state(id) === 'failed');
  assert.equal(received.length, 3);
  const again = webhooks.resend(endpoint, message(1));
  await until(() => state(again.id) === 'delivered');
  assert.equal(state(id), 'failed');
  assert.equal(received.length, 4);
});

test('an endpoint that asks for it gets each message late and twice', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context);
  webhooks.createEndpoint(TEAM, { ...CHOICE, url, delay: 1, copies: 2 });
  const sent = Date.now();
  webhooks.send(TEAM, [message(1)]);
  await until(() => received.length === 2);
  assert.ok(Date.now() - sent >= 2000, 'the first a second late, its copy a second after it');
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1);
});

test('an endpoint that asks for it gets every other message after the ones that follow it', async (context) => {
  const { webhooks } = await opened(context);
  const url = 'http://127.0.0.1:9/';
  webhooks.createEndpoint(TEAM, { ...CHOICE, url, delay: 3600, isOutOfOrder: true });
  for (const number of [1, 2, 3, 4]) webhooks.send(TEAM, [message(number)]);
  const due = webhooks.deliveries(TEAM, null, 10).toSorted((a, b) => (a.nextAt ?? 0) - (b.nextAt ?? 0));
  assert.deepEqual(
    due.map(({ messageId }) => messageId),
    [2, 4, 1, 3].map((number) => message(number).id),
  );
});

test('an endpoint gets the types it takes, and nothing while it is disabled; the inbox has all', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context);
  const endpoint = webhooks.createEndpoint(TEAM, { ...CHOICE, url, types: ['consent.revoked'] });
  webhooks.send(TEAM, [message(1), message(2, 'consent.revoked')]);
  await until(() => received.length === 1);
  assert.equal(received[0]?.headers['webhook-id'], message(2).id);
  webhooks.updateEndpoint(endpoint, { isEnabled: false });
  webhooks.send(TEAM, [message(3, 'consent.revoked')]);
  assert.equal(webhooks.deliveries(TEAM, null, 10).length, 1);
  const inbox = webhooks.messages(TEAM, null, 2);
  assert.deepEqual(
    inbox.map((item) => item.message.id),
    [message(3).id, message(2).id],
  );
  const older = webhooks.messages(TEAM, inbox.at(-1)?.position ?? null, 2);
  assert.deepEqual(
    older.map((item) => item.message.id),
    [message(1).id],
  );
});

test('a message that is known is not sent again', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context);
  webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  webhooks.send(TEAM, [message(1), message(2)]);
  await until(() => received.length === 2);
  assert.equal(webhooks.deliveries(TEAM, null, 10).length, 2);
});

test('teams see neither endpoints nor messages nor deliveries of each other', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context);
  const { id } = webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  webhooks.send('team_2', [message(2)]);
  await until(() => received.length === 1);
  const [delivery] = webhooks.deliveries(TEAM, null, 10);
  assert.equal(webhooks.endpoint('team_2', id), null);
  assert.equal(webhooks.delivery('team_2', delivery?.id ?? ''), null);
  assert.equal(webhooks.message('team_2', message(1).id), null);
  assert.deepEqual(webhooks.deliveries('team_2', null, 10), []);
});

test('what was on its way when the platform stopped is sent after the next start', async (context) => {
  const first = await opened(context, { retryAfter: [200] });
  const { url, received } = await receiver(context, [500]);
  first.webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  first.webhooks.send(TEAM, [message(1)]);
  await until(() => received.length === 1);
  await first.webhooks.close();
  assert.equal(received.length, 1);
  const { webhooks } = await opened(context, { dataDir: first.dataDir });
  await until(() => received.length === 2);
  assert.equal(webhooks.message(TEAM, message(1).id)?.body, message(1).body);
});

test('an endpoint that never answers holds up neither the others nor its own log', async (context) => {
  const { webhooks } = await opened(context, { timeout: 300, retryAfter: [] });
  const silent = await receiver(context, [], () => {});
  const good = await receiver(context);
  webhooks.createEndpoint(TEAM, { ...CHOICE, url: silent.url });
  webhooks.createEndpoint('team_2', { ...CHOICE, url: good.url });
  webhooks.send(
    TEAM,
    Array.from({ length: 20 }, (_, index) => message(index)),
  );
  webhooks.send('team_2', [message(100)]);
  await until(() => good.received.length === 1);
  assert.ok(silent.received.length <= 4, 'so many attempts to one endpoint at a time');
  await until(() => webhooks.deliveries(TEAM, null, 50).every(({ state }) => state === 'failed'));
  const [delivery] = webhooks.deliveries(TEAM, null, 1);
  assert.equal(webhooks.delivery(TEAM, delivery?.id ?? '')?.attempts[0]?.error, 'timed-out');
});

test('a name that leads to a private network is not posted to', async (context) => {
  const { webhooks } = await opened(context, {
    isLocal: false,
    retryAfter: [],
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const { url, received } = await receiver(context);
  assert.throws(() => webhooks.createEndpoint(TEAM, { ...CHOICE, url }), WrongTarget);
  const rebound = `https://team.example:${new URL(url).port}/`;
  webhooks.createEndpoint(TEAM, { ...CHOICE, url: rebound });
  webhooks.send(TEAM, [message(1)]);
  const state = () => webhooks.deliveries(TEAM, null, 1)[0];
  await until(() => state()?.state === 'failed');
  assert.equal(webhooks.delivery(TEAM, state()?.id ?? '')?.attempts[0]?.error, 'private-address');
  assert.equal(received.length, 0);
});

test('a private network that the operator allows is posted to, without TLS', async (context) => {
  const { webhooks } = await opened(context, { isLocal: false, allowedNetworks: ['127.0.0.0/8'] });
  const { url, received } = await receiver(context);
  webhooks.createEndpoint(TEAM, { ...CHOICE, url: url.replace('localhost', '127.0.0.1') });
  webhooks.send(TEAM, [message(1)]);
  await until(() => received.length === 1);
});

test('a redirect is not followed', async (context) => {
  const { webhooks } = await opened(context, { retryAfter: [] });
  const other = await receiver(context);
  const { url } = await receiver(context, [], (_, response) => {
    response.writeHead(307, { Location: other.url }).end();
  });
  webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  await until(() => webhooks.deliveries(TEAM, null, 1)[0]?.state === 'failed');
  assert.equal(other.received.length, 0);
});

test('a team has ten endpoints at the most', async (context) => {
  const { webhooks } = await opened(context);
  const choice = { ...CHOICE, url: 'http://localhost:9/' };
  for (let count = 0; count < 10; count += 1) webhooks.createEndpoint(TEAM, choice);
  assert.throws(() => webhooks.createEndpoint(TEAM, choice), TooManyEndpoints);
});

test('an endpoint that is deleted gets nothing more', async (context) => {
  const { webhooks } = await opened(context, { retryAfter: [50, 50] });
  const { url, received } = await receiver(context, [500, 500]);
  const endpoint = webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  webhooks.send(TEAM, [message(1)]);
  await until(() => received.length === 1);
  webhooks.deleteEndpoint(endpoint);
  await sleep(300);
  assert.equal(received.length, 1);
  assert.equal(webhooks.deliveries(TEAM, null, 1)[0]?.state, 'failed');
});

test('after a rotation, messages are signed with both secrets', async (context) => {
  const { webhooks } = await opened(context);
  const { url, received } = await receiver(context);
  const before = webhooks.createEndpoint(TEAM, { ...CHOICE, url });
  const after = webhooks.rotateSecret(before);
  webhooks.send(TEAM, [message(1)]);
  await until(() => received.length === 1);
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  const sentAt = Number(headers['webhook-timestamp']);
  const expected = signatureOf(message(1).id, sentAt, body, [after.secret, before.secret]);
  assert.equal(headers['webhook-signature'], expected);
});
