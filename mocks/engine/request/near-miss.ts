import { lenientRegExp } from '@dpi/specs/schema';

const DIGIT = /\p{Nd}/u;
const DIGITS = /\p{Nd}/gu;
const SEPARATORS = /[\s\p{Pd}.,_/()]+/gu;

/**
 * What keeps a text from matching a pattern, where that is plain: digits of another script, or spaces and dashes that make
 * long numbers easy to read. The name of the advice; `null` where it is something else.
 */
export function nearMiss(text: string, pattern: string): string | null {
  const expression = lenientRegExp(pattern, 'u');
  // It does not match, as was found before. A pattern that no longer says so is one whose time is up.
  if (expression.test(text)) return null;
  const inLatin = latinDigits(text);
  const trimmed = inLatin.trim();
  const closedUp = inLatin.replace(SEPARATORS, '');
  if (expression.test(inLatin)) return 'digits';
  const way = expression.test(trimmed) ? 'trim' : expression.test(closedUp) ? 'close-up' : null;
  return way === null || inLatin === text ? way : `digits-${way}`;
}

/** Whether a text has digits that are none of 0-9. */
export function hasOtherDigits(text: string): boolean {
  return latinDigits(text) !== text;
}

function latinDigits(text: string): string {
  return text.replace(DIGITS, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Unicode keeps the ten digits of a script together, from zero to nine.
    let zero = code;
    while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
    return String((code - zero) % 10);
  });
}
