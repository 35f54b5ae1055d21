/** How the names of a country's people are compared, in all its scripts. */
export interface NameSpelling {
  /** Letters, or sequences of them, that stand for one sound; the first of each group stands for all. */
  alike: string[][];
  /** Words that are written in several ways or short, with the full one. */
  forms: Record<string, string>;
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

/** Without case and punctuation; letters that can be written in two ways in Unicode are written in one. */
function wordsOf(name: string, { forms }: NameSpelling): string[] {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u);
  return words.filter((word) => word !== '').map((word) => forms[word] ?? word);
}

function wordSimilarity(a: string, b: string, spelling: NameSpelling): number {
  if (a === b) return 1;
  return (similarity(a, b) + similarity(soundOf(a, spelling), soundOf(b, spelling))) / 2;
}

/** Each sound by the letters that stand for it first; a letter that is doubled sounds as one. */
function soundOf(word: string, { alike }: NameSpelling): string {
  const sounds = new Map(
    alike.flatMap((group) => group.map((letters) => [letters.normalize('NFC'), (group[0] ?? '').normalize('NFC')])),
  );
  const longest = Math.max(1, ...[...sounds.keys()].map(({ length }) => length));
  let sound = '';
  for (let at = 0; at < word.length; ) {
    let length = Math.min(longest, word.length - at);
    while (length > 1 && !sounds.has(word.slice(at, at + length))) length -= 1;
    const letters = word.slice(at, at + length);
    sound += sounds.get(letters) ?? letters;
    at += length;
  }
  return sound.replace(/(.)\1+/gu, '$1');
}

/** The share of letters that need no change (Levenshtein). */
function similarity(a: string, b: string): number {
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
