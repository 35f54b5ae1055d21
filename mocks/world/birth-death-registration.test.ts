import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf(
  'birth-death-registration',
  'nid-verification',
  'consent-manager',
  'notifications',
  'fund-transfer',
  'account-directory',
);
const place = { division: 'Rangpur', district: 'Kurigram', upazila: 'Ulipur', geocode: '554994' };
const SALMA = { name: { bn: 'সালমা বেগম', en: 'Salma Begum' }, nid: '4912876512' };
const CHILD = {
  name: { bn: 'শাপলা আক্তার', en: 'Shapla Akter' },
  gender: 'female',
  birthDate: '2026-11-20',
  birthOrder: 3,
  birthPlace: place,
};
const informant = { name: SALMA.name, relationship: 'parent', mobile: '+8801812345612' };

function registry() {
  const { call } = begin();
  const to = (operation: string, body?: JsonObject, path: JsonObject = {}, service = 'birth-death-registration') =>
    call(service, operation, { path, ...(body && { body }) });
  const decide = (applicationNumber: unknown, decision: string) =>
    to('decideAsRegistrar', { decision }, { applicationNumber } as JsonObject);
  return { to, decide };
}

test('a birth is notified, declared, registered and certified once', async () => {
  const { to, decide } = registry();
  const { body: notified } = await to('notifyBirth', {
    mother: { ...SALMA, mobile: '+8801812345612' },
    gender: 'female',
    bornAt: '2026-11-20T06:00:00+06:00',
    placeKind: 'home',
    attendant: 'midwife',
    place,
  });
  const { notificationNumber } = notified;
  const declaration = { notificationNumber, child: CHILD, mother: SALMA, informant, evidence: [] } as JsonObject;
  const otherDay = { ...declaration, child: { ...CHILD, birthDate: '2026-11-19' } };
  assert.equal((await to('applyForBirth', otherDay)).refusal, 'notification-differs');
  const { body: applied } = await to('applyForBirth', declaration);
  assert.equal(applied.status, 'submitted');
  const { body: registered } = await decide(applied.applicationNumber, 'register');
  const { brn } = registered;
  assert.match(String(brn), /^2026\d{13}$/);
  const found = await to('findNotification', { notificationNumber } as JsonObject);
  assert.equal(found.body.status, 'registered');
  const verified = await to('verifyRecord', { brn, name: CHILD.name, mother: SALMA.name } as JsonObject);
  assert.deepEqual([verified.body.matched, verified.body.status], [true, 'registered']);
  assert.equal((await to('applyForBirth', declaration)).refusal, 'registered');
  assert.equal((await decide(applied.applicationNumber, 'reject')).refusal, 'closed');
  const fees = [];
  for (let copy = 0; copy < 2; copy++) {
    const { body } = await to('issueCertificate', { brn, kind: 'birth' } as JsonObject);
    fees.push((body.fee as JsonObject).amount);
  }
  assert.deepEqual(fees, ['0.00', '50.00']);
});

test('a death that is registered closes the record and the NID', async () => {
  const { to, decide } = registry();
  const deceased = { name: { bn: 'রহিমা বেগম', en: 'Rahima Begum' }, nid: '4912876501', gender: 'female' };
  const { body } = await to('applyForDeath', {
    deceased,
    deathDate: '2026-11-25',
    placeKind: 'home',
    cause: 'illness',
    place,
    informant,
    evidence: [{ kind: 'funeral-record', digest: '0'.repeat(64) }],
  });
  await decide(body.applicationNumber, 'register');
  const verified = await to('verifyRecord', { brn: '19684911876012345', gender: 'female' });
  assert.equal(verified.body.status, 'death-registered');
  const status = await to('checkStatus', { nid: deceased.nid }, {}, 'nid-verification');
  assert.deepEqual([status.body.status, status.body.since], ['deceased', '2026-11-25']);
  assert.equal((await to('issueCertificate', { brn: '19684911876012345', kind: 'death' })).status, 201);
});

test('a correction changes the record and replaces its certificates', async () => {
  const { to, decide } = registry();
  const brn = '20038111876012347';
  const name = { bn: 'তাহমিনা সুলতানা রুমি', en: 'Tahmina Sultana Rumi' };
  const { body } = await to('applyForCorrection', {
    brn,
    changes: [{ field: 'name', name }],
    reason: 'A name is missing.',
    informant: { ...informant, mobile: '+8801612345605' },
    evidence: [],
  });
  assert.equal((await to('issueCertificate', { brn, kind: 'birth' })).refusal, 'correction-open');
  await decide(body.applicationNumber, 'register');
  assert.equal((await to('verifyRecord', { brn, name })).body.matched, true);
  const before = await to('getCertificate', undefined, { certificateId: 'bcr_01KB2M4E7Q9RS5T6V8W0X1Y306' });
  assert.deepEqual([before.body.status, before.body.url], ['replaced', null]);
});

test('an application without a proof is returned until it has one', async () => {
  const { to, decide } = registry();
  const { body } = await to('applyForBirth', { child: CHILD, mother: SALMA, informant, evidence: [] });
  assert.deepEqual([body.status, body.needs], ['returned', ['birth-proof']]);
  const path = { applicationNumber: body.applicationNumber } as JsonObject;
  const attach = (kind: string) => to('attachDocument', { kind, digest: '0'.repeat(64) }, path);
  assert.equal((await attach('funeral-record')).body.status, 'returned');
  assert.equal((await attach('vaccination-card')).body.status, 'submitted');
  assert.equal((await decide(body.applicationNumber, 'reject')).body.status, 'rejected');
  assert.equal((await attach('passport')).refusal, 'closed');
});
