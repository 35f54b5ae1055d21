import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpMethod, Operation } from '@dpi/specs/model';
import { locator } from './location.ts';

const BASE = '/sandbox/exports/v1';

function operation(method: HttpMethod, path: string, header: { required: boolean } | null): Operation {
  const headers = header === null ? [] : [{ name: 'Location', ...header }];
  const responses = ['201', '202', '303'].map((status) => ({ status, description: '', headers, contents: [] }));
  return { method, path, responses } as unknown as Operation;
}

interface Case {
  /** Path of the operation that makes the thing. */
  path?: string;
  readers: string[];
  servers?: string[];
  body?: object;
  values?: Record<string, string>;
  /** Path of the request. */
  request?: string;
  header?: { required: boolean } | null;
}

function located(
  example: string | undefined,
  { path = '/things', readers, servers = [], body, values = {}, request = path, header = { required: false } }: Case,
): string | null {
  const made = operation('post', path, header);
  const operations = [made, ...readers.map((reader) => operation('get', reader, null))];
  const locate = locator(made, {
    operations,
    basePath: BASE,
    servers: servers.map((url) => ({ url, description: '' })),
  });
  const buffer = body === undefined ? null : Buffer.from(JSON.stringify(body));
  return locate(example, { status: 201, body: buffer, pathValues: values, path: request });
}

test('what was made is read where a path ends with its id, whatever the example says', () => {
  const path = '/batches/{batchId}/runs';
  const readers = ['/runs/{runId}', '/batches/{batchId}/runs/{runId}', '/batches/{batchId}'];
  const body = { runId: 'run 1', batchId: 'b' };
  const values = { batchid: 'b-1' };
  const request = '/batches/b-1/runs';
  assert.equal(
    located('/batches/b/runs/1', { path, readers, body, values, request }),
    `${BASE}/batches/b-1/runs/run%201`,
  );
  assert.equal(located('/runs/1', { readers: ['/runs/{runId}'], body: { runId: 7 } }), `${BASE}/runs/7`);
  assert.equal(located(undefined, { readers: ['/runs/{runId}'], body: { runId: 7 } }), `${BASE}/runs/7`);
});

test('a plain id counts only right below', () => {
  assert.equal(
    located('/x', { readers: ['/others/{otherId}', '/things/{thingId}'], body: { id: 't' } }),
    `${BASE}/things/t`,
  );
  assert.equal(located('/x', { readers: ['/others/{otherId}'], body: { id: 't' } }), null);
});

describe('an example without an id in the answer leads to the operation that it means', () => {
  const readers = ['/exports/{exportId}'];
  const servers = ['https://api.example/v2', '/v3'];
  const rows: [behaviour: string, example: string, location: string | null][] = [
    ['a path below the service', '/exports/77', `${BASE}/exports/77`],
    ['a path below the real server', '/v2/exports/77', `${BASE}/exports/77`],
    ['a path below a server without a host', '/v3/exports/77', `${BASE}/exports/77`],
    ['a path relative to the request', '77', `${BASE}/exports/77`],
    ['one with dots', '../exports/77', `${BASE}/exports/77`],
    ['one with dots that leaves the service', '../../../../catalogue/exports/', '/catalogue/exports/'],
    ['query and fragment are kept', '/exports/77?part=1#top', `${BASE}/exports/77?part=1#top`],
    ['an address of the real server', 'https://api.example/v2/exports/77', `${BASE}/exports/77`],
    ['an address of another host stays', 'https://client.example/cb?code=1', 'https://client.example/cb?code=1'],
    ['a path that nothing reads is not said', '/nowhere/77', null],
    ['what is no URI reference is not said', 'http://[', null],
  ];
  for (const [behaviour, example, location] of rows) {
    test(behaviour, () =>
      assert.equal(located(example, { path: '/exports/', readers, servers, request: '/exports/' }), location),
    );
  }
  test('unless the spec promises a Location', () =>
    assert.equal(located('/nowhere/77', { readers, header: { required: true } }), `${BASE}/nowhere/77`));
});

test('no Location is said that the spec does not declare', () => {
  assert.equal(located('/things/1', { readers: ['/things/{thingId}'], body: { id: 1 }, header: null }), null);
  assert.equal(located(undefined, { readers: ['/transfers/{transferId}'], body: { quoteId: 'q' } }), null);
});
