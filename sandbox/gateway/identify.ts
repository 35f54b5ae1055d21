import type { Problem } from '@dpi/specs/problem';
import type { Message } from '@dpi/specs/texts';
import { hashKey, KEY_LENGTH, KEY_PREFIX, type KeyCheck, parseKey, TOKEN_PREFIX } from '../keys/index.ts';
import { type KeyOwner, keyState, type Registry } from '../registry/index.ts';

/** Whose key it is. A key that is known but refused has an owner too, so that its team can read in its log why. */
export type Identified = { owner: KeyOwner; refusal: null } | { owner: KeyOwner | null; refusal: Problem };

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
        return { owner: null, refusal: { id: 'key-malformed', detail: WRONG[failed](key), headers: CHALLENGE } };
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
    return { owner: null, refusal: { id: 'key-unknown', detail: { id: 'sandbox.key.unknown' }, headers: CHALLENGE } };
  }
  const { label, start, revokedAt, expiresAt } = owner.key;
  const state = keyState(owner.key, now);
  if (state === 'active') return { owner, refusal: null };
  const at = (state === 'revoked' ? revokedAt : expiresAt) ?? '';
  const detail: Message = { id: `sandbox.key.${state}`, values: { label, start, at } };
  return { owner, refusal: { id: `key-${state}`, detail, headers: CHALLENGE } };
}

const CHALLENGE = { 'WWW-Authenticate': 'ApiKey header="X-API-Key"' };

/** What people send in place of a key, and the message that says what to send instead. */
const LIKELY_MISTAKES: [RegExp, string][] = [
  [/^bearer /i, 'sandbox.key.after-bearer'],
  [new RegExp(KEY_PREFIX), 'sandbox.key.after-something'],
  [new RegExp(`^${TOKEN_PREFIX}`), 'sandbox.key.is-token'],
  [/^key_/, 'sandbox.key.is-id'],
  [/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/, 'sandbox.key.is-recovery-code'],
];

/** Says which check a key failed, without repeating the key. */
const WRONG: Record<KeyCheck, (key: string) => Message> = {
  prefix: (key) => ({ id: LIKELY_MISTAKES.find(([form]) => form.test(key))?.[1] ?? 'sandbox.key.wrong-prefix' }),
  length: ({ length }) => ({
    id: length < KEY_LENGTH ? 'sandbox.key.too-short' : 'sandbox.key.too-long',
    values: { length, expected: KEY_LENGTH },
  }),
  alphabet: () => ({ id: 'sandbox.key.wrong-letter' }),
  checksum: () => ({ id: 'sandbox.key.wrong-checksum' }),
};
