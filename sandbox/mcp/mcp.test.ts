import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type CallToolResult, Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startTestSandbox, type TestSandbox } from '../testing/test-sandbox.ts';

async function start(t: TestContext): Promise<TestSandbox> {
  const portalDir = await mkdtemp(join(tmpdir(), 'portal-'));
  t.after(() => rm(portalDir, { recursive: true, force: true }));
  await mkdir(join(portalDir, 'docs/start'), { recursive: true });
  await writeFile(join(portalDir, 'docs/start/index.html'), '<main><h1>Getting started</h1></main>');
  await writeFile(join(portalDir, 'index.html'), '<main><h1>Home</h1></main>');
  return startTestSandbox(t, {}, { portalDir });
}

async function connect(t: TestContext, sandbox: TestSandbox, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${sandbox.url}/mcp`), { requestInit: { headers } }));
  t.after(() => client.close());
  return client;
}

const textOf = ({ content }: CallToolResult) => content.map((part) => (part.type === 'text' ? part.text : '')).join('');

test('an agent finds the tools with what they are for', async (t) => {
  const client = await connect(t, await start(t));
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
    [
      ['search', true],
      ['read', true],
      ['call', false],
    ],
  );
  assert.match(client.getInstructions() ?? '', /X-API-Key/);
});

test('tools speak the language of the connection', async (t) => {
  const client = await connect(t, await start(t), { 'Accept-Language': 'bn' });
  const { tools } = await client.listTools();
  assert.match(tools[0]?.description ?? '', /\p{Script=Bengali}/u);
});

test('an agent reads a page as Markdown', async (t) => {
  const client = await connect(t, await start(t));
  for (const [path, text] of [
    ['/docs/start/', '# Getting started\n'],
    ['/docs/start', '# Getting started\n'],
    ['/', '# Home\n'],
  ])
    assert.equal(textOf(await client.callTool({ name: 'read', arguments: { path } })), text);
  assert.match(textOf(await client.callTool({ name: 'read', arguments: { path: '/llms.txt' } })), /OpenAPI/);
  const missing = await client.callTool({ name: 'read', arguments: { path: '/docs/none/' } });
  assert.equal(missing.isError, true);
  assert.match(textOf(missing), /\/docs\/none\//);
});

test('an agent calls the sandbox with the key of its connection', async (t) => {
  const sandbox = await start(t);
  const { secret, token } = await sandbox.newKey();
  const call = {
    method: 'POST',
    path: '/sandbox/nid-verification/v1/verifications?view=short',
    headers: { 'Idempotency-Key': 'one', Host: 'elsewhere' },
    body: { nid: '1' },
  };
  for (const headers of [{ 'X-API-Key': secret }, { Authorization: `Bearer ${secret}` }]) {
    const client = await connect(t, sandbox, headers);
    const text = textOf(await client.callTool({ name: 'call', arguments: call }));
    assert.match(text, /^200\n/);
    assert.match(text, /"idempotency-key":"one"/);
    assert.match(text, /"query":"view=short"/);
    assert.match(text, /"body":"{\\"nid\\":\\"1\\"}"/);
    assert.doesNotMatch(text, new RegExp(secret));
  }
  const log = await fetch(`${sandbox.url}/api/v1/requests`, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(((await log.json()) as { items: unknown[] }).items.length, 2);
});

test('without a key, DEMO_KEY is used', async (t) => {
  const client = await connect(t, await start(t));
  const call = { method: 'GET', path: '/sandbox/nid-verification/v1/status' };
  assert.match(textOf(await client.callTool({ name: 'call', arguments: call })), /^200\n/);
});

test('a refused call is an error, with the problem', async (t) => {
  const client = await connect(t, await start(t), { 'X-API-Key': 'wrong' });
  const call = { method: 'GET', path: '/sandbox/nid-verification/v1/status' };
  const result = await client.callTool({ name: 'call', arguments: call });
  assert.equal(result.isError, true);
  assert.match(textOf(result), /^401\n[\s\S]*key-malformed/);
});

test('only the sandbox can be called', async (t) => {
  const client = await connect(t, await start(t));
  for (const path of [
    '/api/v1/teams',
    '/sandbox/../api/v1/teams',
    'https://elsewhere.test/sandbox/x',
    '//x/sandbox/',
  ]) {
    const result = await client.callTool({ name: 'call', arguments: { method: 'GET', path } });
    assert.equal(result.isError, true, path);
    assert.doesNotMatch(textOf(result), /^\d{3}\n/, path);
  }
});

test('a page of another site cannot use the server', async (t) => {
  const sandbox = await start(t);
  const headers = { 'Content-Type': 'application/json', Origin: 'https://evil.test' };
  const response = await fetch(`${sandbox.url}/mcp`, { method: 'POST', headers, body: '{}' });
  assert.equal(response.status, 403);
});

test('what is no MCP request gets an error of the protocol', async (t) => {
  const sandbox = await start(t);
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
  for (const [body, status] of [
    ['{', 400],
    ['{}', 400],
    [JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(1_100_000) }), 413],
  ] as const) {
    const response = await fetch(`${sandbox.url}/mcp`, { method: 'POST', headers, body });
    assert.equal(response.status, status);
    await response.text();
  }
  assert.equal((await fetch(`${sandbox.url}/mcp`)).status, 405);
  assert.deepEqual(sandbox.troubles, []);
});

test('a request larger than agents send is refused', async (t) => {
  const { url } = await start(t);
  const response = await fetch(`${url}/mcp`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' },
    body: '['.repeat(70_000),
  });
  assert.equal(response.status, 413);
  assert.equal(((await response.json()) as { type: string }).type.endsWith('/problems/body-too-large/'), true);
});
