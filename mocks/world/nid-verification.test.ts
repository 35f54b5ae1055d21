import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './service-calls.fixture.ts';

const begin = await servicesOf('nid-verification', 'consent-manager');
const RAHIMA = '4912876501';
const MIZANUR = '2612876510';
const HAJERA = '7212876518';
const DAY = 86_400_000;

function register() {
  const { call, advance } = begin();
  const to = (operation: string, body: JsonObject, path: JsonObject = {}) =>
    call('nid-verification', operation, { body, path });
  return { verify: (body: JsonObject) => to('verifyIdentity', body), to, advance };
}

test('each attribute that was sent is compared, and no other', async () => {
  const { verify } = register();
  const name = { bn: 'রহিমা বেগম', en: 'Rohima Begom' };
  const { body } = await verify({ nid: RAHIMA, name, geocode: '5549', gender: 'male' });
  assert.equal(body.matched, false);
  assert.deepEqual(body.attributes, {
    nameBn: { matched: true, score: 100 },
    nameEn: { matched: true, score: 83 },
    gender: { matched: false },
    geocode: { matched: true },
  });
});

test('another name does not match, in either script', async () => {
  const { verify } = register();
  for (const name of [
    { bn: 'করিম মিয়া', en: 'Rahima Begum' },
    { bn: 'রহিমা বেগম', en: 'Karim Mia' },
  ])
    assert.equal((await verify({ nid: RAHIMA, name })).body.matched, false);
  const mother = { bn: 'জোবেদা খাতুন', en: 'Zobeda Khatun' };
  assert.equal((await verify({ nid: RAHIMA, mother })).body.matched, true);
});

test('an NID that did not match five times is not verified for a day', async () => {
  const { verify, advance } = register();
  for (let time = 0; time < 5; time++) assert.equal((await verify({ nid: RAHIMA, gender: 'male' })).status, 200);
  assert.equal((await verify({ nid: RAHIMA, gender: 'female' })).refusal, 'too-many-mismatches');
  await advance(DAY);
  assert.equal((await verify({ nid: RAHIMA, gender: 'female' })).body.matched, true);
});

test('a batch is matched 50 rows a second, and its webhook tells of its end', async () => {
  const { to, advance } = register();
  // The batch that every world begins with is done.
  await advance(5000);
  const people = [RAHIMA, MIZANUR, HAJERA, '9999999990'];
  const items = Array.from({ length: 60 }, (_, row) => ({
    reference: `row-${row}`,
    nid: people[row] ?? RAHIMA,
    birthDate: row === 59 ? '1968-03-13' : '1968-03-12',
  }));
  const { body: made } = await to('createBatch', { label: 'Renewal', items });
  const path = { batchId: made.batchId };
  const read = async () => (await to('getBatch', {}, path)).body;
  assert.deepEqual([made.status, made.done], ['accepted', 0]);
  assert.deepEqual(await advance(2000), []);
  const half = await read();
  assert.deepEqual([half.status, half.done, half.completedAt], ['running', 50, null]);
  const { batchId, total } = made;
  const data = { batchId, status: 'completed', total, done: 60 };
  assert.deepEqual(await advance(1000), [{ type: 'batch.completed', data }]);
  const results = (await to('listBatchResults', {}, path)).body.items as JsonObject[];
  assert.deepEqual(
    results.slice(0, 5).map(({ outcome }) => outcome),
    ['matched', 'blocked', 'deceased', 'unknown', 'matched'],
  );
  await advance(30 * DAY);
  assert.equal((await to('getBatch', {}, path)).refusal, 'not-found');
});
