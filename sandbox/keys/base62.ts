import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Bytes at or above this are drawn again, so that every letter is equally likely. */
const FAIR = 256 - (256 % ALPHABET.length);

/** `length` letters of the base62 alphabet from the system's secure random source: 5.95 bits each. */
export function randomBase62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < FAIR) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

/** A whole number from 0 in base62, with zeros in front up to `width` letters. */
export function toBase62(value: number, width: number): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / ALPHABET.length)) {
    text = ALPHABET[rest % ALPHABET.length] + text;
  }
  return text.padStart(width, '0');
}
