import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Catalogue } from '@dpi/specs/model';
import { freePorts } from '../process.ts';
import { makePreview, OutputError } from './make-preview.ts';

let dir: string;
let url: string;
let catalogue: Catalogue;
let server: ChildProcess;

before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dpi-preview-test-'));
  const output = join(dir, 'preview');
  // All services: their pages have been built for the other tests.
  catalogue = await makePreview({ specsDir: null, services: undefined, output, onProgress() {} });
  const [port = 0] = await freePorts(1);
  url = `http://127.0.0.1:${port}`;
  // Nothing of this repository is near, and nothing but Node is on the way.
  server = spawn(process.execPath, ['server.mjs'], {
    cwd: output,
    env: { PORT: String(port), HOME: dir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk) => {
      said += chunk;
    });
  }
  for (let waited = 0; !/Ctrl\+C/.test(said); waited += 50) {
    assert.ok(waited < 20_000 && server.exitCode === null, said);
    await sleep(50);
  }
  assert.doesNotMatch(said, /Warning/);
});

after(async () => {
  server?.kill();
  if (server?.exitCode === null) await once(server, 'exit');
  await rm(dir, { recursive: true, force: true });
});

test('pages, specs and downloads are there, in both languages', async () => {
  const [service] = catalogue.services;
  assert.ok(service);
  for (const path of ['/', '/bn/', service.url, `/bn${service.url}`, `${service.url}openapi.yaml`, '/catalogue.json']) {
    assert.equal((await fetch(url + path)).status, 200, path);
  }
  const spec = join(dir, 'preview/specs', service.id, service.version, 'openapi.yaml');
  assert.match(await readFile(spec, 'utf8'), /^openapi: /m);
  assert.match(await readFile(join(dir, 'preview/README.md'), 'utf8'), /node server\.mjs/);
});

test('every service is mocked as on the portal: by its examples, with its checks, and made up where that is asked for', async () => {
  let called = 0;
  for (const service of catalogue.services.filter(({ id }) => id !== 'sandbox')) {
    const operation = service.operations.find(({ path, method, requestBody, examples }) => {
      return !path.includes('{') && method === 'post' && requestBody !== null && examples.some(isPlainPair);
    });
    const example = operation?.examples.find(isPlainPair);
    if (operation === undefined || example === undefined) continue;
    called += 1;
    const headers: Record<string, string> = {
      'X-API-Key': 'DEMO_KEY',
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    };
    for (const { name, value } of example.request?.parameters ?? []) headers[name] = String(value);
    const call = (body: unknown, more = {}) =>
      fetch(url + service.basePath + operation.path, {
        method: 'POST',
        headers: { ...headers, ...more },
        body: JSON.stringify(body),
      });
    const { body } = example.request ?? {};
    const answer = await call(body);
    assert.equal(
      String(answer.status),
      example.response?.status,
      `${service.id} ${example.name}: ${await answer.text()}`,
    );
    assert.equal(answer.headers.get('x-sandbox-example'), example.name, service.id);
    assert.ok([400, 422].includes((await call([])).status), service.id);
    assert.ok((await call(body, { Prefer: 'dynamic=true' })).ok, service.id);
  }
  assert.ok(called >= 3);
});

test('a folder that holds anything else is left alone', async () => {
  const output = join(dir, 'thesis');
  await mkdir(output);
  await writeFile(join(output, 'chapter-1.md'), 'It was');
  await assert.rejects(
    makePreview({ specsDir: null, services: undefined, output, onProgress() {} }),
    (error: unknown) => error instanceof OutputError && /holds other files/.test(error.message),
  );
  assert.equal(await readFile(join(output, 'chapter-1.md'), 'utf8'), 'It was');
});

function isPlainPair({
  request,
  response,
}: Catalogue['services'][number]['operations'][number]['examples'][number]): boolean {
  return (
    request?.contentType === 'application/json' &&
    response !== null &&
    request.parameters.every(({ in: place }) => place === 'header')
  );
}
