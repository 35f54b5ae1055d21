/**
 * A text as it is searched: in small letters, with digits of every script as 0 to 9. Some letters can be written in one
 * code point or in two, and the joiners between Bangla letters cannot be seen.
 */
export function searchText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200c\u200d]/g, '')
    .replace(/\p{Nd}/gu, digit)
    .toLowerCase();
}

/** The words somebody looks for. */
export function searchWords(typed: string): string[] {
  return searchText(typed).split(/\s+/).filter(Boolean);
}

/**
 * Whether a word occurs in a text, be it within another or with another ending: “payments” fits “payment”.
 *
 * @param text by {@link searchText}
 * @param word by {@link searchWords}
 */
export function hasWord(text: string, word: string): boolean {
  return text.includes(word) || text.split(BETWEEN_WORDS).some((shown) => differInEnding(shown, word));
}

const BETWEEN_WORDS = /[\s.,;:()/-]+/;

/** A word may add three letters to another; where each has an ending of its own, only a quarter of what was typed. */
function differInEnding(shown: string, typed: string): boolean {
  let same = 0;
  while (same < shown.length && shown[same] === typed[same]) same++;
  const ending = typed.length - same;
  return same === shown.length ? same >= 3 && ending <= 3 : same >= 4 && ending <= typed.length / 4;
}

/** Unicode keeps the ten digits of a script in one row. */
function digit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}
