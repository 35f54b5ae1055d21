import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { it } from 'node:test';
import type { HttpRequest } from '../../console/httpRequest.ts';
import { awkwardRequest, awkwardText } from './awkwardRequest.fixture.ts';
import { curl } from './curl.ts';

/** What a shell hands to curl. */
function shellArguments(request: HttpRequest): string[] {
  const script = `curl() { for argument in "$@"; do printf '%s\\0' "$argument"; done; }\n${curl(request)}`;
  return execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1);
}

for (const request of [awkwardRequest, awkwardText]) {
  it(`carries every character of a ${request.method} request through a shell`, () => {
    const verb = request.method === 'POST' ? [] : ['--request', request.method];
    assert.deepEqual(shellArguments(request), [
      ...verb,
      request.url,
      '--globoff',
      ...request.headers.flatMap(({ name, value }) => ['--header', `${name}: ${value}`]),
      '--data-raw',
      request.body,
    ]);
  });
}

it('is short where curl knows the rest', () => {
  assert.equal(
    curl({ method: 'GET', url: 'https://a.example/', headers: [], body: null }),
    "curl 'https://a.example/'",
  );
  assert.equal(curl({ method: 'HEAD', url: '/a', headers: [], body: null }), "curl --head '/a'");
  assert.equal(curl({ method: 'POST', url: '/a', headers: [], body: null }), "curl --request POST '/a'");
});

it('sends a header without a value instead of leaving it out', () => {
  assert.match(
    curl({ method: 'GET', url: '/a', headers: [{ name: 'X-A', value: '' }], body: null }),
    /--header 'X-A;'/,
  );
});
