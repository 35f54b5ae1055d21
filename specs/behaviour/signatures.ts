import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { canonicalJson } from '../json/canonical-json.ts';
import type { JsonObject } from '../json/value.ts';
import { objectInPart } from './token-part.ts';
import { readAny, type Value, writeValue } from './values.ts';

const CURVE = { kty: 'EC', crv: 'P-256' } as const;

interface KeyPair {
  privateKey: KeyObject;
  secret: Buffer;
  publicJwk: JsonObject;
}

const pairs = new Map<string, KeyPair>();

/**
 * The key of a simulated signer. It is made from its name, so that examples, tests and every sandbox have the same and nothing
 * has to be kept secret: whoever reads this can sign with it.
 */
function pairNamed(kid: string): KeyPair {
  const known = pairs.get(kid);
  if (known !== undefined) return known;
  const ecdh = createECDH('prime256v1');
  const d = createHash('sha256').update(`sandbox signing key ${kid}`).digest();
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey();
  const coordinate = (start: number) => point.subarray(start, start + 32).toString('base64url');
  const [x, y] = [coordinate(1), coordinate(33)];
  const privateKey = createPrivateKey({ key: { ...CURVE, x, y, d: d.toString('base64url') }, format: 'jwk' });
  const pair = { privateKey, secret: d, publicJwk: { ...CURVE, kid, use: 'sig', alg: 'ES256', x, y } };
  pairs.set(kid, pair);
  return pair;
}

/** The public half of a signer's key as JSON Web Key (RFC 7517). */
export function publicJwk(kid: string): JsonObject {
  return pairNamed(kid).publicJwk;
}

/** The public half of a signer's key as SubjectPublicKeyInfo (RFC 5280), DER. */
export function publicKeyInfo(kid: string): Buffer {
  return createPublicKey(pairNamed(kid).privateKey).export({ type: 'spki', format: 'der' });
}

/**
 * A signature with ECDSA on P-256 and SHA-256, after RFC 6979: the same data gives the same signature, so that what is computed
 * again, such as a certificate, is the same. OpenSSL takes a random number each time.
 * @param format `der`: as X.509 and CMS have it; `compact`: as JWS has it
 */
export function repeatableSignature(data: Uint8Array, kid: string, format: 'der' | 'compact'): Buffer {
  return Buffer.from(p256.sign(data, pairNamed(kid).secret, { format, lowS: false }));
}

/**
 * A JSON Web Signature (RFC 7515) with ES256, in compact form.
 * @param header members of the header beside `alg` and `kid`
 * @param claims timestamps become seconds since 1970, as JWT has them (RFC 7519); members that are `null` are left out
 */
export function signedToken(header: JsonObject, claims: Value, kid: string): string {
  return join(signed({ ...header, alg: 'ES256', kid }, textOf(asClaims(claims), 'UTC'), kid));
}

/** A JWS whose payload is not in it (RFC 7515, appendix F): the JSON of a value after RFC 8785. */
export function detachedSignature(value: Value, kid: string, zone: string): string {
  const [header, , signature] = signed({ alg: 'ES256', kid }, textOf(value, zone), kid);
  return join([header, '', signature]);
}

/** Header and payload of a JWS in compact form, whose signature is not looked at; `null` for a text that is none. */
export function tokenContents(token: string): Value {
  const parts = token.split('.');
  const [header, payload] = parts.slice(0, 2).map(objectInPart);
  return parts.length === 3 && header && payload ? { header: readAny(header), payload: readAny(payload) } : null;
}

/** Whether a JWS in compact form was signed with the key of a simulated signer. */
export function isTokenSignedBy(token: string, kid: string): boolean {
  return isSigned(token, pairNamed(kid).privateKey);
}

/** Whether a signature, as JWS has it, is that of the key of a simulated signer over data. */
export function isSignatureOf(data: Uint8Array, signature: Uint8Array, kid: string): boolean {
  return verify('sha256', data, { key: pairNamed(kid).privateKey, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Whether a JWS in compact form was signed with ES256 and the private half of a JSON Web Key on P-256. */
export function isTokenSignedWith(token: string, jwk: JsonObject): boolean {
  const key = publicKeyOf(jwk);
  return key !== null && isSigned(token, key);
}

function isSigned(token: string, key: KeyObject): boolean {
  const at = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(at + 1), 'base64url');
  return verify('sha256', Buffer.from(token.slice(0, at)), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** `null` for what is no point of the curve. */
function publicKeyOf({ kty, crv, x, y }: JsonObject): KeyObject | null {
  if (kty !== CURVE.kty || crv !== CURVE.crv || typeof x !== 'string' || typeof y !== 'string') return null;
  try {
    return createPublicKey({ key: { ...CURVE, x, y }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** SHA-256 of the JSON of a value after RFC 8785, in hexadecimal. */
export function digestOf(value: Value, zone: string): string {
  return createHash('sha256').update(textOf(value, zone)).digest('hex');
}

function textOf(value: Value, zone: string): string {
  return canonicalJson(writeValue(value, zone));
}

function signed(
  header: JsonObject,
  payload: string,
  kid: string,
): [header: string, payload: string, signature: string] {
  const [head, content] = [canonicalJson(header), payload].map((text) => Buffer.from(text).toString('base64url'));
  const key = { key: pairNamed(kid).privateKey, dsaEncoding: 'ieee-p1363' } as const;
  const signature = sign('sha256', Buffer.from(`${head}.${content}`), key).toString('base64url');
  return [head ?? '', content ?? '', signature];
}

function join(parts: string[]): string {
  return parts.join('.');
}

function asClaims(value: Value): Value {
  if (value instanceof Date) return BigInt(Math.floor(value.getTime() / 1000));
  if (Array.isArray(value)) return value.map(asClaims);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, asClaims(member)]));
}
