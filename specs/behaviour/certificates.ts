import { createHash, X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';
import { publicKeyInfo, repeatableSignature } from './signatures.ts';

/** Parts of a distinguished name by their short names: `{ C: 'BD', CN: 'Farhana Haque' }`. */
type DistinguishedName = Record<string, string>;

export interface CertificateParts {
  /** Name of the key that the certificate is for. */
  kid: string;
  subject: DistinguishedName;
  /** Hexadecimal. */
  serialNumber: string;
  from: Date;
  to: Date;
  use: 'signing' | 'authority' | 'timestamping';
  /** Who signs it; the same key signs its own. */
  issuer: { kid: string; subject: DistinguishedName };
}

export interface RevocationListParts {
  issuer: CertificateParts['issuer'];
  /** Its number; a later list has a greater one. */
  number: bigint;
  from: Date;
  to: Date;
  /** `reason` is a CRLReason (RFC 5280, 5.3.1). */
  revoked: { serialNumber: string; at: Date; reason: bigint }[];
}

/** What a certificate says. */
export interface CertificateContents {
  serialNumber: string;
  commonName: string | null;
  from: Date;
  to: Date;
}

const ATTRIBUTES: DistinguishedName = { C: '2.5.4.6', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3' };
const { keyCertSign, cRLSign, digitalSignature, nonRepudiation } = x509.KeyUsageFlags;
const KEY_USAGE = {
  authority: keyCertSign | cRLSign,
  signing: nonRepudiation,
  timestamping: digitalSignature | nonRepudiation,
} as const;

/** ecdsa-with-SHA256 (RFC 5758). */
export const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** Certificates that were written, by their parts: the same few are asked for again and again. */
const written = new Map<string, string>();
const KEPT = 500;

/** An X.509 certificate (RFC 5280), base64 of DER. The same parts give the same bytes. */
export function writeCertificate(parts: CertificateParts): string {
  const key = JSON.stringify(parts);
  const known = written.get(key);
  if (known !== undefined) return known;
  const certificate = newCertificate(parts);
  if (written.size >= KEPT) written.clear();
  written.set(key, certificate);
  return certificate;
}

function newCertificate({ kid, subject, serialNumber, from, to, use, issuer }: CertificateParts): string {
  const signature = new x509.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: integerOf(serialNumber),
    signature,
    issuer: nameOf(issuer.subject),
    validity: new x509.Validity({ notBefore: from, notAfter: to }),
    subject: nameOf(subject),
    subjectPublicKeyInfo: AsnConvert.parse(publicKeyInfo(kid), x509.SubjectPublicKeyInfo),
    extensions: new x509.Extensions([
      ...(use === 'authority'
        ? [extension(x509.id_ce_basicConstraints, new x509.BasicConstraints({ cA: true }), true)]
        : []),
      extension(x509.id_ce_keyUsage, new x509.KeyUsage(KEY_USAGE[use]), true),
      // RFC 3161 asks for this use, alone and critical.
      ...(use === 'timestamping'
        ? [extension(x509.id_ce_extKeyUsage, new x509.ExtendedKeyUsage([x509.id_kp_timeStamping]), true)]
        : []),
      extension(x509.id_ce_subjectKeyIdentifier, new x509.SubjectKeyIdentifier(keyIdOf(kid))),
      authorityKey(issuer.kid),
    ]),
  });
  const signatureValue = signatureOver(tbsCertificate, issuer.kid);
  return base64Of(new x509.Certificate({ tbsCertificate, signatureAlgorithm: signature, signatureValue }));
}

/** A list of revoked certificates (RFC 5280), base64 of DER. The same parts give the same bytes. */
export function writeRevocationList({ issuer, number, from, to, revoked }: RevocationListParts): string {
  const signatureAlgorithm = new x509.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const entries = revoked.map(
    ({ serialNumber, at, reason }) =>
      new x509.RevokedCertificate({
        userCertificate: integerOf(serialNumber),
        revocationDate: new x509.Time(at),
        crlEntryExtensions: [extension(x509.id_ce_cRLReasons, new x509.CRLReason(Number(reason)))],
      }),
  );
  const tbsCertList = new x509.TBSCertList({
    version: x509.Version.v2,
    signature: signatureAlgorithm,
    issuer: nameOf(issuer.subject),
    thisUpdate: new x509.Time(from),
    nextUpdate: new x509.Time(to),
    // The list itself may not be empty.
    ...(entries.length > 0 && { revokedCertificates: entries }),
    crlExtensions: [authorityKey(issuer.kid), extension(x509.id_ce_cRLNumber, new x509.CRLNumber(Number(number)))],
  });
  const signature = signatureOver(tbsCertList, issuer.kid);
  return base64Of(new x509.CertificateList({ tbsCertList, signatureAlgorithm, signature }));
}

/** What a certificate says, base64 of DER; `null` for a text that is none. Its signature is not looked at. */
export function certificateContents(text: string): CertificateContents | null {
  const certificate = parseCertificate(text);
  if (certificate === null) return null;
  const { serialNumber, subject, validFromDate, validToDate } = certificate;
  const [, commonName = null] = /^CN=(.*)$/m.exec(subject) ?? [];
  return { serialNumber, commonName, from: validFromDate, to: validToDate };
}

/** Whether a certificate was signed by the holder of another, whose name it bears as its issuer. */
export function isIssuedBy(text: string, issuerText: string): boolean {
  const [certificate, issuer] = [text, issuerText].map(parseCertificate);
  if (!certificate || !issuer?.ca || !certificate.checkIssued(issuer)) return false;
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    // Of a kind of key that is not known here.
    return false;
  }
}

/** A certificate, base64 of DER; `null` for a text that is none. */
export function parseCertificate(text: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(text, 'base64'));
  } catch {
    return null;
  }
}

/** A positive INTEGER in DER, from its hexadecimal digits. */
export function integerOf(hexadecimal: string): ArrayBuffer {
  const digits = hexadecimal.replace(/^(00)+(?=..)/, '');
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return arrayBufferOf((bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

export function base64Of(structure: unknown): string {
  return Buffer.from(AsnConvert.serialize(structure)).toString('base64');
}

function nameOf(parts: DistinguishedName): x509.Name {
  return new x509.Name(
    Object.entries(parts).map(([part, text]) => {
      const type = ATTRIBUTES[part];
      if (type === undefined) throw new RangeError(`"${part}" is no part of a name that is known here`);
      // A country is two letters of the alphabet that every reader has.
      const value = new x509.AttributeValue(part === 'C' ? { printableString: text } : { utf8String: text });
      return new x509.RelativeDistinguishedName([new x509.AttributeTypeAndValue({ type, value })]);
    }),
  );
}

function extension(extnID: string, value: unknown, critical = false): x509.Extension {
  return new x509.Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}

function authorityKey(kid: string): x509.Extension {
  const keyIdentifier = new x509.KeyIdentifier(keyIdOf(kid));
  return extension(x509.id_ce_authorityKeyIdentifier, new x509.AuthorityKeyIdentifier({ keyIdentifier }));
}

/** 160 bits of the SHA-256 of the public key (RFC 7093, method 1). */
function keyIdOf(kid: string): ArrayBuffer {
  const { subjectPublicKey } = AsnConvert.parse(publicKeyInfo(kid), x509.SubjectPublicKeyInfo);
  return arrayBufferOf(createHash('sha256').update(Buffer.from(subjectPublicKey)).digest().subarray(0, 20));
}

function signatureOver(structure: unknown, kid: string): ArrayBuffer {
  return arrayBufferOf(repeatableSignature(Buffer.from(AsnConvert.serialize(structure)), kid, 'der'));
}
