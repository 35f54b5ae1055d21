import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { openPlatform, type Platform } from './platform.ts';

let platform: Platform;
let client: Client;

before(async () => {
  platform = await openPlatform();
  client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${platform.url}/mcp`)));
});
after(async () => {
  await client.close();
  await platform.stop();
});

const textOf = ({ content }: CallToolResult) => content.map((part) => (part.type === 'text' ? part.text : '')).join('');

async function search(query: string, language = 'en'): Promise<{ path: string; call?: string }[]> {
  const { structuredContent } = await client.callTool({ name: 'search', arguments: { query, language } });
  return (structuredContent as { results: { path: string; call?: string }[] }).results;
}

async function call(method: string, path: string, body?: object, headers?: Record<string, string>) {
  const result = await client.callTool({ name: 'call', arguments: { method, path, body, headers } });
  const [head = '', json = ''] = textOf(result).split('\n\n');
  return { status: Number(head.split('\n')[0]), head, body: JSON.parse(json) as Record<string, unknown> };
}

test('an agent finds out how to send money, sends it, and sees that it has arrived', async () => {
  const [found] = (await search('create a transfer')).filter((page) => page.call?.startsWith('POST'));
  assert.equal(found?.path, '/catalogue/fund-transfer/v1/createTransfer/');
  const page = textOf(await client.callTool({ name: 'read', arguments: { path: found.path } }));
  for (const word of ['quoteId', 'Idempotency-Key', 'insufficient']) assert.match(page, new RegExp(word));

  const transfer = {
    payer: { account: '1012300456701' },
    payee: { account: '1012300456702' },
    amount: { amount: '500.00', currency: 'BDT' },
  };
  const quote = await call('POST', '/sandbox/fund-transfer/v1/quotes', transfer);
  assert.equal(quote.status, 201);
  const sent = await call(
    'POST',
    '/sandbox/fund-transfer/v1/transfers',
    { ...transfer, quoteId: quote.body.quoteId },
    { 'Idempotency-Key': 'agent-sends-money-1' },
  );
  assert.equal(sent.status, 201);
  const path = `/sandbox/fund-transfer/v1/transfers/${sent.body.transferId}`;
  assert.equal((await call('GET', path)).body.status, 'settled');
});

test('an agent reads why a call was refused', async () => {
  const refused = await call(
    'POST',
    '/sandbox/fund-transfer/v1/transfers',
    {
      payer: { account: '1012300456701' },
      payee: { account: '1012300456702' },
      amount: { amount: '900000.00', currency: 'BDT' },
    },
    { 'Idempotency-Key': 'agent-sends-too-much' },
  );
  assert.equal(refused.status >= 400, true);
  assert.match(refused.head, /x-sandbox-rule: /);
  assert.equal(typeof refused.body.detail, 'string');
});

test('an agent finds pages in the language it asks for', async () => {
  const [first] = await search('টাকা পাঠানো', 'bn');
  assert.match(first?.path ?? '', /^\/bn\//);
});
