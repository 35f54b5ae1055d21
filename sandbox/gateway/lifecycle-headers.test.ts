import assert from 'node:assert/strict';
import test from 'node:test';
import type { Operation, Service } from '@dpi/specs/model';
import { testCatalogue } from '../testing/catalogue.ts';
import { lifecycleHeaders } from './lifecycle-headers.ts';

const PUBLIC_URL = 'http://dpi.test';

async function serviceWith(part: Partial<Operation>): Promise<[Service, Operation]> {
  const { services } = await testCatalogue();
  const [service] = services;
  assert.ok(service);
  return [service, { ...service.operations[0], ...part } as Operation];
}

test('what is not deprecated says nothing', async () => {
  const [service, operation] = await serviceWith({ sunsetAt: '2027-01-01' });
  assert.deepEqual(lifecycleHeaders(service, operation, PUBLIC_URL), []);
});

test('one deprecated operation links to its own page', async () => {
  const [service, operation] = await serviceWith({ deprecated: true, sunsetAt: '2027-06-30T00:00:00+06:00' });
  assert.deepEqual(lifecycleHeaders(service, operation, PUBLIC_URL), [
    'Sunset',
    'Tue, 29 Jun 2027 18:00:00 GMT',
    'Link',
    '<http://dpi.test/catalogue/nid-verification/v1/get-status/>; rel="deprecation"; type="text/html"',
  ]);
});
