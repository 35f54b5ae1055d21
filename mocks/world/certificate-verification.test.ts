import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import type { JsonObject } from '@dpi/specs/json-value';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { servicesOf } from './services.fixture.ts';

const begin = await servicesOf('certificate-verification', 'nid-verification', 'consent-manager', 'notifications');
/** Where the service answers, as its spec has it. */
const ADDRESS = 'https://api.dpi.example/certificate-verification/v1';
const ARIF_SSC = 'cer_01KB2M4E7Q9RS5T6V8W0X1Y501';
const BOOK = {
  typeId: 'allowance-book',
  holder: { name: { bn: 'রহিমা বেগম', en: 'Rahima Begum' }, birthDate: '1968-03-12', nid: '4912876501' },
  claims: { programme: 'widow-allowance' },
};

function certificates() {
  const { call, advance } = begin();
  const to = (operation: string, body?: JsonObject, path: JsonObject = {}) =>
    call('certificate-verification', operation, { path, ...(body && { body }) });
  /** Two bits of the status list: what a phone without a network sees. */
  const bitsAt = async (place: unknown) => {
    const { body } = await to('getStatusList', undefined, { listId: 'lst_01KB2M4E7Q9RS5T6V8W0X1Y701' });
    const bytes = inflateSync(Buffer.from(String(body.encodedList), 'base64url'));
    const at = Number(place);
    return ((bytes[at >> 2] ?? 0) >> ((at & 3) * 2)) & 3;
  };
  const change = (certificateId: unknown, status: string, reason: string) =>
    to('changeStatus', { status, reason }, { certificateId } as JsonObject);
  return { to, bitsAt, change, advance };
}

test('what is issued is verified, until it is suspended, revoked or expired', async () => {
  const { to, bitsAt, change, advance } = certificates();
  const { body: issued } = await to('issueCertificate', { ...BOOK, expiresDate: '2026-12-31' });
  const verify = async () => (await to('verifyCertificate', { qr: issued.qr } as JsonObject)).body;
  const seen = async () => [(await verify()).verdict, await bitsAt(issued.statusIndex)];
  const { certificate } = await verify();
  assert.deepEqual((certificate as JsonObject).claims, BOOK.claims);
  assert.deepEqual(await seen(), ['valid', 0]);
  await change(issued.certificateId, 'suspended', 'reported-lost');
  assert.deepEqual(await seen(), ['suspended', 2]);
  await change(issued.certificateId, 'valid', 'dispute-settled');
  await advance(40 * 86_400_000);
  assert.deepEqual(await seen(), ['expired', 0]);
  await change(issued.certificateId, 'revoked', 'issued-by-mistake');
  assert.deepEqual(await seen(), ['revoked', 1]);
  assert.equal((await change(issued.certificateId, 'valid', 'dispute-settled')).refusal, 'revoked');
});

test('a certificate that another replaces is revoked in every answer', async () => {
  const { to, bitsAt } = certificates();
  const code = { verificationCode: '4TXN-9CFD-26VJ', issueDate: '2018-06-01' };
  const seen = async () => {
    const { body } = await to('getCertificate', undefined, { certificateId: ARIF_SSC });
    return [body.status, (await to('verifyCode', code)).body.verdict, await bitsAt(body.statusIndex)];
  };
  assert.deepEqual(await seen(), ['valid', 'valid', 0]);
  const holder = { name: { bn: 'আরিফ হোসেন', en: 'Arif Hossain' }, nid: '1012876516' };
  const claims = { board: 'rajshahi', year: '2018', roll: '104876', gpa: '5.00' };
  const again = { typeId: 'ssc-certificate', holder, claims, replaces: ARIF_SSC };
  assert.equal((await to('issueCertificate', again)).status, 201);
  assert.deepEqual(await seen(), ['revoked', 'revoked', 1]);
});

test('a changed word, or the key of another issuer, is no genuine certificate', async () => {
  const { to } = certificates();
  const { body } = await to('issueCertificate', BOOK);
  const [header = '', payload = '', signature = ''] = String(body.qr).split('.');
  const said = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const written = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');
  const verdict = async (qr: string) => (await to('verifyCertificate', { qr })).body;
  const changed = await verdict(`${header}.${written({ ...said, claims: { programme: 'x' } })}.${signature}`);
  assert.deepEqual([changed.verdict, changed.certificate], ['signature-wrong', null]);
  const other = await verdict(`${header}.${written({ ...said, vct: 'ssc-certificate' })}.${signature}`);
  assert.equal(other.verdict, 'issuer-unknown');
  assert.equal((await to('verifyCertificate', { qr: 'https://www.example.com/menu' })).refusal, 'not-a-certificate');
});

test('nothing is issued to who has died, by who may not, or without a claim', async () => {
  const { to } = certificates();
  const refused = async (more: JsonObject) => (await to('issueCertificate', { ...BOOK, ...more })).refusal;
  const name = BOOK.holder.name;
  assert.equal(await refused({ holder: { name, nid: '7212876518' } }), 'holder-deceased');
  assert.equal(await refused({ holder: { name, brn: '19999999999999999' } }), 'holder-unknown');
  assert.equal(await refused({ issuerId: 'land-ministry' }), 'not-your-type');
  assert.equal(await refused({ claims: {} }), 'claim-missing');
});

