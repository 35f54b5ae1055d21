import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readServiceReference, serviceReference } from './service-reference.ts';

test('a reference is read as it is written', () => {
  const kyc = { id: 'kyc', version: 'v1' };
  assert.equal(serviceReference(kyc), 'kyc/v1');
  assert.deepEqual(readServiceReference('kyc/v1'), kyc);
});

test('what is not a service and a major version is no reference', () => {
  for (const text of ['', 'kyc', 'kyc/', '/v1', 'kyc/1', 'kyc/v1/', 'a/kyc/v1', 'kyc /v1'])
    assert.equal(readServiceReference(text), null, text);
});
