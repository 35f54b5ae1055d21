import assert from 'node:assert/strict';
import { it } from 'node:test';
import { awkwardRequest, awkwardText } from './awkwardRequest.fixture.ts';
import { php } from './php.ts';

/** The strings of a PHP script, as PHP reads single quotes. */
function phpStrings(script: string): string[] {
  const literals = script.matchAll(/'((?:[^'\\]|\\[\s\S])*)'/g);
  return [...literals].map((literal) => (literal[1] ?? '').replaceAll(/\\(['\\])/g, '$1'));
}

for (const request of [awkwardRequest, awkwardText]) {
  it(`carries every character of a ${request.method} request`, () => {
    assert.deepEqual(phpStrings(php(request)), [
      request.url,
      request.method,
      ...request.headers.map(({ name, value }) => `${name}: ${value}`),
      request.body,
      ' ',
    ]);
  });
}

it('asks for headers alone with HEAD', () => {
  assert.match(php({ method: 'HEAD', url: '/a', headers: [], body: null }), /CURLOPT_NOBODY => true/);
});
