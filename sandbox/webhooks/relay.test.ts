import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryStore, Worlds, worldOfTeam } from '@dpi/mocks';
import { loadCatalogue } from '@dpi/specs';
import { Relay } from './relay.ts';
import { openWebhooks, type Webhooks } from './webhooks.ts';

const TEAM = 'team_1';
const NID = 'nid-verification';

const catalogue = await loadCatalogue();

async function relayed(context: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), 'relay-'));
  const troubles: unknown[] = [];
  const onTrouble = (what: string, error: unknown) => void troubles.push([what, error]);
  const store = new MemoryStore();
  const worlds = new Worlds(catalogue, { store });
  const webhooks = await openWebhooks({ dataDir, isLocal: true, onTrouble });
  const relay = new Relay(() => worlds, webhooks, onTrouble);
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    received.push(JSON.parse(body).data.batchId);
    response.writeHead(204).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  context.after(async () => {
    relay.close();
    server.close();
    await webhooks.close();
    await rm(dataDir, { recursive: true });
    assert.deepEqual(troubles, []);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { worlds, webhooks, relay, received, url, onTrouble };
}

function register(webhooks: Webhooks, url: string): void {
  webhooks.createEndpoint(TEAM, {
    url,
    description: '',
    types: null,
    delay: 0,
    copies: 1,
    isOutOfOrder: false,
    isEnabled: true,
  });
}

/** A batch that is done some seconds later, and then told of. What a world begins with has events of its own beside it. */
async function createBatch(worlds: Worlds): Promise<string> {
  const body = { label: 'Batch', items: [{ reference: 'r-1', nid: '4912876501', birthDate: '1968-03-12' }] };
  const call = { world: worldOfTeam(TEAM), service: NID, version: 'v1', operation: 'createBatch', requestId: 'r' };
  const { body: batch } = await worlds.answer({ ...call, request: { path: {}, query: {}, header: {}, body } });
  return (batch as { batchId: string }).batchId;
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < end, 'it did not come to be in 30 seconds');
    await sleep(20);
  }
}

test('what happens later in the world of a team is sent although the team does not call again', async (context) => {
  const { worlds, webhooks, received, url } = await relayed(context);
  register(webhooks, url);
  const batchId = await createBatch(worlds);
  await until(() => received.includes(batchId));
});

test('an endpoint that is registered later gets what is still to happen', async (context) => {
  const { worlds, webhooks, received, url } = await relayed(context);
  const batchId = await createBatch(worlds);
  register(webhooks, url);
  await until(() => received.includes(batchId));
});

test('a team without an endpoint finds its messages in the inbox', async (context) => {
  const { worlds, webhooks, relay } = await relayed(context);
  const batchId = await createBatch(worlds);
  await worlds.advance(worldOfTeam(TEAM), 60_000);
  await relay.wake(TEAM);
  const inbox = () => webhooks.messages(TEAM, null, 100).filter(({ message }) => message.body.includes(batchId));
  await until(() => inbox().length > 0);
  assert.deepEqual(
    inbox().map(({ message: { service, version, webhook } }) => [service, version, webhook]),
    [[NID, 'v1', 'batchCompleted']],
  );
});

test('a message that a kill kept from being sent is sent after the next start, once', async (context) => {
  const { worlds, webhooks, relay, received, url, onTrouble } = await relayed(context);
  register(webhooks, url);
  relay.close();
  const batchId = await createBatch(worlds);
  await worlds.advance(worldOfTeam(TEAM), 60_000);
  for (let start = 0; start < 2; start += 1) {
    const next = new Relay(() => worlds, webhooks, onTrouble);
    await until(() => received.includes(batchId));
    await sleep(200);
    next.close();
  }
  assert.equal(received.filter((id) => id === batchId).length, 1);
});

test('a newer catalogue goes on telling', async (context) => {
  const { worlds, webhooks, received, url } = await relayed(context);
  register(webhooks, url);
  const renewed = worlds.renew(catalogue);
  const batchId = await createBatch(renewed);
  await renewed.advance(worldOfTeam(TEAM), 60_000);
  await until(() => received.includes(batchId));
});
