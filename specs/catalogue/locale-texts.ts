import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const loaded = new Map<string, unknown>();

/** The texts in `<locale>.json` of a folder, or those in English where it has none in the language. */
export function localeTexts<T>(folder: string, locale: string): T {
  const fileOf = (language: string) => join(folder, `${language}.json`);
  const key = fileOf(locale);
  const texts = loaded.get(key) ?? JSON.parse(readFileSync(existsSync(key) ? key : fileOf('en'), 'utf8'));
  loaded.set(key, texts);
  return texts as T;
}
