import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { JsonObject } from '@dpi/specs/json-value';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf(
  'digital-signature',
  'birth-death-registration',
  'nid-verification',
  'notifications',
  'consent-manager',
  'fund-transfer',
  'account-directory',
);
const MINUTE = 60_000;
const DAY = 86_400_000;
const FARHANA = 'crd_01KB2M4E7Q9RS5T6V8W0X1Y115';
const TAHMINA = 'crd_01KB2M4E7Q9RS5T6V8W0X1Y105';
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');
const digest = digestOf('An agreement.\n');
const ORDER = {
  credentialId: FARHANA,
  title: 'An agreement',
  digest,
  format: 'cades',
  profile: 'baseline-t',
  language: 'en',
};

function signing() {
  const { call, advance } = begin();
  const to = (operation: string, body?: JsonObject, path: JsonObject = {}) =>
    call('digital-signature', operation, { path, ...(body && { body }) });
  const request = async (more: JsonObject = {}) => (await to('requestSignature', { ...ORDER, ...more })).body;
  const enter = (asked: JsonObject, code: string) =>
    to('authoriseSignature', { code }, { requestId: asked.requestId } as JsonObject);
  const envelopeOf = (asked: JsonObject) => to('getEnvelope', undefined, { requestId: asked.requestId } as JsonObject);
  const sign = async (more: JsonObject = {}) => {
    const asked = await request(more);
    assert.equal((await enter(asked, '123456')).body.status, 'signed');
    return (await envelopeOf(asked)).body;
  };
  const verify = async ({ format, envelope }: JsonObject, more: JsonObject = {}) => {
    const { body, refusal } = await to('verifySignature', { format, digest, envelope, ...more } as JsonObject);
    return refusal ?? body.reason ?? body.indication;
  };
  return { call, to, request, enter, envelopeOf, sign, verify, advance };
}

for (const format of ['cades', 'pades', 'jades']) {
  for (const profile of ['baseline-b', 'baseline-t', 'baseline-lt']) {
    test(`what is signed as ${format} in the profile ${profile} is verified, and nothing else is`, async () => {
      const { sign, verify } = signing();
      const signed = await sign({ format, profile });
      assert.equal(signed.timestampToken === null, profile === 'baseline-b');
      assert.equal((signed.revocationLists as string[]).length, profile === 'baseline-lt' ? 2 : 0);
      assert.equal(await verify(signed), 'total-passed');
      assert.equal(await verify(signed, { digest: digestOf('An agreement!\n') }), 'hash-failure');
      assert.equal(await verify({ ...signed, format: format === 'jades' ? 'cades' : 'jades' }), 'unreadable');
    });
  }
}

