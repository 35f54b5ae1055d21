import { randomInt } from 'node:crypto';
import { randomBase62 } from './base62.ts';

/** Crockford's base32: no I, L, O or U, so that a code survives being read aloud and copied by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Beginning of every session token. */
export const TOKEN_PREFIX = 'dpt_';

/** A session token, as bearer or in the session cookie: `dpt_` and 40 random base62 letters (238 bits). */
export function makeToken(): string {
  return TOKEN_PREFIX + randomBase62(40);
}

/** A team's recovery code, such as `7Q2MD-…`: five groups of five letters (125 bits) that people can write down. */
export function makeRecoveryCode(): string {
  return [group(5), group(5), group(5), group(5), group(5)].join('-');
}

/** An event's join code, such as `4XKD-9T2M`: short, because it is typed from a screen and guesses are rate-limited. */
export function makeJoinCode(): string {
  return [group(4), group(4)].join('-');
}

/** A recovery code in its one stored form, however it was typed: case, spaces, hyphens and look-alikes do not matter. */
export function normalizeRecoveryCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** A join code in the form that is compared: case, spaces and hyphens do not matter. */
export function normalizeJoinCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
}

function group(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
