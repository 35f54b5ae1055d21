import { hashKey, KEY_LENGTH, type KeyCheck, parseKey } from '../keys/index.ts';
import { type KeyOwner, keyState, type Registry } from '../registry/index.ts';
import type { Refusal } from '../server/exchange.ts';

/** Whose key it is. A key that is known but refused has an owner too, so that its team can read in its log why. */
export type Identified = { owner: KeyOwner; refusal: null } | { owner: KeyOwner | null; refusal: Refusal };

/** Keys whose hash is remembered; each is 42 letters and a hash. */
const REMEMBERED_KEYS = 10_000;

/** @returns a function that answers at once where the registry does */
export function createIdentify(registry: Registry): (key: string, now: number) => Identified | Promise<Identified> {
  // What a key hashes to never changes, so it is worked out once. Whose it is and whether it still holds is asked at
  // every call: a revocation works at once.
  const hashes = new Map<string, string>();
  const remember = (key: string, hash: string, identified: Identified): Identified => {
    if (identified.refusal === null) {
      if (hashes.size >= REMEMBERED_KEYS) hashes.clear();
      hashes.set(key, hash);
    }
    return identified;
  };

  return (key, now) => {
    const known = hashes.get(key);
    if (known === undefined) {
      const { failed } = parseKey(key);
      if (failed !== null) {
        return { owner: null, refusal: { problem: 'key-malformed', detail: WRONG[failed](key), headers: CHALLENGE } };
      }
    }
    const hash = known ?? hashKey(key);
    const owner = registry.findKey(hash);
    if (owner instanceof Promise) return owner.then((found) => remember(key, hash, judge(found, now)));
    const identified = judge(owner, now);
    return known === undefined ? remember(key, hash, identified) : identified;
  };
}

function judge(owner: KeyOwner | undefined, now: number): Identified {
  if (owner === undefined) {
    const detail =
      'The key is well-formed, but was not issued here. Is it from another installation? Your team page lists your keys.';
    return { owner: null, refusal: { problem: 'key-unknown', detail, headers: CHALLENGE } };
  }
  const { key } = owner;
  const named = `The key "${key.label}" (${key.start}…)`;
  switch (keyState(key, now)) {
    case 'active':
      return { owner, refusal: null };
    case 'revoked': {
      const detail = `${named} was revoked at ${key.revokedAt}. Make a new one on your team page.`;
      return { owner, refusal: { problem: 'key-revoked', detail, headers: CHALLENGE } };
    }
    case 'expired': {
      const detail = `${named} expired at ${key.expiresAt}. Use the key that replaced it, or make a new one on your team page.`;
      return { owner, refusal: { problem: 'key-expired', detail, headers: CHALLENGE } };
    }
  }
}

const CHALLENGE = ['WWW-Authenticate', 'ApiKey header="X-API-Key"'];

/** What people send in place of a key, and what to send instead. */
const MISTAKEN: [RegExp, string][] = [
  [/^bearer /i, 'There is "Bearer" before the key. Leave it out here; it belongs into the Authorization header.'],
  [/dpi_/, 'There is something before the key, such as a quotation mark. Send it from dpi_ on and nothing else.'],
  [/^dpt_/, 'This is the token of your team, for /api/v1. The key came with it and begins with dpi_.'],
  [/^key_/, 'This is the id of a key. The key itself begins with dpi_; it was shown once, when it was made.'],
  [/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/, 'This is your recovery code. The key came with it and begins with dpi_.'],
];

/** Says which check a key failed, without repeating the key. */
const WRONG: Record<KeyCheck, (key: string) => string> = {
  prefix: (key) =>
    MISTAKEN.find(([form]) => form.test(key))?.[1] ?? 'The key does not begin with dpi_. Did you send a placeholder?',
  length: (key) =>
    `The key has ${key.length} letters and must have ${KEY_LENGTH}. ${key.length < KEY_LENGTH ? 'Was the end cut off when it was copied?' : 'Was something copied with it, or the header sent twice?'}`,
  alphabet: () => 'The key has a letter that no key has: after dpi_ only 0-9, A-Z and a-z. Copy it again.',
  checksum: () => 'A letter of the key is wrong: its checksum does not fit. Copy it again instead of typing it.',
};
