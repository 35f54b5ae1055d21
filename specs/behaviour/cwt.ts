import { deflateSync, inflateSync } from 'node:zlib';
import { decode, encode } from 'cborg';
import type { JsonObject, JsonValue } from '../json/value.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { isSignatureOf, repeatableSignature } from './signatures.ts';
import { readAny, type Value, type ValueObject, writeValue } from './values.ts';

/** Numbers of claims (RFC 8392, Token Status List); others have their names. */
const NUMBERS = new Map<string, number>([
  ['iss', 1],
  ['sub', 2],
  ['aud', 3],
  ['exp', 4],
  ['nbf', 5],
  ['iat', 6],
  ['cti', 7],
  ['status', 65_535],
]);
const NAMES = new Map([...NUMBERS].map(([name, number]) => [number, name]));

/** Labels of the header (RFC 9052). */
const ALG = 1;
const KID = 4;
const ES256 = -7;

/** The tag of COSE_Sign1, 18. */
const SIGN1 = 0xd2;

/** Bytes of a token; a text that inflates to more is made to exhaust whoever reads it. */
const MAX_BYTES = 16_384;
const MAX_DEPTH = 20;

/**
 * A CBOR Web Token (RFC 8392) as text of a QR code: signed as COSE_Sign1 with ES256, compressed in the zlib format, in Base45
 * (RFC 9285), after a prefix that tells it from other codes. The same claims give the same text.
 * @param claims by their names in JWT, `cti` for `jti`; instants become seconds since 1970, and what is `null` is left out
 */
export function writeCwtQr(prefix: string, claims: ValueObject, kid: string): string {
  const header = encode(
    new Map<number, unknown>([
      [ALG, ES256],
      [KID, Buffer.from(kid)],
    ]),
  );
  const numbered = Object.entries(claims).flatMap(([name, value]): [string | number, unknown][] =>
    value === null ? [] : [[NUMBERS.get(name) ?? name, name === 'cti' ? Buffer.from(String(value)) : asCbor(value)]],
  );
  const payload = encode(new Map(numbered));
  const signature = repeatableSignature(signedBytes(header, payload), kid, 'compact');
  const token = Buffer.concat([Buffer.from([SIGN1]), encode([header, new Map(), payload, signature])]);
  return prefix + toBase45(deflateSync(token, { level: 9 }));
}

/** What a CBOR Web Token says. */
export interface CwtContents extends ValueObject {
  kid: string;
  /** By their names in JWT. */
  claims: Value;
}

/** Reads the text of a QR code with a CBOR Web Token, whose signature is not looked at; `null` for a text that is none. */
export function readCwtQr(prefix: string, text: string): CwtContents | null {
  const token = tokenIn(prefix, text);
  return token === null ? null : { kid: token.kid, claims: readAny(token.claims) };
}

/** Whether the token in the text of a QR code was signed with the key of a simulated signer. */
export function isCwtQrSignedBy(prefix: string, text: string, kid: string): boolean {
  const token = tokenIn(prefix, text);
  return token !== null && isSignatureOf(signedBytes(token.header, token.payload), token.signature, kid);
}

interface Token {
  kid: string;
  claims: JsonObject;
  header: Uint8Array;
  payload: Uint8Array;
  signature: Uint8Array;
}

function tokenIn(prefix: string, text: string): Token | null {
  const compressed = text.startsWith(prefix) ? fromBase45(text.slice(prefix.length)) : null;
  if (compressed === null) return null;
  try {
    const bytes = inflateSync(compressed, { maxOutputLength: MAX_BYTES });
    const parts: unknown = decoded(bytes[0] === SIGN1 ? bytes.subarray(1) : bytes);
    if (!Array.isArray(parts) || parts.length !== 4) return null;
    const [header, unprotected, payload, signature] = parts;
    if (!isBytes(header) || !isBytes(payload) || !isBytes(signature)) return null;
    const [labels, claims] = [decoded(header), decoded(payload)];
    if (!(labels instanceof Map) || !(claims instanceof Map) || labels.get(ALG) !== ES256) return null;
    const kid = labels.get(KID) ?? (unprotected instanceof Map ? unprotected.get(KID) : undefined);
    if (!isBytes(kid)) return null;
    return { kid: Buffer.from(kid).toString(), claims: claimsIn(claims), header, payload, signature };
  } catch {
    // Neither compressed nor CBOR, or deeper than anything that is written here.
    return null;
  }
}

function decoded(bytes: Uint8Array): unknown {
  return decode(bytes, { useMaps: true, rejectDuplicateMapKeys: true });
}

function claimsIn(claims: Map<unknown, unknown>): JsonObject {
  const named = Array.from(claims, ([key, value]): [string, JsonValue] => {
    const name = typeof key === 'number' ? NAMES.get(key) : key;
    return [
      String(name ?? key),
      isBytes(value) && name === 'cti' ? Buffer.from(value).toString() : asJson(value, MAX_DEPTH),
    ];
  });
  return Object.fromEntries(named);
}

/** The Sig_structure of RFC 9052, section 4.4. */
function signedBytes(header: Uint8Array, payload: Uint8Array): Uint8Array {
  return encode(['Signature1', header, new Uint8Array(), payload]);
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function asCbor(value: Value): unknown {
  if (value instanceof Date) return Math.floor(value.getTime() / 1000);
  if (typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.map(asCbor);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return writeValue(value, 'UTC');
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return new Map(members.map(([name, member]) => [name, asCbor(member)]));
}

function asJson(value: unknown, depth: number): JsonValue {
  if (depth === 0) throw new RangeError('too deep');
  if (Array.isArray(value)) return value.map((item) => asJson(item, depth - 1));
  if (isBytes(value)) return Buffer.from(value).toString('base64url');
  if (value instanceof Map)
    return Object.fromEntries(Array.from(value, ([name, member]) => [String(name), asJson(member, depth - 1)]));
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
