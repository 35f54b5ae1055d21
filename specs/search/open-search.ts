import { type ComparedWord, likeness, wordComparer } from './compare-words.ts';
import { type MarkedPart, markedParts } from './marked-parts.ts';
import type { ResultType, SearchEntry, SearchIndex } from './model.ts';
import { fitsTemplate, pastedAddress } from './pasted-address.ts';
import { foldText, splitWords } from './split-words.ts';

export interface Search {
  /** What fits a text that somebody typed or pasted, best first. Nothing for an empty text. */
  find(text: string): FoundEntries;
  /** Entries that come later than the rest, such as the fields. */
  add(entries: SearchEntry[]): void;
  /** All that can be found. */
  readonly entries: readonly SearchEntry[];
  /** A shown text, cut where it has words of what was looked for. */
  marked(text: string, found: FoundEntries): MarkedPart[];
}

export interface FoundEntries {
  entries: SearchEntry[];
  /** What the words of a shown text are compared with to mark them. */
  words: ComparedWord[];
}

/** Longer texts are cut: nobody types so much, and each word takes time. */
const MAX_LENGTH = 300;
const MAX_WORDS = 16;

/** How much a word counts where it stands. */
const WEIGHTS = { name: 3, title: 3, otherTitle: 2.5, call: 1.5, context: 1, text: 0.6 };

/** Of two that fit as well, what more people look for. */
const IMPORTANCE: Record<ResultType, number> = {
  page: 1.3,
  service: 1.4,
  guide: 1.1,
  journey: 1.1,
  operation: 1.1,
  standard: 1.05,
  persona: 1,
  problem: 0.95,
  rule: 0.8,
  field: 0.6,
};

/** Score of what was named by its address or number: above all that is found by words. */
const NAMED = 1000;

/** Below this, a word does not stand for another. */
const LEAST_LIKENESS = 0.4;

interface VocabularyWord extends ComparedWord {
  /** Weight by entry. */
  weights: Map<number, number>;
  /** Entries with the word in a title. */
  titled: Set<number>;
}

/** What one part of the text means: itself, or what a synonym says. */
interface Meaning {
  /** How many words of the text it is. */
  length: number;
  alternatives: ComparedWord[][];
}

