import { createHash, type DSAEncoding, verify, type X509Certificate } from 'node:crypto';
import * as cms from '@peculiar/asn1-cms';
import { AsnConvert, AsnObjectIdentifierConverter, AsnProp, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';
import { arrayBufferOf, base64Of, ECDSA_WITH_SHA256, parseCertificate } from './certificates.ts';
import { repeatableSignature } from './signatures.ts';

/** SHA-256 (RFC 5754). */
export const SHA256 = '2.16.840.1.101.3.4.2.1';
/** id-aa-signingCertificateV2 (RFC 5035): which certificate signed, so that no other can be put in its place. */
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.47';
/** id-aa-signatureTimeStampToken (RFC 3161, appendix A). */
const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';

// The library knows only other kinds of revocation information than lists.
AsnProp({ type: x509.CertificateList })(cms.RevocationInfoChoice.prototype, 'crl');

interface CmsParts {
  contentType: string;
  /** What is signed; `null`: it is kept apart, and only its digest stands in the structure. */
  content: Buffer | null;
  /** SHA-256 of what is signed. */
  digest: Buffer;
  kid: string;
  /** Certificate of the key and those above it, base64 of DER. */
  certificates: string[];
  /** `null`: the structure does not say when it was signed. */
  signedAt: Date | null;
}

export interface CmsContents {
  contentType: string;
  content: Buffer | null;
  digest: Buffer;
  signedAt: Date | null;
  /** That of the signer; `null` where it is not in the structure. */
  certificate: X509Certificate | null;
  /** Whether the signature is that of the certificate over the digest, and the digest that of the content where there is one. */
  isIntact: boolean;
  signature: Buffer;
  timestampToken: string | null;
}

/** Signed data of CMS (RFC 5652) with one signer, base64 of DER. The same parts give the same bytes. */
export function writeCms({ contentType, content, digest, kid, certificates, signedAt }: CmsParts): string {
  const [certificate = ''] = certificates;
  const { tbsCertificate } = AsnConvert.parse(Buffer.from(certificate, 'base64'), x509.Certificate);
  const { issuer, serialNumber } = tbsCertificate;
  const signedAttrs = inOrder([
    attribute(cms.id_contentType, identifier(contentType)),
    attribute(cms.id_messageDigest, AsnConvert.serialize(new OctetString(digest))),
    attribute(SIGNING_CERTIFICATE, signingCertificate(certificate)),
    ...(signedAt === null ? [] : [attribute(cms.id_signingTime, AsnConvert.serialize(new x509.Time(signedAt)))]),
  ]);
  const signature = repeatableSignature(setOf(signedAttrs), kid, 'der');
  const sha256 = new x509.AlgorithmIdentifier({ algorithm: SHA256 });
  const isData = contentType === cms.id_data;
  return signedContent(
    new cms.SignedData({
      version: isData ? cms.CMSVersion.v1 : cms.CMSVersion.v3,
      digestAlgorithms: new cms.DigestAlgorithmIdentifiers([sha256]),
      encapContentInfo: new cms.EncapsulatedContentInfo({
        eContentType: contentType,
        ...(content !== null && { eContent: new cms.EncapsulatedContent({ single: new OctetString(content) }) }),
      }),
      certificates: certificateSet(certificates),
      signerInfos: new cms.SignerInfos([
        new cms.SignerInfo({
          version: cms.CMSVersion.v1,
          sid: new cms.SignerIdentifier({
            issuerAndSerialNumber: new cms.IssuerAndSerialNumber({ issuer, serialNumber }),
          }),
          digestAlgorithm: sha256,
          signedAttrs,
          signatureAlgorithm: new x509.AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 }),
          signature: new OctetString(signature),
        }),
      ]),
    }),
  );
}

/** The same signed data with a timestamp of its signature and the lists that show which certificates were revoked. */
export function augmentCms(text: string, timestampToken: string, revocationLists: string[]): string {
  const { data, signer } = parsed(text);
  signer.unsignedAttrs = [attribute(SIGNATURE_TIMESTAMP, arrayBufferOf(Buffer.from(timestampToken, 'base64')))];
  if (revocationLists.length > 0) {
    const lists = revocationLists.map((list) => {
      const crl = AsnConvert.parse(Buffer.from(list, 'base64'), x509.CertificateList);
      return Object.assign(new cms.RevocationInfoChoice(), { other: undefined, crl });
    });
    data.crls = new cms.RevocationInfoChoices(lists);
  }
  return signedContent(data);
}

/** What signed data of CMS says; `null` where the text is none, or lacks what an advanced signature has (EN 319 122-1). */
export function readCms(text: string): CmsContents | null {
  try {
    return contentsOf(parsed(text));
  } catch {
    return null;
  }
}

interface ParsedCms {
  data: cms.SignedData;
  signer: cms.SignerInfo;
}

