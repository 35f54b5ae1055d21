import { existsSync, readdirSync } from 'node:fs';
import { COUNTRY } from '../countryOfPages.ts';
import { markdownToText } from '../markdown.ts';
import { readUiTranslations } from '../uiTranslations.ts';

/** Words by which a description in English says what to use in the place of what it describes, by their id in the translations. */
export const ENGLISH_INSTEAD = { 'lifecycle.insteadWords': 'instead, replaced by, superseded by' };

const SAYS_SO = saysSo(COUNTRY.pages);

/** The sentence of a description that says what to use in the place of what it describes; empty where none does. */
export function insteadOf(description: string): string {
  const sentences = markdownToText(description).split(/(?<=[.!?।؟。])\s+/u);
  return sentences.find((sentence) => SAYS_SO.test(sentence)) ?? '';
}

/** The words of English and of every language of the pages, whole. */
function saysSo(translations: string): RegExp {
  const others = (existsSync(translations) ? readdirSync(translations) : []).map((locale) =>
    readUiTranslations(translations, locale),
  );
  const words = [ENGLISH_INSTEAD, ...others].flatMap(({ 'lifecycle.insteadWords': list = '' }) => list.split(', '));
  const whole = words.filter((word) => word !== '').map((word) => RegExp.escape(word));
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${whole.join('|')})(?![\\p{L}\\p{M}])`, 'iu');
}
