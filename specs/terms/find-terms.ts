import type { Term, TermList } from './terms.ts';

/** A word that the term list of the language does not use. */
export interface TermHit {
  /** As it stands in the text, with its endings. */
  found: string;
  /** What to write instead. */
  use: string;
  /** What is meant, in English. */
  term: string;
}

/**
 * Finds words that the term list avoids. Code, addresses and link targets are not looked at: their names are the same in
 * every language.
 */
export function termFinder({ endings, terms }: TermList): (text: string) => TermHit[] {
  const suffix = endings.length === 0 ? '' : `(?:-?(?:${anyOf(endings)})){0,3}`;
  const words = (list: string[]): RegExp =>
    new RegExp(`(?<![\\p{L}\\p{M}])(?:${anyOf(list)})${suffix}(?![\\p{L}\\p{M}])`, 'gu');
  const entries = terms.map((term) => ({ term, ...expressionsOf(term, words) }));
  return (text) => {
    const prose = withoutCode(text);
    return entries.flatMap(({ term: { term, use }, avoided, excepted }) => {
      const exceptions = excepted.flatMap((expression) => [...prose.matchAll(expression)]);
      return avoided
        .flatMap((expression) => [...prose.matchAll(expression)])
        .filter(
          ({ index }) => !exceptions.some((other) => other.index <= index && index < other.index + other[0].length),
        )
        .map(([found]) => ({ found, use, term }));
    });
  };
}

function expressionsOf(
  { avoid, except, pattern }: Term,
  words: (list: string[]) => RegExp,
): { avoided: RegExp[]; excepted: RegExp[] } {
  return {
    avoided: [...(avoid.length === 0 ? [] : [words(avoid)]), ...(pattern === null ? [] : [new RegExp(pattern, 'gu')])],
    excepted: except.length === 0 ? [] : [words(except)],
  };
}

/** Longer ones first, so that a word is not taken for the shorter one it begins with. */
function anyOf(words: string[]): string {
  return words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => RegExp.escape(word).replaceAll('\\x20', '\\s+'))
    .join('|');
}

const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\]\([^)\s]*\)|\bhttps?:\/\/\S+|\{[#\w]+\}|<[^>\n]*>/g;

/** The text with spaces in place of what is not prose. */
function withoutCode(text: string): string {
  return text.replace(CODE, (code) => ' '.repeat(code.length));
}
