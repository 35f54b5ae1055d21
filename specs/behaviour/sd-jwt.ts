import { createHash } from 'node:crypto';
import { canonicalJson } from '../json/canonical-json.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { isTokenSignedWith, signedToken } from './signatures.ts';
import { jsonInPart, objectInPart } from './token-part.ts';
import { readAny, type Value, type ValueObject, writeValue } from './values.ts';

/** What an SD-JWT (RFC 9901) says, with those of its claims that are disclosed. */
export interface SdJwtContents extends ValueObject {
  header: Value;
  /** Claims of the payload and of the disclosures, without digests. */
  claims: Value;
  /** Of the claims, those that a disclosure gave. */
  disclosed: ValueObject;
  /** The part that the issuer has signed, as JWS in compact form; its signature is not looked at. */
  jwt: string;
  /** Whether the payload has the digest of every disclosure, each once, and no disclosure hides another claim. */
  isIntact: boolean;
  /** What the holder has signed; `null` where it has signed nothing. */
  keyBinding: Value;
}

/** Names that a disclosure must not have. */
const RESERVED = new Set(['_sd', '...']);

/** Claims of which a verifier decides; SD-JWT VC has them always in the clear. */
const ALWAYS_CLEAR = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']);

/**
 * An SD-JWT without key binding: the holder can show its concealed claims one by one.
 * @param header members of the header beside `alg` and `kid`
 * @param clear claims that every verifier sees; timestamps become seconds since 1970, and what is `null` is left out
 * @param concealed members that can be disclosed, each for itself
 * @param random from 0 up to 1
 * @throws RangeError for a claim that must stay in the clear
 */
export function writeSdJwt(
  header: JsonObject,
  clear: ValueObject,
  concealed: ValueObject,
  kid: string,
  random: () => number,
): string {
  const disclosures = Object.entries(concealed).flatMap(([name, value]) => {
    if (RESERVED.has(name) || ALWAYS_CLEAR.has(name)) throw new RangeError(`the claim "${name}" cannot be concealed`);
    return value === null ? [] : [encoded(canonicalJson([salt(random), name, writeValue(value, 'UTC')]))];
  });
  // In the order of the digests, which tells nothing of the claims.
  const digests = disclosures.map(digestOf).sort();
  const payload = { ...clear, _sd: digests, _sd_alg: 'sha-256' };
  return [signedToken(header, payload, kid), ...disclosures, ''].join('~');
}

/** Reads an SD-JWT, with key binding or without; `null` for a text that is none, or has digests other than SHA-256. */
export function readSdJwt(text: string): SdJwtContents | null {
  const [jwt = '', ...rest] = text.split('~');
  const binding = rest.pop();
  const parts = jwt.split('.');
  const [header, payload] = parts.slice(0, 2).map(objectInPart);
  if (binding === undefined || parts.length !== 3 || !header || !payload) return null;
  if (payload._sd_alg !== undefined && payload._sd_alg !== 'sha-256') return null;
  const disclosed = new DisclosedClaims(rest);
  const { _sd_alg: _, ...claims } = disclosed.in(payload) as JsonObject;
  const bound = binding === '' ? null : keyBindingIn(binding, text.slice(0, -binding.length), payload.cnf);
  const shown = Object.entries(claims).filter(([name]) => !Object.hasOwn(payload, name));
  return {
    header: readAny(header),
    claims: readAny(claims),
    disclosed: readAny(Object.fromEntries(shown)) as ValueObject,
    jwt,
    isIntact: disclosed.areAllUsed,
    keyBinding: bound,
  };
}

/** Puts disclosures in the place of their digests (RFC 9901, section 7.1). */
class DisclosedClaims {
  readonly #byDigest = new Map<string, JsonValue[]>();
  readonly #used = new Set<string>();
  #isConsistent = true;

  constructor(disclosures: string[]) {
    for (const disclosure of disclosures) {
      const array = jsonInPart(disclosure);
      const digest = digestOf(disclosure);
      if (!Array.isArray(array) || this.#byDigest.has(digest)) this.#isConsistent = false;
      else this.#byDigest.set(digest, array);
    }
  }

  get areAllUsed(): boolean {
    return this.#isConsistent && this.#used.size === this.#byDigest.size;
  }

  in(value: JsonValue): JsonValue {
    if (Array.isArray(value)) return value.flatMap((item) => this.#item(item));
    if (!isObject(value)) return value;
    const { _sd: digests, ...clear } = value;
    const claims: JsonObject = {};
    for (const [name, member] of Object.entries(clear)) if (member !== undefined) claims[name] = this.in(member);
    for (const digest of Array.isArray(digests) ? digests : []) {
      const found = this.#take(digest);
      if (found === null) continue;
      const [, name, member] = found;
      const isClaim = found.length === 3 && typeof name === 'string' && member !== undefined;
      if (!isClaim || RESERVED.has(name) || ALWAYS_CLEAR.has(name) || Object.hasOwn(claims, name))
        this.#isConsistent = false;
      else claims[name] = this.in(member);
    }
    return claims;
  }

  /** An item of a list that is concealed is an object with its digest only; what is not disclosed is left out. */
  #item(item: JsonValue): JsonValue[] {
    if (!isObject(item) || Object.keys(item).join() !== '...') return [this.in(item)];
    const found = this.#take(item['...']);
    if (found === null) return [];
    const [, value] = found;
    if (found.length === 2 && value !== undefined) return [this.in(value)];
    this.#isConsistent = false;
    return [];
  }

  #take(digest: JsonValue | undefined): JsonValue[] | null {
    if (typeof digest !== 'string') return null;
    if (this.#used.has(digest)) this.#isConsistent = false;
    const found = this.#byDigest.get(digest);
    if (found === undefined || this.#used.has(digest)) return null;
    this.#used.add(digest);
    return found;
  }
}

/**
 * What a Key Binding JWT says.
 * @param presented the text that it binds, with the last `~`
 * @param confirmation `cnf` of the payload, which names the key of the holder
 */
function keyBindingIn(token: string, presented: string, confirmation: JsonValue | undefined): Value {
  const parts = token.split('.');
  const [header, payload] = parts.slice(0, 2).map(objectInPart);
  const key = isObject(confirmation) && isObject(confirmation.jwk) ? confirmation.jwk : null;
  const isIntact =
    parts.length === 3 &&
    header?.typ === 'kb+jwt' &&
    header.alg === 'ES256' &&
    payload?.sd_hash === digestOf(presented) &&
    typeof payload.iat === 'number' &&
    key !== null &&
    isTokenSignedWith(token, key);
  const member = (name: string) => readAny(payload?.[name]);
  return { isIntact, nonce: member('nonce'), aud: member('aud'), iat: member('iat') };
}

/** 128 bits, as RFC 9901 recommends. */
function salt(random: () => number): string {
  return Buffer.from(Array.from({ length: 16 }, () => Math.floor(random() * 256))).toString('base64url');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}