function parsed(text: string): ParsedCms {
  const { contentType, content } = AsnConvert.parse(Buffer.from(text, 'base64'), cms.ContentInfo);
  const data = AsnConvert.parse(content, cms.SignedData);
  const [signer] = data.signerInfos;
  if (contentType !== cms.id_signedData || signer === undefined || data.signerInfos.length > 1)
    throw new RangeError('no signed data of one signer');
  return { data, signer };
}

function contentsOf({ data, signer }: ParsedCms): CmsContents | null {
  const { eContentType: contentType, eContent } = data.encapContentInfo;
  const values = (type: string, attributes = signer.signedAttrs) =>
    attributes?.find(({ attrType }) => attrType === type)?.attrValues[0];
  const [digestValue, typeValue, certificateValue] = [
    cms.id_messageDigest,
    cms.id_contentType,
    SIGNING_CERTIFICATE,
  ].map((type) => values(type));
  const { signedAttrs = [], digestAlgorithm } = signer;
  if (!digestValue || !typeValue || !certificateValue || digestAlgorithm.algorithm !== SHA256) return null;
  const digest = Buffer.from(AsnConvert.parse(digestValue, OctetString).buffer);
  const content = eContent?.single ? Buffer.from(eContent.single.buffer) : null;
  const certificate = signerCertificate(data, Buffer.from(certificateValue));
  const signature = Buffer.from(signer.signature.buffer);
  const time = values(cms.id_signingTime);
  const token = values(SIGNATURE_TIMESTAMP, signer.unsignedAttrs);
  const isIntact =
    Buffer.from(typeValue).equals(Buffer.from(identifier(contentType))) &&
    (content === null || sha256Of(content).equals(digest)) &&
    certificate !== null &&
    isSigned(setOf(inOrder(signedAttrs)), certificate, signature);
  return {
    contentType,
    content,
    digest,
    signedAt: time === undefined ? null : AsnConvert.parse(time, x509.Time).getTime(),
    certificate,
    isIntact,
    signature,
    timestampToken: token === undefined ? null : Buffer.from(token).toString('base64'),
  };
}

/** The certificate that the signer has named by its digest. */
function signerCertificate({ certificates = new cms.CertificateSet() }: cms.SignedData, named: Buffer) {
  for (const { certificate } of certificates) {
    if (certificate === undefined) continue;
    const text = base64Of(certificate);
    if (named.includes(sha256Of(Buffer.from(text, 'base64')))) return parseCertificate(text);
  }
  return null;
}

/**
 * Whether a signature with SHA-256 is of the key of a certificate.
 * @param dsaEncoding how the two numbers of ECDSA are written: in DER as CMS has it, or one after the other as JWS has it
 */
export function isSigned(
  data: Uint8Array,
  { publicKey }: X509Certificate,
  signature: Uint8Array,
  dsaEncoding: DSAEncoding = 'der',
): boolean {
  try {
    return verify('sha256', data, { key: publicKey, dsaEncoding }, signature);
  } catch {
    return false;
  }
}

export function sha256Of(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function signedContent(data: cms.SignedData): string {
  return base64Of(new cms.ContentInfo({ contentType: cms.id_signedData, content: AsnConvert.serialize(data) }));
}

function certificateSet(texts: string[]): cms.CertificateSet {
  const parse = (text: string) => AsnConvert.parse(Buffer.from(text, 'base64'), x509.Certificate);
  return new cms.CertificateSet(texts.map((text) => new cms.CertificateChoices({ certificate: parse(text) })));
}

function identifier(objectIdentifier: string): ArrayBuffer {
  return AsnObjectIdentifierConverter.toASN(objectIdentifier).toBER();
}

function attribute(attrType: string, value: ArrayBuffer): cms.Attribute {
  return new cms.Attribute({ attrType, attrValues: [value] });
}

/** A set has its items in the order of their bytes (X.690, 11.6). */
function inOrder(attributes: cms.Attribute[]): cms.Attribute[] {
  return attributes.toSorted((a, b) => Buffer.compare(...([a, b].map(bytesOf) as [Buffer, Buffer])));
}

/** Attributes as they are signed: in DER, with the tag of a set (RFC 5652, 5.4). */
function setOf(attributes: cms.Attribute[]): Buffer {
  return der(0x31, ...attributes.map(bytesOf));
}

function bytesOf(structure: unknown): Buffer {
  return Buffer.from(AsnConvert.serialize(structure));
}

/** SigningCertificateV2 with the SHA-256 of one certificate. */
function signingCertificate(certificate: string): ArrayBuffer {
  const hash = der(0x04, sha256Of(Buffer.from(certificate, 'base64')));
  return arrayBufferOf(der(0x30, der(0x30, der(0x30, hash))));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = Buffer.from(content.length.toString(16).padStart(8, '0'), 'hex');
  const digits = size.subarray(size.findIndex((byte) => byte > 0));
  const length = content.length < 0x80 ? [content.length] : [0x80 | digits.length, ...digits];
  return Buffer.concat([Buffer.of(tag, ...length), content]);
}
