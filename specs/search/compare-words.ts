import { replacer, soundsOf } from '../behaviour/names.ts';
import type { Spelling } from './model.ts';

/** A word with all that it is compared by. */
export interface ComparedWord {
  /** By `splitWords`. */
  word: string;
  /** The same for spellings that sound alike. */
  sound: string;
  /** Its consonants in Latin letters, so that words of two scripts can be compared. */
  consonants: string;
  isLatin: boolean;
  isNumber: boolean;
  /** A bit for each letter that it has, some letters sharing one. */
  letters: number;
}

/** Makes words comparable, each once. */
export function wordComparer({ alike, latin }: Spelling): (word: string) => ComparedWord {
  const sound = soundsOf(alike);
  const inLatin = replacer(Object.entries(latin));
  const known = new Map<string, ComparedWord>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const isNumber = /^[0-9]+$/.test(word);
    const compared: ComparedWord = {
      word,
      sound: isNumber ? word : sound(word),
      consonants: isNumber ? '' : consonantsOf(sound(inLatin(word).replace(/[^a-z]/g, ''))),
      isLatin: /^[a-z0-9]+$/.test(word),
      isNumber,
      letters: lettersOf(word),
    };
    known.set(word, compared);
    return compared;
  };
}

function consonantsOf(latin: string): string {
  return latin.replace(/[aeiouwy]/g, '').replace(/(.)\1+/g, '$1');
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/**
 * How well a word of a page fits a word that somebody typed, from 0 to 1: the same word, one that begins so, has another
 * ending, sounds alike, holds it, is spelt in another script, or differs in a letter or two.
 */
export function likeness(typed: ComparedWord, shown: ComparedWord): number {
  const [a, b] = [typed.word, shown.word];
  if (a === b) return 1;
  if (typed.isNumber || shown.isNumber) return a.length >= 3 && b.startsWith(a) ? 0.5 : 0;
  if (a.length >= 3 && typed.sound === shown.sound) return 0.9;
  if (a.length >= 2 && b.startsWith(a)) return 0.5 + (0.4 * a.length) / b.length;
  if (differInEnding(a, b)) return 0.75;
  if (typed.isLatin !== shown.isLatin) return otherScriptLikeness(typed, shown);
  const misspelt = misspeltLikeness(typed, shown);
  if (misspelt > 0) return misspelt;
  if (typed.sound.length >= 4 && shown.sound.startsWith(typed.sound)) return 0.6;
  if (a.length >= 4 && b.includes(a)) return 0.5;
  return b.length >= 4 && a.includes(b) ? 0.4 : 0;
}

/** A word may add three letters to another; where each has an ending of its own, only a quarter of what was typed. */
function differInEnding(typed: string, shown: string): boolean {
  let same = 0;
  while (same < shown.length && shown[same] === typed[same]) same++;
  const ending = typed.length - same;
  if (same === shown.length) return same >= 3 && ending <= 3;
  return same >= 4 && ending <= typed.length / 4 && shown.length - same <= 3;
}

function misspeltLikeness(typed: ComparedWord, shown: ComparedWord): number {
  const { length } = typed.word;
  const allowed = length < 4 ? 0 : length < 7 ? 1 : 2;
  if (allowed === 0 || Math.abs(length - shown.word.length) > allowed) return 0;
  // Each change gives at most two letters that only one of the words has.
  if (bits(typed.letters ^ shown.letters) > 2 * allowed) return 0;
  const distance = editDistance(typed.word, shown.word, allowed);
  return distance > allowed ? 0 : 0.75 - distance * 0.15;
}

function bits(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function otherScriptLikeness(typed: ComparedWord, shown: ComparedWord): number {
  if (typed.consonants.length < 2 || typed.consonants !== shown.consonants) return 0;
  return typed.consonants.length === 2 ? 0.4 : 0.7;
}

/**
 * Letters to be changed, added, left out or exchanged with their neighbours (optimal string alignment).
 * @returns something greater than `allowed` where it takes more than that
 */
function editDistance(a: string, b: string, allowed: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (before[j - 2] ?? 0) + 1);
      }
      next.push(distance);
      least = Math.min(least, distance);
    }
    if (least > allowed) return allowed + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? a.length;
}
