import { type ComparedWord, likeness } from './compare-words.ts';
import { placedWords } from './split-words.ts';

/** A piece of a text, and whether it is what was looked for. */
export interface MarkedPart {
  text: string;
  isMatch: boolean;
}

/** A word is marked where it stands for one that was typed, and is not merely near. */
const CLOSE = 0.55;

/** Cuts a text where it has the words that were looked for. */
export function markedParts(
  text: string,
  words: readonly ComparedWord[],
  compare: (word: string) => ComparedWord,
): MarkedPart[] {
  const parts: MarkedPart[] = [];
  let at = 0;
  for (const { word, start, end } of placedWords(text)) {
    const shown = compare(word);
    if (!words.some((typed) => likeness(typed, shown) >= CLOSE)) continue;
    if (start > at) parts.push({ text: text.slice(at, start), isMatch: false });
    parts.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false });
  return parts;
}
