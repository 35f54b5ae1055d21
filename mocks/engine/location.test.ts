import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpMethod, Operation } from '@dpi/specs/model';
import { locator } from './location.ts';

function operation(method: HttpMethod, path: string, headers: string[] = ['Location']): Operation {
  const responses = [{ status: '201', description: '', headers: headers.map((name) => ({ name })), contents: [] }];
  return { method, path, responses } as unknown as Operation;
}

function located(made: Operation, readers: string[], body: object, pathValues: Record<string, string> = {}) {
  const operations = readers.map((path) => operation('get', path, []));
  return locator(made, operations)?.(Buffer.from(JSON.stringify(body)), pathValues);
}

test('what was made is read where a path ends with its id', () => {
  const made = operation('post', '/batches/{batchId}/runs');
  const readers = ['/runs/{runId}', '/batches/{batchId}/runs/{runId}', '/batches/{batchId}'];
  const body = { runId: 'run 1', batchId: 'b' };
  assert.equal(located(made, readers, body, { batchid: 'b-1' }), '/batches/b-1/runs/run%201');
  assert.equal(located(made, ['/runs/{runId}'], { runId: 7 }), '/runs/7');
});

test('a plain id counts only right below', () => {
  const made = operation('post', '/things');
  assert.equal(located(made, ['/others/{otherId}', '/things/{thingId}'], { id: 't-1' }), '/things/t-1');
  assert.equal(located(made, ['/others/{otherId}'], { id: 't-1' }), null);
});

test('nothing is made up where no operation reads it, or nobody promised to say', () => {
  assert.equal(located(operation('post', '/quotes'), ['/transfers/{transferId}'], { quoteId: 'q' }), null);
  assert.equal(locator(operation('post', '/things', []), []), null);
});
