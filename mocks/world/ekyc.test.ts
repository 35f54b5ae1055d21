import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('ekyc', 'nid-verification', 'consent-manager', 'notifications');
const FACE = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP//';
const PHOTO = '/9j//gAqc2FuZGJveDogYSBwaG90byBoZWxkIGJlZm9yZSB0aGUgY2FtZXJhLv/Z';
const FINGER = { modality: 'fingerprint', image: '/6D/qAA6', finger: 'left-thumb' };
const MINUTE = 60_000;

const KARIM = { nid: '4912876502', birthDate: '1975-11-02', name: { bn: 'করিম মিয়া', en: 'Karim Mia' } };
const HALIM = { nid: '1512876507', birthDate: '1979-08-30', name: { bn: 'আব্দুল হালিম', en: 'Abdul Halim' } };
const PROFILE = {
  occupation: 'farmer',
  monthlyIncome: { amount: '18000.00', currency: 'BDT' },
  sourceOfFunds: 'farming',
  politicallyExposed: false,
  nominee: { name: { bn: 'সালমা বেগম', en: 'Salma Begum' }, relationship: 'spouse' },
  address: { division: 'Rangpur', district: 'Kurigram', upazila: 'Ulipur', geocode: '554994' },
};

async function session(mobile: string, officer = 'app') {
  const { call, advance } = begin();
  const { body } = await call('ekyc', 'openSession', {
    body: { mobile, kind: 'simplified', purpose: 'wallet', channel: 'self', officer },
  });
  const path = { sessionId: body.sessionId } as JsonObject;
  const to = (operation: string) => (sent?: JsonObject) =>
    call('ekyc', operation, { path, ...(sent && { body: sent }) });
  return {
    call,
    advance,
    id: path.sessionId,
    identify: to('submitIdentity'),
    sample: to('submitBiometric'),
    profile: to('submitProfile'),
    decide: to('decideSession'),
    read: to('getSession'),
    cancel: to('cancelSession'),
  };
}

test('a customer is accepted step by step, and the record replaces the one before', async () => {
  const { call, identify, sample, profile, decide, read } = await session('+8801812345602');
  assert.equal((await sample({ modality: 'face', image: FACE })).refusal, 'out-of-order');
  assert.equal((await identify(KARIM)).body.status, 'identified');
  assert.equal((await decide({ decision: 'accept', officer: 'a' })).refusal, 'too-early');
  assert.equal((await sample({ modality: 'face', image: FACE })).body.status, 'proven');
  assert.deepEqual((await profile(PROFILE)).body.reasons, ['occupation', 'channel']);
  const { body } = await decide({ decision: 'accept', officer: 'a' });
  assert.deepEqual([body.status, (await read()).body.recordId], ['accepted', body.recordId]);
  assert.equal((await decide({ decision: 'reject', officer: 'a' })).refusal, 'over');
  const record = (recordId: unknown) =>
    call('ekyc', 'getKycRecord', { path: { recordId } as JsonObject }).then((answer) => answer.body);
  assert.deepEqual((await record(body.recordId)).name, KARIM.name);
  assert.equal((await record('rec_01KB2M4E7Q9RS5T6V8W0X1Y703')).status, 'superseded');
});

test('who is not the customer is not accepted, but can be rejected', async () => {
  const { identify, sample, decide } = await session('+8801812345602');
  for (const left of [2, 1, 0]) {
    const { refusal } = await identify({ ...KARIM, name: HALIM.name });
    assert.equal(refusal, 'mismatch', String(left));
  }
  assert.equal((await identify(KARIM)).refusal, 'no-attempts-left');
  assert.equal((await sample({ modality: 'face', image: FACE })).refusal, 'out-of-order');
  assert.equal((await decide({ decision: 'reject', officer: 'a' })).body.status, 'rejected');
});

test('three samples that do not match are enough, and a worn finger is one', async () => {
  const { identify, sample } = await session('+8801712345608');
  const name = { bn: 'সুফিয়া খাতুন', en: 'Sufia Khatun' };
  await identify({ nid: '0612876508', birthDate: '1985-12-01', name });
  const photo = await sample({ modality: 'face', image: PHOTO });
  assert.deepEqual([photo.body.live, photo.body.matched, photo.body.attemptsLeft], [false, false, 2]);
  assert.equal((await sample({ ...FINGER, image: FACE })).refusal, 'wrong-format');
  assert.equal((await sample(FINGER)).body.matched, false);
  assert.deepEqual((await sample(FINGER)).body.next, 'decision');
  assert.equal((await sample({ modality: 'face', image: FACE })).refusal, 'no-attempts-left');
});

test('high risk needs a second officer and a proof of income', async () => {
  const { identify, sample, profile, decide } = await session('+8801412345607', 'first');
  await identify(HALIM);
  await sample(FINGER);
  const income = { amount: '650000.00', currency: 'BDT' };
  const { body } = await profile({ ...PROFILE, occupation: 'trader', monthlyIncome: income });
  assert.deepEqual([body.grade, body.screening, body.kind], ['high', 'near-match', 'regular']);
  assert.ok((body.reasons as string[]).includes('geography'));
  assert.equal((await decide({ decision: 'accept', officer: 'first' })).refusal, 'same-officer');
  assert.equal((await decide({ decision: 'accept', officer: 'second' })).refusal, 'no-income-proof');
  const incomeProof = '0'.repeat(64);
  assert.equal((await decide({ decision: 'accept', officer: 'second', incomeProof })).body.status, 'accepted');
});

test('a session ends after half an hour, and is neither continued nor cancelled then', async () => {
  const { id, identify, cancel, read, advance } = await session('+8801812345602');
  const told = await advance(30 * MINUTE);
  assert.ok(told.some(({ type, data }) => type === 'session.expired' && (data as JsonObject).sessionId === id));
  assert.equal((await read()).body.status, 'expired');
  assert.equal((await identify(KARIM)).refusal, 'over');
  assert.equal((await cancel()).refusal, 'over');
});

test('a session that was cancelled is over', async () => {
  const { cancel, read, identify } = await session('+8801812345602');
  assert.equal((await cancel()).status, 204);
  assert.equal((await read()).body.status, 'cancelled');
  assert.equal((await identify(KARIM)).refusal, 'over');
});
