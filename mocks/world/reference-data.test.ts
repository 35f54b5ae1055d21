import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsIn } from '@dpi/specs/json-value';
import { inService, servicesOf } from './services.fixture.ts';

const begin = await servicesOf('reference-data', 'fund-transfer', 'account-directory');
const referenceData = () => inService(begin(), 'reference-data');

test('places are listed page by page until each has come once', async () => {
  const { call } = referenceData();
  const found: unknown[] = [];
  let cursor: unknown;
  do {
    const { body } = await call('listPlaces', {
      query: { level: 'district', limit: 10, ...(typeof cursor === 'string' && { cursor }) },
    });
    found.push(...objectsIn(body.items).map(({ geocode }) => geocode));
    cursor = isObject(body.page) ? body.page.nextCursor : null;
  } while (typeof cursor === 'string');
  assert.equal(found.length, 64);
  assert.equal(new Set(found).size, 64);
});

test('a place is not inside of itself, and a code that is retired is told one by one only', async () => {
  const { call } = referenceData();
  assert.deepEqual((await call('listPlaces', { query: { level: 'district', parent: '5549' } })).body.items, []);
  const { body } = await call('listPlaces', { query: { level: 'district', parent: '30', limit: 100 } });
  assert.ok(!objectsIn(body.items).some(({ geocode }) => geocode === '3061'));
  assert.equal((await call('getPlace', { path: { geocode: '3061' } })).body.status, 'retired');
});

test('banks are those that take part in fund transfer, each with its branches', async () => {
  const { call } = referenceData();
  const banks = objectsIn((await call('listBanks')).body.items);
  assert.equal(banks.length, 3);
  for (const { participant, branches } of banks) {
    const { body } = await call('listBranches', { path: { participant: String(participant) } });
    assert.equal(objectsIn(body.items).length, branches);
  }
});
