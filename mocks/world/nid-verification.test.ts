import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('nid-verification', 'consent-manager', 'notifications');
const RAHIMA = '4912876501';
const KARIM = '4912876502';
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

const CODE = '123456';

function codes() {
  const { to, advance } = register();
  const ask = (attributes: string[], nid = RAHIMA) =>
    to('sendOneTimeCode', { nid, attributes, purpose: 'Shapla Bank', language: 'en' });
  const verify = (codeId: JsonObject[string], code = CODE) => to('verifyOneTimeCode', { code }, { codeId });
  return { ask, verify, to, advance };
}

test('a one-time code opens the attributes that were asked for, and no others', async () => {
  const { ask, verify } = codes();
  const held = {
    name: { bn: 'রহিমা বেগম', en: 'Rahima Begum' },
    birthDate: '1968-03-12',
    gender: 'female',
  };
  const all = ['name', 'birthDate', 'gender', 'address', 'father', 'mother'];
  for (const attributes of [[], ['name'], ['gender', 'birthDate'], all]) {
    const { ask, verify } = codes();
    const { status, body } = await verify((await ask(attributes)).body.codeId);
    assert.equal(status, 200);
    const given = body.attributes as JsonObject;
    assert.deepEqual(Object.keys(given).sort(), attributes.toSorted());
    for (const [name, value] of Object.entries(held)) if (name in given) assert.deepEqual(given[name], value);
  }
  const { body } = await ask(['name']);
  assert.deepEqual(Object.keys(body).sort(), ['attemptsLeft', 'attributes', 'codeId', 'expiresAt', 'sentTo']);
  assert.equal((await verify(body.codeId)).status, 200);
  assert.equal((await verify(body.codeId)).refusal, 'used');
});

test('a one-time code can be tried three times', async () => {
  const { ask, verify } = codes();
  const { codeId } = (await ask(['name'])).body;
  for (const left of ['Attempts left: 2.', 'Attempts left: 1.', 'No attempts are left.']) {
    const { refusal, body } = await verify(codeId, '000000');
    assert.equal(refusal, 'wrong');
    assert.ok(String(body.detail).startsWith(left), String(body.detail));
  }
  const { refusal, body } = await verify(codeId);
  assert.deepEqual([refusal, body.detail], ['over', 'The code was wrong three times. Send the person a new one.']);
});

test('a one-time code ends after five minutes, or when a newer one is sent', async () => {
  const { ask, verify, advance } = codes();
  const first = (await ask(['name'])).body.codeId;
  await advance(60_000);
  const second = (await ask(['address'])).body.codeId;
  assert.match(String((await verify(first)).body.detail), /A newer code was sent/);
  await advance(5 * 60_000);
  assert.match(String((await verify(second)).body.detail), /valid for five minutes/);
  await advance(DAY);
  assert.equal((await verify(second)).refusal, 'not-found');
});

test('three one-time codes are sent to one person in an hour', async () => {
  const { ask, advance } = codes();
  await advance(DAY);
  for (let time = 0; time < 3; time++) {
    assert.equal((await ask(['name'])).status, 202);
    await advance(10 * 60_000);
  }
  const { refusal, headers } = await ask(['name']);
  assert.deepEqual([refusal, headers['retry-after']], ['sent-too-often', String(30 * 60)]);
  assert.equal((await ask(['name'], KARIM)).status, 202);
  await advance(30 * 60_000);
  assert.equal((await ask(['name'])).status, 202);
});
