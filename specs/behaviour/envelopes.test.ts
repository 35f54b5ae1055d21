import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type CertificateParts, writeCertificate, writeRevocationList } from './certificates.ts';
import { augmentEnvelope, type EnvelopeFormat, envelopeContents, writeEnvelope } from './envelopes.ts';
import { timestampContents, writeTimestampToken } from './timestamps.ts';

const SIGNED_AT = new Date('2026-11-23T12:00:00Z');
const PERIOD = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2049-12-31T00:00:00Z') };
const ROOT = { kid: 'root', subject: { C: 'XX', O: 'Root', CN: 'Root CA' } };
const AUTHORITY = { kid: 'sub', subject: { C: 'XX', O: 'Authority', CN: 'Issuing CA' } };

type Named = Pick<CertificateParts, 'kid' | 'subject' | 'serialNumber' | 'use' | 'issuer'>;
const certify = (parts: Named) => writeCertificate({ ...PERIOD, ...parts });
const rootCertificate = certify({ ...ROOT, serialNumber: '01', use: 'authority', issuer: ROOT });
const authorityCertificate = certify({ ...AUTHORITY, serialNumber: '02', use: 'authority', issuer: ROOT });
const signerCertificate = certify({
  kid: 'signer',
  subject: { C: 'XX', CN: 'Somebody' },
  serialNumber: 'F02A',
  use: 'signing',
  issuer: AUTHORITY,
});
const clockCertificate = certify({
  kid: 'clock',
  subject: { C: 'XX', CN: 'Clock' },
  serialNumber: '03',
  use: 'timestamping',
  issuer: ROOT,
});
const certificates = [signerCertificate, authorityCertificate, rootCertificate];
const DOCUMENT = 'A text of one line.\n';
const digest = createHash('sha256').update(DOCUMENT).digest('hex');

function stamped(stampDigest: string, certificate = clockCertificate, kid = 'clock'): string {
  return writeTimestampToken({
    digest: stampDigest,
    at: SIGNED_AT,
    serialNumber: '0A72',
    policy: '2.999.1',
    kid,
    certificate,
  });
}

/** A signature, and the same with a timestamp and lists of revoked certificates. */
function signed(format: EnvelopeFormat) {
  const envelope = writeEnvelope(format, { digest, kid: 'signer', certificates, signedAt: SIGNED_AT });
  const timestampToken = stamped(envelopeContents(format, envelope)?.signatureDigest ?? '');
  const period = { from: SIGNED_AT, to: PERIOD.to, number: 1n };
  const revocationLists = [
    writeRevocationList({
      issuer: AUTHORITY,
      ...period,
      revoked: [{ serialNumber: 'F02B', at: SIGNED_AT, reason: 1n }],
    }),
    writeRevocationList({ issuer: ROOT, ...period, revoked: [] }),
  ];
  return { envelope, augmented: augmentEnvelope(format, envelope, { timestampToken, certificates, revocationLists }) };
}

for (const format of ['cades', 'pades', 'jades'] as const) {
  test(`what an envelope of ${format} holds is read back, with and without a timestamp`, () => {
    const { envelope, augmented } = signed(format);
    const plain = envelopeContents(format, envelope);
    const contents = envelopeContents(format, augmented);
    assert.deepEqual(plain, { ...contents, timestampToken: null });
    assert.equal(contents?.digest, digest);
    assert.ok(contents?.isIntact);
    assert.equal(contents?.certificate, signerCertificate);
    // In a PDF its dictionary says when, and not the envelope.
    assert.deepEqual(contents?.signedAt, format === 'pades' ? null : SIGNED_AT);
    const stamp = timestampContents(contents?.timestampToken ?? '');
    assert.deepEqual([stamp?.digest, stamp?.at, stamp?.isIntact], [contents?.signatureDigest, SIGNED_AT, true]);
  });

  test(`no changed byte of an envelope of ${format} leaves the signature as it was`, () => {
    const bytes = Buffer.from(signed(format).envelope, 'base64');
    const held = ['digest', 'signedAt', 'isIntact'] as const;
    const before = envelopeContents(format, bytes.toString('base64'));
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      const contents = envelopeContents(format, changed.toString('base64'));
      if (contents?.isIntact && contents.certificate === signerCertificate)
        assert.deepEqual(
          held.map((name) => contents[name]),
          held.map((name) => before?.[name]),
          `byte ${at}`,
        );
    }
  });
}

test('a signature of another key than that of its certificate is not intact', () => {
  for (const format of ['cades', 'jades'] as const) {
    const envelope = writeEnvelope(format, { digest, kid: 'clock', certificates, signedAt: SIGNED_AT });
    assert.equal(envelopeContents(format, envelope)?.isIntact, false);
  }
});

test('a token of a key that is not for timestamps is not intact', () => {
  assert.equal(timestampContents(stamped(digest, signerCertificate, 'signer'))?.isIntact, false);
  assert.equal(timestampContents(stamped(digest, clockCertificate, 'signer'))?.isIntact, false);
  assert.equal(timestampContents(signed('cades').envelope), null);
});

test('the same parts give the same envelope', () => {
  assert.deepEqual(signed('cades'), signed('cades'));
});

test('OpenSSL verifies certificates, signatures and timestamps', (context: TestContext) => {
  if (spawnSync('openssl', ['version']).status !== 0) return context.skip('there is no openssl here');
  const directory = mkdtempSync(join(tmpdir(), 'envelopes-'));
  context.after(() => rmSync(directory, { recursive: true }));
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(directory, name), content);
    return name;
  };
  const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: directory, encoding: 'utf8' });
  const lines = rootCertificate.match(/.{1,64}/g) ?? [];
  const root = write('root.pem', ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'));
  const trusted = ['-CAfile', root, '-attime', String(SIGNED_AT.getTime() / 1000)];
  for (const format of ['cades', 'pades'] as const) {
    const envelope = write('envelope.der', Buffer.from(signed(format).augmented, 'base64'));
    const verify = (text: string) =>
      openssl(
        'cms',
        '-verify',
        '-cades',
        '-binary',
        '-inform',
        'DER',
        '-in',
        envelope,
        '-content',
        write('text', text),
        ...trusted,
      );
    assert.equal(verify(DOCUMENT).status, 0, verify(DOCUMENT).stderr);
    assert.notEqual(verify(`${DOCUMENT} `).status, 0);
  }
  const token = write('token.der', Buffer.from(stamped(digest), 'base64'));
  const verify = (of: string) => openssl('ts', '-verify', '-digest', of, '-in', token, '-token_in', ...trusted);
  assert.equal(verify(digest).status, 0, verify(digest).stderr);
  assert.notEqual(verify('0'.repeat(64)).status, 0);
});
