import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TEXTS = resolve(import.meta.dirname, '../i18n');

/** What the page says in a language for a text's id; English stands in the source. */
export function words(locale: string, id: string, english: string): string {
  if (locale === 'en') return english;
  const area = id.split('.')[0] ?? '';
  const texts = JSON.parse(readFileSync(join(TEXTS, locale, `${area}.json`), 'utf8'));
  const text = texts[id]?.message;
  if (typeof text !== 'string') throw new Error(`No ${locale} text for ${id}`);
  return text;
}
