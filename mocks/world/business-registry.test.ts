import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type JsonObject, objectsIn } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('business-registry', 'consent-manager');
const ABDUL = '1512876507';
const CONSENT = 'cns_01KB2M4E7Q9RS5T6V8W0X1Y207';
const COMPANY = 'C-184207/2021';
const registry = () => {
  const { call, advance } = begin();
  return {
    ask: (operation: string, body: JsonObject) => call('business-registry', operation, { body }),
    call,
    advance,
  };
};

test('businesses and directors are told with a consent until it is revoked', async () => {
  const { ask, call } = registry();
  const owned = () => ask('findByOwner', { nid: ABDUL, consent: CONSENT });
  assert.equal(objectsIn((await owned()).body.items).length, 2);
  const company = () => ask('readCompany', { companyNumber: COMPANY, consent: CONSENT });
  assert.equal(objectsIn((await company()).body.directors).length, 2);
  await call('consent-manager', 'revokeConsent', { path: { consentId: CONSENT } });
  assert.equal((await owned()).refusal, 'consent-not-valid');
  assert.equal((await company()).refusal, 'consent-not-valid');
  assert.deepEqual((await ask('readCompany', { companyNumber: COMPANY })).body.directors, []);
});

test('a consent of somebody else opens neither the businesses nor the company', async () => {
  const { ask } = registry();
  const consent = 'cns_01KB2M4E7Q9RS5T6V8W0X1Y201';
  assert.equal((await ask('findByOwner', { nid: ABDUL, consent })).refusal, 'consent-not-valid');
  assert.equal((await ask('readCompany', { companyNumber: COMPANY, consent })).refusal, 'consent-too-narrow');
});

test('a name is found in either script, in its district, and with a mistake', async () => {
  const { ask } = registry();
  const found = async (body: JsonObject) => objectsIn((await ask('searchBusinesses', body)).body.items).length;
  assert.equal(await found({ name: 'হালিম' }), 2);
  assert.equal(await found({ name: 'Haleem Traders' }), 1);
  assert.equal(await found({ name: 'Halim', geocode: '30' }), 0);
});

test('a licence expires with its fiscal year, and returns of a year can be checked once it is over', async () => {
  const { ask, advance } = registry();
  const licence = { tradeLicence: 'TRAD/CHTG/012345/2026' };
  const filing = { tin: '512345678907', fiscalYear: '2026-27' };
  assert.equal((await ask('verifyLicence', licence)).body.status, 'active');
  assert.equal((await ask('checkFiling', filing)).refusal, 'year-not-over');
  await advance(220 * 86_400_000);
  assert.equal((await ask('verifyLicence', licence)).body.status, 'expired');
  assert.equal((await ask('checkFiling', filing)).body.filed, false);
});
