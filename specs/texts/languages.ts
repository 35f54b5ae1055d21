import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { compareText } from '../base/compare-text.ts';
import { DataFileError, readDataFile } from '../catalogue/data-file.ts';
import { type JsonObject, stringOr } from '../json/value.ts';

export interface Language {
  /** BCP 47, such as `bn`. */
  id: string;
  /** In the language itself. */
  name: string;
  /** BCP 47: how days and numbers are written in it, such as `en-GB` where `en` alone would begin a day with the month. */
  formats: string;
}

/**
 * The languages of a country: that of `country.yaml` itself, which names it as `locale` and `language`, and then one for each
 * `country.<locale>.yaml` beside it, by id. Throws `DataFileError` where a file cannot be used.
 */
export async function readLanguages(file: string): Promise<[Language, ...Language[]]> {
  const source = await readDataFile(file);
  const name = basename(file, '.yaml');
  const translations = (await readdir(dirname(file)))
    .filter((entry) => entry.startsWith(`${name}.`) && entry.endsWith('.yaml'))
    .map((entry) => ({ file: join(dirname(file), entry), id: entry.slice(name.length + 1, -'.yaml'.length) }))
    .filter(({ id }) => id !== '')
    .sort((a, b) => compareText(a.id, b.id));
  return [
    languageOf(file, source.locale, source),
    ...(await Promise.all(
      translations.map(async ({ file: translation, id }) =>
        languageOf(translation, id, await readDataFile(translation)),
      ),
    )),
  ];
}

function languageOf(file: string, id: unknown, { language, formats }: JsonObject): Language {
  const tag = stringOr(id, '');
  const written = stringOr(formats, tag);
  for (const one of [tag, written]) {
    if (!isLanguageTag(one))
      throw new DataFileError(`${file}: "${one}" is not the tag of a language, such as "en" or "pt-BR"`);
  }
  return { id: tag, name: stringOr(language, tag), formats: written };
}

function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return false;
  }
}
