import { typedText } from '../shell/typedText.ts';

/** What a list is narrowed by at first: typed before the page's script came, else given in the address. */
export function givenText(name: string): string {
  if (typeof window === 'undefined') return '';
  return typedText(name) || (new URLSearchParams(window.location.search).get(name) ?? '');
}
