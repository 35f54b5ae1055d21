import { type SearchEntry, splitWords } from '@dpi/specs/search';

/** The entry with each word of its text once, and without those that are found anyway: nobody reads this text. */
export function withoutRepeatedWords(entry: SearchEntry): SearchEntry {
  const { text = '', ...rest } = entry;
  const known = new Set(splitWords([rest.title, rest.context, ...(rest.titles ?? [])].join(' ')));
  const words = [...new Set(splitWords(text))].filter((word) => !known.has(word));
  return words.length === 0 ? rest : { ...rest, text: words.join(' ') };
}
