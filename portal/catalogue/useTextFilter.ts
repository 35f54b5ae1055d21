import useIsBrowser from '@docusaurus/useIsBrowser';
import { useState } from 'react';
import { givenText } from './givenText.ts';
import { hasWord, searchText, searchWords } from './searchWords.ts';

export interface UsedTextFilter<Item> {
  /** What stands in the form. */
  text: string;
  /** Items that have every word of it; all of them at first, as in the page that the build wrote. */
  shown: Item[];
  change(text: string): void;
}

/** A list narrowed by what one types, kept in the address of the page, so that it can be sent to somebody. */
export function useTextFilter<Item>(items: Item[], textOf: (item: Item) => string): UsedTextFilter<Item> {
  const [text, setText] = useState(() => givenText(FIELD));
  const isBrowser = useIsBrowser();
  const words = isBrowser ? searchWords(text) : [];
  return {
    text,
    shown: words.length === 0 ? items : items.filter((item) => hasWords(searchText(textOf(item)), words)),
    change(next) {
      setText(next);
      const { pathname, hash } = window.location;
      const query = next === '' ? '' : `?${new URLSearchParams({ [FIELD]: next })}`;
      window.history.replaceState(window.history.state, '', pathname + query + hash);
    },
  };
}

/** Name of the field, in the form and in the address. */
export const FIELD = 'text';

function hasWords(text: string, words: string[]): boolean {
  return words.every((word) => hasWord(text, word));
}
