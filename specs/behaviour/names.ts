/** How the names of a country's people are compared, in all its scripts. */
export interface NameSpelling {
  /** Letters, or sequences of them, that stand for one sound; the first of each group stands for all. */
  alike: string[][];
  /** Words that are written in several ways or short, with the full one. */
  forms: Record<string, string>;
  /** Consonants of other scripts, with Latin letters that sound like them. */
  latin: Record<string, string>;
}

/**
 * How alike two spellings of a name are, from 0 to 100; 100 for the same. Words are compared one by one, in any order, each by
 * its spelling and by its sound. The score is halfway between that of all words and that of the least alike, so that a common
 * last name does not make up for another first name.
 */
export function nameSimilarity(a: string, b: string, spelling: NameSpelling): number {
  const [shorter = [], longer = []] = [wordsOf(a, spelling), wordsOf(b, spelling)].sort((x, y) => x.length - y.length);
  if (longer.length === 0) return 0;
  const left = [...longer];
  const pairs = shorter.map((word) => {
    const scores = left.map((other) => wordSimilarity(word, other, spelling));
    const best = scores.indexOf(Math.max(...scores));
    const [other = ''] = left.splice(best, 1);
    return { length: Math.max(word.length, other.length), score: scores[best] ?? 0 };
  });
  pairs.push(...left.map(({ length }) => ({ length, score: 0 })));
  const length = pairs.reduce((sum, pair) => sum + pair.length, 0);
  const all = pairs.reduce((sum, pair) => sum + pair.length * pair.score, 0) / length;
  const least = Math.min(...pairs.map(({ score }) => score));
  return Math.round(50 * (all + least));
}

function wordsOf(name: string, { forms }: NameSpelling): string[] {
  return plainWords(name).map((word) => forms[word] ?? word);
}

/** Words without case and punctuation; letters that can be written in two ways in Unicode are written in one. */
export function plainWords(text: string): string[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u);
  return words.filter((word) => word !== '');
}

/** How alike two words are by letters and by sound, from 0 to 1. */
export function wordSimilarity(a: string, b: string, spelling: NameSpelling): number {
  if (a === b) return 1;
  return (similarity(a, b) + similarity(soundOf(a, spelling), soundOf(b, spelling))) / 2;
}

/** Each sound by the letters that stand for it first; a letter that is doubled sounds as one. */
export function soundOf(word: string, { alike }: Pick<NameSpelling, 'alike'>): string {
  return soundsOf(alike)(word);
}

/** {@link soundOf} for many words. */
export function soundsOf(alike: NameSpelling['alike']): (word: string) => string {
  const replace = replacer(alike.flatMap((group) => group.map((letters) => [letters, group[0] ?? ''] as const)));
  return (word) => replace(word).replace(/(.)\1+/gu, '$1');
}

/** A word with letters, or the longest sequences of them, replaced by others. */
export function withReplaced(word: string, replacements: (readonly [letters: string, by: string])[]): string {
  return replacer(replacements)(word);
}

/** {@link withReplaced} for many words. */
export function replacer(replacements: (readonly [letters: string, by: string])[]): (word: string) => string {
  const known = new Map(replacements.map(([letters, by]) => [letters.normalize('NFC'), by.normalize('NFC')]));
  const longest = Math.max(1, ...[...known.keys()].map(({ length }) => length));
  return (word) => {
    let replaced = '';
    for (let at = 0; at < word.length; ) {
      let length = Math.min(longest, word.length - at);
      while (length > 1 && !known.has(word.slice(at, at + length))) length -= 1;
      const letters = word.slice(at, at + length);
      replaced += known.get(letters) ?? letters;
      at += length;
    }
    return replaced;
  };
}

/** The share of letters that need no change (Levenshtein). */
export function similarity(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let row = to.map((_, index) => index + 1);
  for (const [index, letter] of from.entries()) {
    let [before, diagonal] = [index + 1, index];
    row = row.map((above, column) => {
      const distance = Math.min(before + 1, above + 1, diagonal + (letter === to[column] ? 0 : 1));
      [before, diagonal] = [distance, above];
      return distance;
    });
  }
  return 1 - (row.at(-1) ?? from.length) / Math.max(from.length, to.length);
}
