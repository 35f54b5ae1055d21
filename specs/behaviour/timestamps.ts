import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as tsp from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, id_kp_timeStamping } from '@peculiar/asn1-x509';
import { arrayBufferOf, integerOf } from './certificates.ts';
import { readCms, SHA256, sha256Of, writeCms } from './cms.ts';

export interface TimestampParts {
  /** SHA-256 of what existed at the moment, hexadecimal. */
  digest: string;
  at: Date;
  /** Hexadecimal; no two tokens of an authority have the same. */
  serialNumber: string;
  /** Object identifier of the policy of the authority. */
  policy: string;
  kid: string;
  /** Certificate of the key, base64 of DER; its use must be timestamping. */
  certificate: string;
}

/** What a token says. */
export interface TimestampContents {
  /** SHA-256, hexadecimal. */
  digest: string;
  at: Date;
  serialNumber: string;
  /** That of the authority; `null` where it is not in the token. */
  certificate: string | null;
  /** Whether it is signed with the key of the certificate, and the certificate is for timestamps. */
  isIntact: boolean;
}

/** A timestamp token (RFC 3161), base64 of DER. The same parts give the same bytes. */
export function writeTimestampToken({ digest, at, serialNumber, policy, kid, certificate }: TimestampParts): string {
  const info = new tsp.TSTInfo({
    version: tsp.TSTInfoVersion.v1,
    policy,
    messageImprint: new tsp.MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256 }),
      hashedMessage: new OctetString(Buffer.from(digest, 'hex')),
    }),
    serialNumber: integerOf(serialNumber),
    genTime: wholeSeconds(at),
    accuracy: new tsp.Accuracy({ seconds: 1 }),
  });
  const content = Buffer.from(AsnConvert.serialize(info));
  return writeCms({
    contentType: tsp.id_ct_tstInfo,
    content,
    digest: sha256Of(content),
    kid,
    certificates: [certificate],
    signedAt: at,
  });
}

/** What a timestamp token says, base64 of DER; `null` for a text that is none, or none of a SHA-256. */
export function timestampContents(token: string): TimestampContents | null {
  const signed = readCms(token);
  if (signed === null || signed.contentType !== tsp.id_ct_tstInfo || signed.content === null) return null;
  try {
    const { messageImprint, genTime, serialNumber } = AsnConvert.parse(arrayBufferOf(signed.content), tsp.TSTInfo);
    if (messageImprint.hashAlgorithm.algorithm !== SHA256) return null;
    const { certificate } = signed;
    return {
      digest: Buffer.from(messageImprint.hashedMessage.buffer).toString('hex'),
      at: genTime,
      serialNumber: Buffer.from(serialNumber).toString('hex').toUpperCase(),
      certificate: certificate === null ? null : certificate.raw.toString('base64'),
      isIntact: signed.isIntact && certificate?.keyUsage?.includes(id_kp_timeStamping) === true,
    };
  } catch {
    return null;
  }
}

function wholeSeconds(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}
