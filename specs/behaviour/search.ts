import { type NameSpelling, plainWords, similarity, soundOf, withReplaced, wordSimilarity } from './names.ts';

/** How well words are found in texts. */
export interface Found {
  /** From 0 to 100; 0 where one of the words is not found. */
  score: number;
  /** The words as the texts have them, where they were sent otherwise; `null` where they are the same. */
  corrected: string | null;
}

/** Letters of words such as "of" or "for", which need not be found. */
const SMALL_WORD = 3;
/** Below it, a word is another one. */
const LEAST = 0.7;
/** A word that begins with the one that is looked for. */
const BEGINNING = 0.95;
/** From this share of equal consonants on, long words of two scripts may be one. */
const ALMOST = 0.85;
/** A word of another script, or another spelling, with the same consonants. */
const SAME_CONSONANTS = { otherScript: 0.9, sameScript: 0.8 };

/**
 * Looks for words in texts, which may be in several languages. Spelling mistakes are forgiven, and a word that is written in
 * Latin letters is found in another script by its consonants.
 */
export function foundIn(query: string, texts: string[], spelling: NameSpelling): Found {
  const known = texts.flatMap(plainWords);
  const matches = plainWords(query).map((word) => ({ sent: word, ...bestMatch(word, known, spelling) }));
  const found = matches.filter(({ score }) => score >= LEAST);
  const isMissing = matches.some(({ sent, score }) => score < LEAST && sent.length > SMALL_WORD);
  if (found.length === 0 || isMissing) return { score: 0, corrected: null };
  const length = matches.reduce((sum, { sent }) => sum + sent.length, 0);
  const score = found.reduce((sum, match) => sum + match.sent.length * match.score, 0) / length;
  const isCorrected = found.some((match) => match.score < BEGINNING);
  return { score: Math.round(100 * score), corrected: isCorrected ? found.map(({ word }) => word).join(' ') : null };
}

function bestMatch(word: string, known: string[], spelling: NameSpelling): { word: string; score: number } {
  let best = { word, score: 0 };
  for (const other of known) {
    const score = matchOf(word, other, spelling);
    if (score > best.score) best = { word: other, score };
  }
  return best;
}

function matchOf(word: string, other: string, spelling: NameSpelling): number {
  if (word === other) return 1;
  if (word.length >= 3 && other.startsWith(word)) return BEGINNING;
  const spelled = wordSimilarity(word, other, spelling);
  const [a, b] = [consonantsOf(word, spelling), consonantsOf(other, spelling)];
  const isOtherScript = isLatin(word) !== isLatin(other);
  const share = similarity(a, b);
  const isSame = a === b ? a.length >= (isOtherScript ? 2 : 3) : isOtherScript && a.length >= 5 && share >= ALMOST;
  const sounded = isSame ? share * SAME_CONSONANTS[isOtherScript ? 'otherScript' : 'sameScript'] : 0;
  return Math.max(spelled, sounded);
}

function isLatin(word: string): boolean {
  return /\p{Script=Latin}/u.test(word);
}

/** The sounds of a word in Latin letters, without its vowels, which scripts write in different ways or not at all. */
function consonantsOf(word: string, spelling: NameSpelling): string {
  const latin = withReplaced(word, Object.entries(spelling.latin)).replace(/[^a-z]/g, '');
  return soundOf(latin, spelling).replace(/[aeiouy]/g, '');
}
