/** A run of letters, digits and the signs that belong to letters. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A word of a text, and where it stands in it. */
export interface PlacedWord {
  /** By {@link foldText}. */
  word: string;
  start: number;
  end: number;
}

/**
 * A text as it is searched: in small letters, with digits of every script as 0 to 9. Letters that Unicode has in one code point
 * and in two become one of these, and the joiners between letters, which cannot be seen, are left out.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .replace(/\p{Nd}/gu, digit)
    .toLowerCase();
}

/** The words of a text, those of `camelCase` one by one. */
export function splitWords(text: string): string[] {
  return foldText(withCamelCaseApart(text)).match(WORD) ?? [];
}

/** The words of a text with their places in it. */
export function placedWords(text: string): PlacedWord[] {
  // A space takes the place of nothing, so that places stay those of the text.
  const places: PlacedWord[] = [];
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{M}\p{N}\u200c\u200d]+/gu)) {
    let start = index;
    for (const part of withCamelCaseApart(run).split(' ')) {
      places.push({ word: foldText(part), start, end: start + part.length });
      start += part.length;
    }
  }
  return places;
}

/** A single letter stays with what follows, as in `eKYC`. */
function withCamelCaseApart(text: string): string {
  return text.replace(/(\p{Ll}{2})(?=\p{Lu})/gu, '$1 ');
}

/** Unicode keeps the ten digits of a script in one row. */
function digit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 58) return character;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}
