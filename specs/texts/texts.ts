import { join } from 'node:path';
import { readDataFile } from '../catalogue/data-file.ts';
import { entriesInside } from '../catalogue/tree-files.ts';
import { formatText, type Text } from './format-text.ts';
import type { Message } from './message.ts';
import { textsIn } from './texts-in.ts';

/** Every text of the platform and the country, in all languages. */
export interface Texts {
  /**
   * A message in a language. What it lacks is said in the language of each folder in turn, so last in that of the platform. An
   * unknown id stands for itself.
   */
  format(message: Message, locale: string): string;
  /** Whether there is a text of this id in any of those languages. */
  has(id: string): boolean;
}

/** A folder of `<area>.yaml` files and their translations, `<area>.<locale>.yaml`. */
export interface TextFolder {
  /** Absolute path. */
  path: string;
  /** Language of the files that name none. */
  locale: string;
}

/** Texts by id, for one language. */
export type TextsById = Map<string, Text>;

const FILE_NAME = /^([\w-]+)(?:\.([\w-]+))?\.yaml$/;

/**
 * Reads all texts of some folders; where two have the same id in a language, that of the first folder is used. A folder that
 * does not exist has none. Throws `DataFileError` where a file cannot be used.
 */
export async function openTexts(folders: TextFolder[]): Promise<Texts> {
  const languages = new Map<string, TextsById>();
  for (const folder of folders) {
    for (const [locale, texts] of await readTextFolder(folder)) {
      // What is known already comes from a folder before this one.
      languages.set(locale, new Map([...texts, ...(languages.get(locale) ?? [])]));
    }
  }
  const sources = folders.map(({ locale }) => locale);
  const texts: Texts = {
    format({ id, values = {} }, locale) {
      for (const language of [locale, ...sources]) {
        const text = languages.get(language)?.get(id);
        if (text !== undefined) return formatText(text, values, language, (nested) => texts.format(nested, locale));
      }
      return id;
    },
    has: (id) => sources.some((locale) => languages.get(locale)?.has(id)),
  };
  return texts;
}

/** The texts of a folder by language and id. */
export async function readTextFolder({ path, locale }: TextFolder): Promise<Map<string, TextsById>> {
  const languages = new Map<string, TextsById>();
  const entries = await entriesInside([path], path).catch(() => []);
  for (const { name } of entries) {
    const [, area, language = locale] = FILE_NAME.exec(name) ?? [];
    if (area === undefined) continue;
    const known = languages.get(language) ?? new Map();
    const texts = textsIn(await readDataFile(join(path, name), [path]));
    for (const [id, text] of texts) known.set(`${area}.${id}`, text);
    languages.set(language, known);
  }
  return languages;
}
