import { id_data } from '@peculiar/asn1-cms';
import { augmentCms, readCms, sha256Of, writeCms } from './cms.ts';
import { augmentJades, readJades, writeJades } from './jades.ts';

/**
 * Formats of advanced signatures, each of a document that is kept apart: `cades` (EN 319 122) for any file, `pades` (EN 319 142)
 * for the byte range of a PDF, `jades` (TS 119 182) for JSON.
 */
export type EnvelopeFormat = 'cades' | 'pades' | 'jades';

export interface EnvelopeParts {
  /** SHA-256 of the document, hexadecimal. */
  digest: string;
  kid: string;
  /** Certificate of the key and those above it, base64 of DER. */
  certificates: string[];
  signedAt: Date;
}

export interface Augmentation {
  /** Timestamp of the signature (RFC 3161), base64 of DER. */
  timestampToken: string;
  certificates: string[];
  /** For long-term proof; empty where only the moment is to be proved. */
  revocationLists: string[];
}

/** What an envelope says. */
export interface EnvelopeContents {
  /** SHA-256 of the document, hexadecimal. */
  digest: string;
  /** When the signer claims to have signed; `null` where the envelope does not say. */
  signedAt: Date | null;
  /** That of the signer, base64 of DER; `null` where it is not in the envelope. */
  certificate: string | null;
  /** Whether the signature is that of the certificate over the digest. */
  isIntact: boolean;
  /** SHA-256 of what a timestamp of the signature is over, hexadecimal. */
  signatureDigest: string;
  timestampToken: string | null;
}

/** A signature in its envelope, base64. The same parts give the same bytes. */
export function writeEnvelope(format: EnvelopeFormat, parts: EnvelopeParts): string {
  if (format === 'jades') return writeJades(parts);
  const { digest, kid, certificates, signedAt } = parts;
  return writeCms({
    contentType: id_data,
    content: null,
    digest: Buffer.from(digest, 'hex'),
    kid,
    certificates,
    // In a PDF the dictionary of the signature says when (EN 319 142-1, 6.3).
    signedAt: format === 'pades' ? null : signedAt,
  });
}

/** The same signature with a timestamp, and with what proves it in the long term. */
export function augmentEnvelope(
  format: EnvelopeFormat,
  envelope: string,
  { timestampToken, certificates, revocationLists }: Augmentation,
): string {
  if (format === 'jades') return augmentJades(envelope, timestampToken, certificates, revocationLists);
  // A PDF keeps lists in its document security store (EN 319 142-1, 5.4).
  return augmentCms(envelope, timestampToken, format === 'pades' ? [] : revocationLists);
}

/** What an envelope says; `null` for a text that is none of the format. */
export function envelopeContents(format: EnvelopeFormat, envelope: string): EnvelopeContents | null {
  if (format === 'jades') return readJades(envelope);
  const signed = readCms(envelope);
  if (signed === null || signed.contentType !== id_data || signed.content !== null) return null;
  const { digest, signedAt, certificate, isIntact, signature, timestampToken } = signed;
  return {
    digest: digest.toString('hex'),
    signedAt,
    certificate: certificate === null ? null : certificate.raw.toString('base64'),
    isIntact,
    signatureDigest: sha256Of(signature).toString('hex'),
    timestampToken,
  };
}
