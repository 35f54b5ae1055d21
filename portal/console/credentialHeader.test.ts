import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialHeader } from './credentialHeader.ts';

const mine = { key: 'dpi_mine', token: 'dpt_mine' };

test('a simulated service is called with the key, whatever its spec asks for', () => {
  for (const security of [[['ApiKey']], [['OAuth2']], [[], ['ApiKey']]]) {
    assert.deepEqual(credentialHeader({ security }, 'sandbox', mine), { name: 'X-API-Key', value: 'dpi_mine' });
  }
});

test('an operation that needs no credentials is called without', () => {
  for (const security of [[], [[]]]) {
    assert.equal(credentialHeader({ security }, 'sandbox', mine), null);
    assert.equal(credentialHeader({ security }, 'platform', mine), null);
  }
});

test('an API of the platform is called with the token, or with none where the session does', () => {
  const operation = { security: [['TeamToken'], ['SessionCookie']] };
  const header = { name: 'Authorization', value: 'Bearer dpt_mine' };
  assert.deepEqual(credentialHeader(operation, 'platform', mine), header);
  assert.equal(credentialHeader(operation, 'platform', { ...mine, token: '' }), null);
});
