import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('digital-locker', 'nid-verification', 'consent-manager', 'notifications');
const RAHIMA = { owner: { nid: '4912876501' }, consent: 'cns_01KB2M4E7Q9RS5T6V8W0X1Y301' };
const TAHMINA = { owner: { nid: '8112876505' }, consent: 'cns_01KB2M4E7Q9RS5T6V8W0X1Y305' };
const BIRTH = { issuerId: 'registrar-general', typeId: 'birth-certificate' };
const RAHIMA_BIRTH = 'doc_01KB2M4E7Q9RS5T6V8W0X1Y101';
const DAY = 86_400_000;

function locker() {
  const { call, advance } = begin();
  const to = (operation: string, body?: JsonObject, path: JsonObject = {}, service = 'digital-locker') =>
    call(service, operation, { path, ...(body && { body }) });
  const list = async (of: JsonObject) => ((await to('listDocuments', of)).body.items ?? []) as JsonObject[];
  const share = async (more: JsonObject) => {
    const purpose = { bn: 'চাকরি', en: 'Job' };
    const sent = { purpose, expiresAt: '2026-12-10T12:00:00+06:00', maxOpenings: 2, ...more };
    return (await to('shareDocument', sent, { documentId: RAHIMA_BIRTH })).body;
  };
  return { to, list, share, advance };
}

test('a document that is pulled lies in the locker, once', async () => {
  const { to, list } = locker();
  const pull = { ...TAHMINA, ...BIRTH, details: { brn: '20038111876012347' } };
  const before = await list(TAHMINA);
  const { body } = await to('pullDocument', pull);
  assert.deepEqual(await list(TAHMINA).then((items) => items[0]?.documentId), body.documentId);
  assert.equal((await to('pullDocument', pull)).body.documentId, body.documentId);
  assert.equal((await list(TAHMINA)).length, before.length + 1);
  const hers = { ...pull, details: { brn: '19684911876012345' } };
  assert.equal((await to('pullDocument', hers)).refusal, 'holder-differs');
});

test('a locker is closed to whoever has no consent to it, or no longer', async () => {
  const { to } = locker();
  assert.equal((await to('listDocuments', { ...RAHIMA, consent: TAHMINA.consent })).refusal, 'of-another');
  assert.equal((await to('listDocuments', RAHIMA)).status, 200);
  await to('revokeConsent', undefined, { consentId: RAHIMA.consent }, 'consent-manager');
  assert.equal((await to('listDocuments', RAHIMA)).refusal, 'ended');
  assert.equal((await to('pullDocument', { ...RAHIMA, ...BIRTH, details: {} })).refusal, 'ended');
});

test('a share opens as often as the citizen says, and with the passcode', async () => {
  const { to, share, advance } = locker();
  const { token, shareId } = await share({ passcode: '4826' });
  assert.equal((await to('openShare', { token } as JsonObject)).refusal, 'passcode-missing');
  assert.equal((await to('openShare', { token, passcode: '0000' } as JsonObject)).refusal, 'passcode-wrong');
  const open = () => to('openShare', { token, passcode: '4826' } as JsonObject);
  assert.deepEqual([(await open()).body.openingsLeft, (await open()).body.openingsLeft], [1, 0]);
  assert.equal((await open()).refusal, 'ended');
  assert.equal((await to('getShare', undefined, { shareId } as JsonObject)).body.status, 'used-up');
  const other = await share({});
  const told = await advance(30 * DAY);
  assert.ok(told.some(({ data }) => (data as JsonObject).shareId === other.shareId));
  assert.equal((await to('openShare', { token: other.token } as JsonObject)).refusal, 'ended');
});

test('five wrong passcodes end a share', async () => {
  const { to, share } = locker();
  const { token } = await share({ passcode: '4826' });
  for (let time = 0; time < 5; time++) await to('openShare', { token, passcode: '0000' } as JsonObject);
  assert.equal((await to('openShare', { token, passcode: '4826' } as JsonObject)).refusal, 'ended');
});

test('a document that its issuer withdraws is no longer shown or shared', async () => {
  const { to, list } = locker();
  const owner = RAHIMA.owner;
  const pushed = await to(
    'pushDocument',
    {
      owner,
      typeId: 'training-certificate',
      title: { bn: 'সনদ', en: 'Certificate' },
      uri: 'bd.dss/training-certificate/01KB2M4F00',
      mediaType: 'application/pdf',
      digest: '0'.repeat(64),
      issuedDate: '2026-11-01',
    },
    { issuerId: 'dss' },
  );
  const path = { documentId: pushed.body.documentId } as JsonObject;
  assert.equal((await list(RAHIMA))[0]?.documentId, path.documentId);
  const note = { bn: 'ভুল ছিল।', en: 'It was wrong.' };
  assert.equal((await to('withdrawDocument', { reason: 'issued-by-mistake', note }, path)).body.status, 'withdrawn');
  assert.equal((await to('getContent', undefined, path)).refusal, 'withdrawn');
  const purpose = { bn: 'চাকরি', en: 'Job' };
  const share = { purpose, expiresAt: '2026-12-10T12:00:00+06:00', maxOpenings: 2 };
  assert.equal((await to('shareDocument', share, path)).refusal, 'withdrawn');
});