/** A wallet of its own, which proves its key and binds what it presents. */
async function holder() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  return {
    proof: (audience: string, typ = 'openid4vci-proof+jwt') =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'ES256', typ, jwk })
        .setAudience(audience)
        .setIssuedAt()
        .sign(privateKey),
    async present(sdJwt: string, nonce: string, audience: string) {
      const hash = createHash('sha256').update(sdJwt).digest('base64url');
      const binding = new SignJWT({ nonce, sd_hash: hash }).setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' });
      return sdJwt + (await binding.setAudience(audience).setIssuedAt().sign(privateKey));
    },
  };
}

test('a credential follows its certificate: it is revoked, suspended and expires with it', async () => {
  const { to, change, advance } = certificates();
  const wallet = await holder();
  const { body: issued } = await to('issueCertificate', { ...BOOK, expiresDate: '2026-12-31' });
  const path = { certificateId: issued.certificateId } as JsonObject;
  const issue = async (proof: string) => to('issueCredential', { proof }, path);
  const { body } = await issue(await wallet.proof(ADDRESS));
  const presentation = await wallet.present(String(body.credential), 'nonce-1', 'https://shop.example');
  const asked = { presentation, nonce: 'nonce-1', audience: 'https://shop.example' };
  const verdict = async (more: JsonObject = {}) => (await to('verifyPresentation', { ...asked, ...more })).body;
  const { credential } = await verdict();
  assert.deepEqual((credential as JsonObject).disclosed, {
    name: 'Rahima Begum',
    'name#bn': 'রহিমা বেগম',
    birthdate: '1968-03-12',
    programme: 'widow-allowance',
  });
  await change(issued.certificateId, 'suspended', 'reported-lost');
  assert.equal((await verdict()).verdict, 'suspended');
  assert.equal((await issue(await wallet.proof(ADDRESS))).refusal, 'not-valid');
  await change(issued.certificateId, 'valid', 'dispute-settled');
  assert.equal((await verdict()).verdict, 'valid');
  await advance(40 * 86_400_000);
  assert.equal((await verdict()).verdict, 'expired');
  await change(issued.certificateId, 'revoked', 'issued-by-mistake');
  assert.equal((await verdict()).verdict, 'revoked');
});

test('a presentation with less than the holder has signed, or that answers another request, is not accepted', async () => {
  const { to } = certificates();
  const wallet = await holder();
  const path = { certificateId: ARIF_SSC };
  const { body } = await to('issueCredential', { proof: await wallet.proof(ADDRESS) }, path);
  const credential = String(body.credential);
  const presentation = await wallet.present(credential, 'nonce-1', 'https://shop.example');
  const verdict = async (sent: string, nonce = 'nonce-1', audience = 'https://shop.example') => {
    const { body } = await to('verifyPresentation', { presentation: sent, nonce, audience });
    return body.credential === null ? body.verdict : [body.verdict];
  };
  assert.deepEqual(await verdict(presentation), ['valid']);
  assert.equal(await verdict(credential), 'holder-unproven');
  const [jwt, first, ...rest] = presentation.split('~');
  assert.equal(await verdict([jwt, ...rest].join('~')), 'holder-unproven', 'without a disclosure');
  const changed = Buffer.from(JSON.stringify(['salt', 'gpa', '5.00'])).toString('base64url');
  assert.equal(await verdict([jwt, changed, ...rest].join('~')), 'signature-wrong', `instead of ${first}`);
  assert.equal(
    await verdict(await (await holder()).present(credential, 'nonce-1', 'https://shop.example')),
    'holder-unproven',
  );
  assert.equal(await verdict(presentation, 'nonce-2'), 'nonce-wrong');
  assert.equal(await verdict(presentation, 'nonce-1', 'https://bank.example'), 'audience-wrong');
});

test('nothing is issued to a wallet that has not proven its key to this service', async () => {
  const { to } = certificates();
  const wallet = await holder();
  const refused = async (proof: string) =>
    (await to('issueCredential', { proof }, { certificateId: ARIF_SSC })).refusal;
  const [header = '', payload = ''] = (await wallet.proof(ADDRESS)).split('.');
  const [, , other = ''] = (await (await holder()).proof(ADDRESS)).split('.');
  assert.equal(await refused(`${header}.${payload}.${other}`), 'proof-wrong', 'signed with another key');
  assert.equal(await refused(await wallet.proof('https://issuer.example')), 'proof-wrong');
  assert.equal(await refused(await wallet.proof(ADDRESS, 'JWT')), 'proof-wrong');
  assert.equal(await refused('a.b.c'), 'proof-wrong');
});

test('a compact QR is verified as the other one is: suspended, expired and revoked are told', async () => {
  const { to, change, advance } = certificates();
  const { body: issued } = await to('issueCertificate', { ...BOOK, expiresDate: '2026-12-31' });
  const verify = async (qr = String(issued.compactQr)) => (await to('verifyCertificate', { qr })).body;
  const { certificate } = await verify();
  const ofOther = (await to('verifyCertificate', { qr: String(issued.qr) })).body;
  assert.deepEqual(certificate, ofOther.certificate);
  assert.deepEqual((certificate as JsonObject).claims, BOOK.claims);
  assert.equal((await to('verifyCertificate', { qr: `${issued.compactQr}0` })).refusal, 'not-a-certificate');
  await change(issued.certificateId, 'suspended', 'reported-lost');
  assert.equal((await verify()).verdict, 'suspended');
  await change(issued.certificateId, 'valid', 'dispute-settled');
  await advance(40 * 86_400_000);
  assert.equal((await verify()).verdict, 'expired');
  await change(issued.certificateId, 'revoked', 'issued-by-mistake');
  assert.equal((await verify()).verdict, 'revoked');
});
