/** Lengths of short messages as operators count and charge them: 3GPP TS 23.038 (alphabets) and TS 23.040 (concatenation). */

/** How a text travels as a short message. */
export interface SmsLength {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets of GSM-7 or 16-bit units of UCS-2. */
  characters: number;
  parts: number;
  /** Characters until the next part begins. */
  charactersLeft: number;
}

/** The default alphabet without its escape to the extension table; Greek capitals by their code points. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅå\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039eÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** The default extension table: each character takes the escape and one septet. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Characters of a single message, and of each of several, which lose some to the header that joins them. */
const GSM7 = { encoding: 'GSM-7', single: 160, each: 153 } as const;
const UCS2 = { encoding: 'UCS-2', single: 70, each: 67 } as const;

/** Counts a text. What two units make up, an escaped character or a surrogate pair, is not split between parts. */
export function smsLength(text: string): SmsLength {
  const letters = [...text];
  const isGsm7 = letters.every((letter) => BASIC.has(letter) || EXTENSION.has(letter));
  const { encoding, single, each } = isGsm7 ? GSM7 : UCS2;
  const sizes = letters.map((letter) => (isGsm7 ? (EXTENSION.has(letter) ? 2 : 1) : letter.length));
  const characters = sizes.reduce((sum, size) => sum + size, 0);
  if (characters <= single) return { encoding, characters, parts: 1, charactersLeft: single - characters };
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, characters, parts, charactersLeft: each - used };
}
