import { markdownToText } from '../markdown.ts';

const SAYS_SO = /\binstead\b|\breplaced by\b|\bsuperseded by\b|পরিবর্তে|বদলে/iu;

/** The sentence of a description that says what to use in the place of what it describes; empty where none does. */
export function insteadOf(description: string): string {
  const sentences = markdownToText(description).split(/(?<=[.!?।])\s+/u);
  return sentences.find((sentence) => SAYS_SO.test(sentence)) ?? '';
}