export function openSearch({ entries: first, spelling, synonyms, ignored, prefixes }: SearchIndex): Search {
  const entries: SearchEntry[] = [];
  const vocabulary = new Map<string, VocabularyWord>();
  /** Words in the title of each entry. */
  const titleLengths: number[] = [];
  const compare = wordComparer(spelling);
  const unsaid = new Set(ignored.map(foldText));
  const telling = (words: ComparedWord[]) => {
    const left = words.filter(({ word }) => !unsaid.has(word));
    return left.length > 0 ? left : words;
  };
  const phrases = synonyms.flatMap(({ typed, means }) =>
    typed.map((text) => ({
      typed: splitWords(text).map(compare),
      means: means.map((meaning) => telling(splitWords(meaning).map(compare))),
    })),
  );

  const addWord = (word: string, entry: number, weight: number, isTitle: boolean) => {
    let known = vocabulary.get(word);
    if (known === undefined) {
      known = { ...compare(word), weights: new Map(), titled: new Set() };
      vocabulary.set(word, known);
    }
    known.weights.set(entry, Math.max(weight, known.weights.get(entry) ?? 0));
    if (isTitle) known.titled.add(entry);
  };

  const add = (more: SearchEntry[]) => {
    for (const entry of more) {
      const number = entries.push(entry) - 1;
      const { title, titles = [], names = [], call = '', context, text = '' } = entry;
      const addAll = (words: string[], weight: number, isTitle = false) => {
        for (const word of words) addWord(word, number, weight, isTitle);
      };
      const tellingTitle = telling(splitWords(title).map(compare));
      titleLengths.push(Math.max(1, tellingTitle.length));
      for (const shown of [title, ...titles]) {
        const words = splitWords(shown);
        const weight = shown === title ? WEIGHTS.title : WEIGHTS.otherTitle;
        addAll(words, weight / (1 + 0.08 * telling(words.map(compare)).length), true);
      }
      for (const name of names) {
        const words = splitWords(name);
        addAll(words, WEIGHTS.name / (1 + 0.15 * (words.length - 1)));
        if (words.length > 1) addAll([words.join('')], WEIGHTS.name);
      }
      addAll(splitWords(call), WEIGHTS.call);
      addAll(splitWords(context), WEIGHTS.context);
      addAll(splitWords(text), WEIGHTS.text);
    }
  };
  add(first);

  /** The words of the vocabulary that a word stands for, and how well. */
  const fitting = (word: ComparedWord): [VocabularyWord, number][] => {
    const found: [VocabularyWord, number][] = [];
    for (const known of vocabulary.values()) {
      const like = likeness(word, known);
      if (like >= LEAST_LIKENESS) found.push([known, like]);
    }
    return found;
  };

  const meaningsOf = (words: ComparedWord[]): Meaning[] => {
    const meanings: Meaning[] = [];
    for (let at = 0; at < words.length; ) {
      const here = phrases
        .filter(({ typed }) =>
          typed.every((word, index) => {
            const said = words[at + index];
            return (
              said !== undefined && (said.word === word.word || (word.word.length >= 4 && likeness(said, word) >= 0.75))
            );
          }),
        )
        .sort((a, b) => b.typed.length - a.typed.length);
      const length = here[0]?.typed.length ?? 1;
      const own = telling(words.slice(at, at + length));
      const means = here.filter(({ typed }) => typed.length === length).flatMap((phrase) => phrase.means);
      meanings.push({ length, alternatives: [own, ...means] });
      at += length;
    }
    // A word such as "how" tells only as a part of a phrase.
    const left = meanings.filter(({ length, alternatives }) => {
      const [[first] = []] = alternatives;
      return length > 1 || alternatives.length > 1 || (first !== undefined && !unsaid.has(first.word));
    });
    return left.length > 0 ? left : meanings;
  };

  const findByWords = (meanings: Meaning[]): Map<number, number> => {
    const totals = new Map<number, { score: number; said: number; inTitle: number }>();
    const all = meanings.reduce((sum, { length }) => sum + length, 0);
    const scored = new Map<ComparedWord, Map<number, { score: number; inTitle: number }>>();
    const scoresOf = (word: ComparedWord) => {
      const before = scored.get(word);
      if (before !== undefined) return before;
      const scores = new Map<number, { score: number; inTitle: number }>();
      const fits = fitting(word);
      const best = Math.max(0, ...fits.map(([, like]) => like));
      // As rare as what fits best: a longer word that only begins so says no more for being rarer.
      const count = fits.reduce((sum, [{ weights }, like]) => (like === best ? sum + weights.size : sum), 0);
      const rarity = Math.log(1 + entries.length / Math.max(1, count));
      for (const [{ weights, titled }, like] of fits) {
        for (const [entry, weight] of weights) {
          const score = like * weight * rarity;
          const known = scores.get(entry);
          const inTitle = titled.has(entry) ? like : 0;
          if (known === undefined || score > known.score) {
            scores.set(entry, { score, inTitle: Math.max(inTitle, known?.inTitle ?? 0) });
          }
        }
      }
      scored.set(word, scores);
      return scores;
    };
    for (const { length, alternatives } of meanings) {
      const best = new Map<number, { score: number; said: number; inTitle: number }>();
      for (const words of alternatives) {
        const sums = new Map<number, { score: number; count: number; inTitle: number }>();
        for (const word of words) {
          for (const [entry, { score, inTitle }] of scoresOf(word)) {
            const sum = sums.get(entry) ?? { score: 0, count: 0, inTitle: 0 };
            sums.set(entry, { score: sum.score + score, count: sum.count + 1, inTitle: sum.inTitle + inTitle });
          }
        }
        for (const [entry, { score, count, inTitle }] of sums) {
          const share = count / words.length;
          const worth = (score / words.length) * share * length;
          const known = best.get(entry);
          if (known === undefined || worth > known.score)
            best.set(entry, { score: worth, said: share * length, inTitle });
        }
      }
      for (const [entry, { score, said, inTitle }] of best) {
        const sum = totals.get(entry) ?? { score: 0, said: 0, inTitle: 0 };
        totals.set(entry, { score: sum.score + score, said: sum.said + said, inTitle: sum.inTitle + inTitle });
      }
    }
    const scores = new Map<number, number>();
    for (const [entry, { score, said, inTitle }] of totals) {
      const { type } = entries[entry] as SearchEntry;
      const titleShare = Math.min(1, inTitle / (titleLengths[entry] ?? 1));
      scores.set(entry, score * (said / all) ** 2 * (1 + 0.7 * titleShare) * IMPORTANCE[type]);
    }
    return scores;
  };

  const findByAddress = (method: string | null, pasted: string): Map<number, number> => {
    const [, start = ''] = pasted.split('/');
    const path = prefixes.includes(start) ? pasted.slice(start.length + 1) : pasted;
    const scores = new Map<number, number>();
    for (const [index, { url, call }] of entries.entries()) {
      if (url.replace(/\/$/, '') === path) scores.set(index, 2 * NAMED);
      if (call === undefined) continue;
      const [verb = '', template = ''] = call.split(' ');
      const fit = fitsTemplate(path, template);
      if (fit === null || (method !== null && method !== verb)) continue;
      // Of two templates, the one that says more of the path in its own words.
      scores.set(index, (fit === 'whole' ? 2 : 1) * NAMED + template.replace(/\{.*?\}/g, '').length);
    }
    return scores;
  };

  const findByNumber = (number: string): Map<number, number> => {
    const typed = number.replace(/^0+/, '');
    const scores = new Map<number, number>();
    for (const [index, { type, names = [] }] of entries.entries()) {
      if (type !== 'persona') continue;
      for (const name of names) {
        const digits = name.replace(/\D/g, '');
        if (digits.length < 6) continue;
        const fits = digits === number || (typed.length >= 8 && digits.endsWith(typed));
        const begins = digits.startsWith(number);
        if (fits || begins) scores.set(index, Math.max(scores.get(index) ?? 0, fits ? 2 * NAMED : NAMED));
      }
    }
    return scores;
  };

  return {
    add,
    entries,
    marked: (text, { words }) => markedParts(text, words, compare),
    find(text) {
      const given = foldDigits(text.slice(0, MAX_LENGTH));
      const address = pastedAddress(given);
      const scores = address === null ? new Map<number, number>() : findByAddress(address.method, address.path);
      const left = address === null ? given : scores.size > 0 ? address.rest : `${address.path} ${address.rest}`;
      let said = left;
      for (const [written] of left.matchAll(NUMBER)) {
        const found = findByNumber(written.replace(/\D/g, ''));
        if (found.size > 0) said = said.replace(written, ' ');
        for (const [entry, score] of found) scores.set(entry, score);
      }
      const meanings = meaningsOf(splitWords(said).slice(0, MAX_WORDS).map(compare));
      for (const [entry, score] of findByWords(meanings)) scores.set(entry, score + (scores.get(entry) ?? 0));
      const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      const best = ranked[0]?.[1] ?? 0;
      const near = ranked.filter(([, score]) => score >= Math.min(best, NAMED) * LEAST_SHARE);
      return {
        entries: near.map(([entry]) => entries[entry] as SearchEntry),
        words: meanings.flatMap(({ alternatives }) => alternatives.flat()),
      };
    },
  };
}

/** What fits much worse than the best is not shown. */
const LEAST_SHARE = 0.12;

/** A number as people write it: with spaces, hyphens or a plus. */
const NUMBER = /\+?\d[\d\s().-]{3,}\d/g;

/** Digits of every script as 0 to 9, and nothing else changed: addresses tell capitals apart. */
function foldDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => foldText(digit));
}