test('a changed byte of the signature, or a signature of somebody else, is not passed', async () => {
  const { sign, verify } = signing();
  const signed = await sign({ profile: 'baseline-b' });
  const bytes = Buffer.from(String(signed.envelope), 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  assert.equal(await verify({ ...signed, envelope: bytes.toString('base64') }), 'signature-damaged');
  const other = await sign({ credentialId: TAHMINA, profile: 'baseline-b' });
  assert.notEqual(other.envelope, signed.envelope);
  assert.equal(await verify(other), 'total-passed');
});

test('the person who does not agree signs nothing', async () => {
  const { to, request, enter, envelopeOf } = signing();
  const asked = await request();
  assert.equal((await envelopeOf(asked)).refusal, 'waiting');
  const cancelled = await to('cancelRequest', undefined, { requestId: asked.requestId } as JsonObject);
  assert.equal(cancelled.body.status, 'cancelled');
  assert.equal((await enter(asked, '123456')).refusal, 'over');
  assert.equal((await envelopeOf(asked)).refusal, 'over');
  assert.equal(
    (await to('sendCode', { channel: 'sms' }, { requestId: asked.requestId } as JsonObject)).refusal,
    'over',
  );
});

test('three wrong codes end a request, and no code in ten minutes', async () => {
  const { to, request, enter, advance } = signing();
  const asked = await request();
  for (const left of [2, 1, 0]) {
    assert.equal((await enter(asked, '000000')).refusal, 'code-wrong');
    const { body } = await to('getSignatureRequest', undefined, { requestId: asked.requestId } as JsonObject);
    assert.deepEqual([body.triesLeft, body.status], [left, left === 0 ? 'failed' : 'waiting-for-code']);
  }
  assert.equal((await enter(asked, '123456')).refusal, 'over');
  const late = await request();
  await advance(9 * MINUTE);
  assert.equal((await to('sendCode', { channel: 'voice' }, { requestId: late.requestId } as JsonObject)).status, 201);
  assert.deepEqual(await expired(advance, 9 * MINUTE, late), []);
  assert.equal((await expired(advance, MINUTE, late)).length, 1);
  assert.equal((await enter(late, '123456')).refusal, 'over');
});

async function expired(
  advance: ReturnType<typeof signing>['advance'],
  milliseconds: number,
  { requestId }: JsonObject,
) {
  const emitted = await advance(milliseconds);
  return emitted.filter(
    ({ type, data }) => type === 'signature.expired' && (data as JsonObject).requestId === requestId,
  );
}

test('a request that is signed is signed once, and its envelope kept for 30 days', async () => {
  const { to, request, enter, envelopeOf, advance } = signing();
  const asked = await request();
  await enter(asked, '123456');
  assert.equal((await enter(asked, '123456')).refusal, 'over');
  const cancelled = await to('cancelRequest', undefined, { requestId: asked.requestId } as JsonObject);
  assert.equal(cancelled.refusal, 'signed');
  const { body } = await envelopeOf(asked);
  assert.deepEqual((await envelopeOf(asked)).body, body);
  await advance(31 * DAY);
  assert.equal((await envelopeOf(asked)).refusal, 'deleted');
});

test('after the certificate has expired, only a timestamp proves that the signature is older', async () => {
  const { to, sign, verify, advance } = signing();
  const plain = await sign({ profile: 'baseline-b' });
  const stamped = await sign({ profile: 'baseline-t' });
  const ofDocument = await to('createTimestamp', { digest });
  await advance(735 * DAY);
  assert.equal(await verify(plain), 'out-of-bounds-no-proof');
  assert.equal(await verify(stamped), 'total-passed');
  // Both are the same signature, made at the same moment: kept beside the envelope, the token proves the same.
  assert.equal(await verify(plain, { timestampToken: stamped.timestampToken } as JsonObject), 'total-passed');
  assert.equal(await verify(plain, { timestampToken: ofDocument.body.token } as JsonObject), 'out-of-bounds-no-proof');
  const credential = await to('getCredential', undefined, { id: FARHANA });
  assert.deepEqual([credential.body.status, credential.body.certificate], ['expired', null]);
  assert.equal((await to('requestSignature', ORDER)).refusal, 'expired');
});

test('each timestamp has a number of its own and the moment of the world', async () => {
  const { to, sign, advance } = signing();
  const first = (await to('createTimestamp', { digest, reference: 'tender-1' })).body;
  await sign();
  await advance(DAY);
  const second = (await to('createTimestamp', { digest })).body;
  assert.equal(Number(second.serialNumber) - Number(first.serialNumber), 2);
  assert.equal(Date.parse(String(second.at)) - Date.parse(String(first.at)), DAY);
  assert.deepEqual([first.reference, second.reference], ['tender-1', null]);
});

test('a certificate is looked at for the moment that is asked for, and for none that is still to come', async () => {
  const { to } = signing();
  const asked = (number: string, at: string) =>
    to('checkCertificate', { authorityId: 'sandbox-sub-ca', serialNumber: `4F2A6B8C10D3${number}`, at });
  const state = async (number: string, at: string) => (await asked(number, at)).body.state;
  assert.equal(await state('18', '2025-11-10T10:49:59+06:00'), 'good');
  assert.equal(await state('18', '2025-11-10T10:50:00+06:00'), 'revoked');
  assert.equal(await state('07', '2026-05-31T23:00:00+06:00'), 'good');
  assert.equal(await state('07', '2026-06-01T00:00:00+06:00'), 'expired');
  assert.equal(await state('07', '2024-05-31T23:00:00+06:00'), 'unknown');
  assert.equal((await asked('15', '2099-01-01T00:00:00+06:00')).refusal, 'in-future');
});

test('after the death of its holder a credential signs nothing, and is in the list of those revoked', async () => {
  const { call, to, request, enter, sign } = signing();
  const rahima = 'crd_01KB2M4E7Q9RS5T6V8W0X1Y101';
  const asked = await request({ credentialId: rahima });
  const name = { bn: 'রহিমা বেগম', en: 'Rahima Begum' };
  const registrar = (operation: string, body: JsonObject, path: JsonObject = {}) =>
    call('birth-death-registration', operation, { body, path });
  const { body } = await registrar('applyForDeath', {
    deceased: { name, nid: '4912876501', gender: 'female' },
    deathDate: '2026-11-25',
    placeKind: 'home',
    cause: 'illness',
    place: { division: 'Rangpur', district: 'Kurigram', upazila: 'Ulipur', geocode: '554994' },
    informant: { name, relationship: 'child', mobile: '+8801812345612' },
    evidence: [{ kind: 'funeral-record', digest }],
  } as JsonObject);
  await registrar('decideAsRegistrar', { decision: 'register' }, {
    applicationNumber: body.applicationNumber,
  } as JsonObject);
  assert.equal((await enter(asked, '123456')).refusal, 'revoked');
  assert.equal((await to('requestSignature', { ...ORDER, credentialId: rahima })).refusal, 'revoked');
  assert.equal((await to('getCredential', undefined, { id: rahima })).body.status, 'revoked');
  const { revocationLists } = await sign({ profile: 'baseline-lt' });
  const [list = ''] = revocationLists as string[];
  const isListed = (number: string) =>
    Buffer.from(list, 'base64').includes(Buffer.from(`4F2A6B8C10D3${number}`, 'hex'));
  assert.deepEqual(['01', '18', '02'].map(isListed), [true, true, false]);
});
