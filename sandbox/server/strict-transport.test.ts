import assert from 'node:assert/strict';
import test from 'node:test';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestSandbox } from '../testing/test-sandbox.ts';

const PATHS = ['/', '/readyz', '/catalogue.json', '/api/v1/team', '/sandbox/nid-verification/v1/status', '/nothing'];

test('where the platform is reached by https, every answer keeps browsers from asking without', async (t) => {
  const sandbox = await startTestSandbox(t, { PUBLIC_URL: 'https://dpi.test' });
  for (const path of PATHS) {
    const { headers } = await fetch(sandbox.url + path);
    assert.equal(headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains', path);
  }
  const answer = await rawRequest(Number(new URL(sandbox.url).port), 'no HTTP\r\n\r\n');
  assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
});

test('where it is not, no answer does', async (t) => {
  const sandbox = await startTestSandbox(t);
  for (const path of PATHS) {
    assert.equal((await fetch(sandbox.url + path)).headers.get('strict-transport-security'), null, path);
  }
});
