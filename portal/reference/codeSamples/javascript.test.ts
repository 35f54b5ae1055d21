import assert from 'node:assert/strict';
import { it } from 'node:test';
import vm from 'node:vm';
import type { HttpRequest } from '../../console/httpRequest.ts';
import { awkwardRequest, awkwardText, awkwardValue } from './awkwardRequest.fixture.ts';
import { javascript } from './javascript.ts';

/** Runs the sample with a `fetch` that tells what it was called with. */
async function fetched(request: HttpRequest) {
  const calls: unknown[][] = [];
  const context = {
    fetch: (...call: unknown[]) => {
      calls.push(call);
      return { status: 200, text: () => '' };
    },
    console: { log() {} },
  };
  await vm.runInNewContext(`(async () => {${javascript(request)}})()`, context);
  return JSON.parse(JSON.stringify(calls[0])) as [string, { method: string; headers?: object; body?: string }];
}

it('fetches with every character of the request', async () => {
  const [url, { method, headers, body }] = await fetched(awkwardRequest);
  assert.equal(url, awkwardRequest.url);
  assert.equal(method, 'POST');
  assert.deepEqual(headers, Object.fromEntries(awkwardRequest.headers.map(({ name, value }) => [name, value])));
  assert.deepEqual(JSON.parse(body ?? ''), awkwardValue);
});

it('sends a body that is not JSON as it stands', async () => {
  const [, { body }] = await fetched(awkwardText);
  assert.equal(body, awkwardText.body);
});

it('shows a JSON body as a literal, indented with the code', () => {
  const body = '{\n  "nid": "1990"\n}';
  assert.equal(
    javascript({ method: 'POST', url: '/a', headers: [], body }),
    [
      "const response = await fetch('/a', {",
      "  method: 'POST',",
      '  body: JSON.stringify({',
      '    "nid": "1990"',
      '  }),',
      '});',
      '',
      'console.log(response.status, await response.text());',
    ].join('\n'),
  );
});

it('keeps a "__proto__" key, which an object literal would lose', async () => {
  const body = '{"__proto__":{"a":1}}';
  assert.equal((await fetched({ ...awkwardRequest, body }))[1].body, body);
});

it('sends the text of a body with a number that JavaScript would round', async () => {
  const body = '{"number": 9007199254740993}';
  assert.equal((await fetched({ ...awkwardRequest, body }))[1].body, body);
});
