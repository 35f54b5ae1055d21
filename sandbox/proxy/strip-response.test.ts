import assert from 'node:assert/strict';
import test from 'node:test';
import { sandboxLocation } from './strip-response.ts';

const base = new URL('https://agency.example/api/v1');

for (const [location, expected] of [
  ['https://agency.example/api/v1/things/1?x=1', '/sandbox/things/v1/things/1?x=1'],
  ['/api/v1/things/1', '/sandbox/things/v1/things/1'],
  ['/api/v1', '/sandbox/things/v1'],
  ['/api/v10/things', '/api/v10/things'],
  ['/login', '/login'],
  ['https://elsewhere.example/api/v1/x', 'https://elsewhere.example/api/v1/x'],
  ['http://agency.example/api/v1/x', 'http://agency.example/api/v1/x'],
  ['http://[', 'http://['],
] as const) {
  test(`Location ${location} becomes ${expected}`, () => {
    assert.equal(sandboxLocation(location, base, '/sandbox/things/v1'), expected);
  });
}
