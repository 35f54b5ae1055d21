import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isObject, objectsIn } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('service-directory');
const DAY = 86_400_000;

function directory() {
  const { call, advance } = begin();
  const search = async (q: string, more: Record<string, string> = {}) => {
    const { body } = await call('service-directory', 'searchServices', { query: { q, ...more } });
    return { codes: objectsIn(body.items).map(({ code }) => code), didYouMean: body.didYouMean };
  };
  const estimate = async (serviceCode: string, body: Record<string, number | boolean>) => {
    const answer = await call('service-directory', 'estimateService', { path: { serviceCode }, body });
    return { refusal: answer.refusal, total: isObject(answer.body.total) ? answer.body.total.amount : undefined };
  };
  return { call, advance, search, estimate };
}

test('services are found by words of either language, misspelled or in Latin letters', async () => {
  const { search } = directory();
  for (const q of ['মৃত্যু নিবন্ধন', 'death registration', 'registration of deth', 'mrittu nibondhon'])
    assert.equal((await search(q)).codes[0], 'death-registration', q);
  assert.deepEqual((await search('vaccines')).codes, ['child-immunisation']);
  assert.deepEqual((await search('allowance', { agency: 'land-ministry' })).codes, []);
  assert.deepEqual(await search('submarine'), { codes: [], didYouMean: null });
});

test('the fee is that of the day, of the age and of the days since the event', async () => {
  const { advance, estimate } = directory();
  assert.equal((await estimate('birth-registration', { ageYears: 0, daysSinceEvent: 45 })).total, '0.00');
  assert.equal((await estimate('birth-registration', { ageYears: 0, daysSinceEvent: 46 })).total, '25.00');
  assert.equal((await estimate('birth-registration', { ageYears: 30 })).total, '50.00');
  assert.equal((await estimate('birth-registration', { ageYears: 14, daysSinceEvent: 21 })).refusal, 'in-conflict');
  assert.equal((await estimate('trade-licence', { ageYears: 30 })).total, '500.00');
  await advance(40 * DAY);
  assert.equal((await estimate('trade-licence', { ageYears: 30 })).total, '700.00');
});

test('offices are found in an area and the areas around it', async () => {
  const { call } = directory();
  const offices = async (geocode: string) => {
    const { body } = await call('service-directory', 'listOffices', { query: { geocode, service: 'land-mutation' } });
    return objectsIn(body.items).map(({ code }) => code);
  };
  assert.deepEqual(await offices('55'), ['land-ac-554994']);
  assert.deepEqual(await offices('554994'), ['land-ac-554994']);
  assert.deepEqual(await offices('30'), []);
});

test('the feed of changes begins thirty days ago', async () => {
  const { call, advance } = directory();
  const count = async () => {
    const { body } = await call('service-directory', 'listChanges', {});
    return objectsIn(body.items).length;
  };
  assert.equal(await count(), 3);
  await advance(10 * DAY);
  assert.equal(await count(), 1);
});
