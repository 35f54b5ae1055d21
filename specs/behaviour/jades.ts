import { X509Certificate } from 'node:crypto';
import { canonicalJson } from '../json/canonical-json.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { isSigned, sha256Of } from './cms.ts';
import type { EnvelopeContents, EnvelopeParts } from './envelopes.ts';
import { repeatableSignature } from './signatures.ts';

/** What is signed is kept apart, and its digest stands in the header (TS 119 182-1, 5.2.8.3.3). */
const BY_DIGEST = 'http://uri.etsi.org/19182/ObjectIdByURIHash';

/** A JAdES signature (TS 119 182-1) as flattened JSON of JWS, base64. */
export function writeJades({ digest, kid, certificates, signedAt }: EnvelopeParts): string {
  const [certificate = ''] = certificates;
  const header = {
    alg: 'ES256',
    // The digest is of the document as it is, not of its base64url.
    b64: false,
    crit: ['b64', 'sigD'],
    iat: Math.floor(signedAt.getTime() / 1000),
    sigD: {
      mId: BY_DIGEST,
      pars: ['document'],
      hashM: 'S256',
      hashV: [Buffer.from(digest, 'hex').toString('base64url')],
    },
    x5c: certificates,
    'x5t#S256': sha256Of(Buffer.from(certificate, 'base64')).toString('base64url'),
  };
  const head = Buffer.from(canonicalJson(header)).toString('base64url');
  const signature = repeatableSignature(Buffer.from(`${head}.`), kid, 'compact').toString('base64url');
  return textOf({ protected: head, payload: '', signature });
}

/** The same signature with a timestamp of it, and the certificates and lists with which it is verified later. */
export function augmentJades(text: string, token: string, certificates: string[], revocationLists: string[]): string {
  const values = (list: string[]) => list.map((val) => ({ val }));
  const etsiU: JsonObject[] = [{ sigTst: { tstTokens: values([token]) } }];
  if (revocationLists.length > 0)
    etsiU.push(
      { xVals: certificates.map((val) => ({ x509Cert: { val } })) },
      { rVals: { crlVals: values(revocationLists) } },
    );
  return textOf({ ...objectIn(Buffer.from(text, 'base64')), header: { etsiU } });
}

/** What a JAdES signature says; `null` for a text that is none of a SHA-256. */
export function readJades(text: string): EnvelopeContents | null {
  const envelope = objectIn(Buffer.from(text, 'base64'));
  if (envelope === null || typeof envelope.protected !== 'string' || typeof envelope.signature !== 'string')
    return null;
  const header = objectIn(Buffer.from(envelope.protected, 'base64url'));
  const { sigD, x5c, iat } = header ?? {};
  if (header === null || header.b64 !== false || !isObject(sigD) || sigD.mId !== BY_DIGEST || sigD.hashM !== 'S256')
    return null;
  const [hash] = Array.isArray(sigD.hashV) ? sigD.hashV : [];
  if (typeof hash !== 'string') return null;
  const certificate = certificateIn(x5c);
  const thumbprint = certificate && sha256Of(certificate.raw).toString('base64url');
  const isIntact =
    certificate !== null &&
    header.alg === 'ES256' &&
    thumbprint === header['x5t#S256'] &&
    isSigned(
      Buffer.from(`${envelope.protected}.`),
      certificate,
      Buffer.from(envelope.signature, 'base64url'),
      'ieee-p1363',
    );
  return {
    digest: Buffer.from(hash, 'base64url').toString('hex'),
    signedAt: typeof iat === 'number' ? new Date(iat * 1000) : null,
    certificate: certificate === null ? null : certificate.raw.toString('base64'),
    isIntact,
    // What a timestamp is over is the signature as text (5.3.4).
    signatureDigest: sha256Of(Buffer.from(envelope.signature)).toString('hex'),
    timestampToken: timestampIn(envelope.header),
  };
}

function certificateIn(x5c: JsonValue | undefined): X509Certificate | null {
  const [text] = Array.isArray(x5c) ? x5c : [];
  try {
    return typeof text === 'string' ? new X509Certificate(Buffer.from(text, 'base64')) : null;
  } catch {
    return null;
  }
}

function timestampIn(header: JsonValue | undefined): string | null {
  const parts = isObject(header) && Array.isArray(header.etsiU) ? header.etsiU.filter(isObject) : [];
  const stamp = parts.find(({ sigTst }) => isObject(sigTst))?.sigTst as JsonObject | undefined;
  const [token] = Array.isArray(stamp?.tstTokens) ? stamp.tstTokens.filter(isObject) : [];
  return typeof token?.val === 'string' ? token.val : null;
}

function objectIn(bytes: Buffer): JsonObject | null {
  try {
    const data: unknown = JSON.parse(bytes.toString());
    return isObject(data) ? data : null;
  } catch {
    return null;
  }
}

function textOf(envelope: JsonObject): string {
  return Buffer.from(canonicalJson(envelope)).toString('base64');
}
