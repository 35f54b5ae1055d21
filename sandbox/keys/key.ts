import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { randomBase62, toBase62 } from './base62.ts';

/** Beginning of every key. */
export const KEY_PREFIX = 'dpi_';
const RANDOM_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const SIGNED_LENGTH = KEY_PREFIX.length + RANDOM_LENGTH;

/** Letters in a whole key. */
export const KEY_LENGTH = SIGNED_LENGTH + CHECKSUM_LENGTH;

/** Letters of a key that may be shown and logged: enough to tell a team's keys apart, not to guess one. */
const KEY_START_LENGTH = KEY_PREFIX.length + 4;

/** What a text must pass to be a key, in the order it is checked. */
export type KeyCheck = 'prefix' | 'length' | 'alphabet' | 'checksum';

export interface ParsedKey {
  ok: boolean;
  /** The first check that failed; `null` when the text is a well-formed key. */
  failed: KeyCheck | null;
}

const WELL_FORMED: ParsedKey = Object.freeze({ ok: true, failed: null });
const FAILED: Record<KeyCheck, ParsedKey> = {
  prefix: Object.freeze({ ok: false, failed: 'prefix' }),
  length: Object.freeze({ ok: false, failed: 'length' }),
  alphabet: Object.freeze({ ok: false, failed: 'alphabet' }),
  checksum: Object.freeze({ ok: false, failed: 'checksum' }),
};

const BASE62 = /^[0-9A-Za-z]+$/;

/**
 * A new key: `dpi_`, 32 random base62 letters (190 bits), and the CRC-32 of all that in six more.
 * The prefix lets secret scanners find leaked keys; the checksum tells a typo from an unknown key without a look-up.
 */
export function makeKey(): string {
  const signed = KEY_PREFIX + randomBase62(RANDOM_LENGTH);
  return signed + checksum(signed);
}

/** Whether a text has the form of a key. Says nothing about whether the key was ever issued. */
export function parseKey(text: string): ParsedKey {
  if (!text.startsWith(KEY_PREFIX)) return FAILED.prefix;
  if (text.length !== KEY_LENGTH) return FAILED.length;
  if (!BASE62.test(text.slice(KEY_PREFIX.length))) return FAILED.alphabet;
  if (text.slice(SIGNED_LENGTH) !== checksum(text.slice(0, SIGNED_LENGTH))) return FAILED.checksum;
  return WELL_FORMED;
}

/** The part of a key that may be shown. */
export function keyStart(key: string): string {
  return key.slice(0, KEY_START_LENGTH);
}

/**
 * SHA-256 in hex: how keys, session tokens and recovery codes are stored. A plain fast hash is right for them, because
 * they are random and too long to be guessed (OWASP ASVS 5.0, 11.4).
 */
export function hashKey(secret: string): string {
  return hash('sha256', secret, 'hex');
}

function checksum(text: string): string {
  return toBase62(crc32(text), CHECKSUM_LENGTH);
}
