import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readDataFile } from '../catalogue/data-file.ts';
import { placeholdersIn } from './format-text.ts';
import type { Message } from './message.ts';
import { readTextFolder, type TextFolder, type TextsById } from './texts.ts';
import { textsIn } from './texts-in.ts';
import { translationOf } from './translated-file.ts';

/** What a translation lacks, or has too much of. */
export interface TextProblem {
  /** Of the translation; an absolute path. */
  file: string;
  message: Message;
}

/**
 * What a language lacks of a file whose translation stands beside it, or beside the file `besideFile`. `isText` says which keys
 * hold texts.
 */
export async function missingInFile(
  file: string,
  locale: string,
  isText: (key: string) => boolean,
  besideFile: string = file,
): Promise<TextProblem[]> {
  const translation = translationOf(besideFile, locale);
  const source = textsIn(await readDataFile(file), isText);
  const translated = existsSync(translation) ? textsIn(await readDataFile(translation), (key) => key !== 'id') : null;
  return differences(source, translated, locale).map((message) => ({ file: translation, message }));
}

/** What a language lacks of the texts of a folder, by area. A country may have translations in a folder of its own. */
export async function missingInFolder(
  folder: TextFolder,
  locale: string,
  own: TextFolder = folder,
): Promise<TextProblem[]> {
  if (locale === folder.locale) return [];
  const languages = await readTextFolder(folder);
  const elsewhere = await readTextFolder(own);
  const translated = byArea(new Map([...(languages.get(locale) ?? []), ...(elsewhere.get(locale) ?? [])]));
  return [...byArea(languages.get(folder.locale) ?? new Map())].flatMap(([area, source]) => {
    const texts = translated.get(area) ?? null;
    const file = join(own.path, `${area}.${locale}.yaml`);
    return differences(source, texts, locale).map((message) => ({ file, message }));
  });
}

/**
 * What a language lacks of the texts of the pages, by area. Their source stands in the code that draws them, so what they are is
 * known from the translations that the platform comes with.
 * @param folder of the country's, with a folder for each language
 * @param known the same of the platform
 */
export async function missingInPages(folder: string, locale: string, known: string): Promise<TextProblem[]> {
  const languages = await readdir(known);
  const source = new Map<string, TextsById>();
  for (const language of languages.filter((name) => name !== locale || languages.length === 1))
    for (const [area, texts] of await readPageTexts(join(known, language))) source.set(area, texts);
  const translated = await readPageTexts(join(folder, locale));
  return [...source].flatMap(([area, texts]) =>
    differences(texts, translated.get(area) ?? null, locale).map((message) => ({
      file: join(folder, locale, `${area}.json`),
      message,
    })),
  );
}

/** The texts of the pages in one language, by area. */
async function readPageTexts(folder: string): Promise<Map<string, TextsById>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const areas = names.map(async (name): Promise<[string, TextsById]> => {
    const entries: Record<string, { message?: string }> = JSON.parse(await readFile(join(folder, name), 'utf8'));
    const texts = Object.entries(entries).map(([id, { message = '' }]): [string, string] => [id, message]);
    return [basename(name, '.json'), new Map(texts)];
  });
  return new Map(await Promise.all(areas));
}

function byArea(texts: TextsById): Map<string, TextsById> {
  const areas = new Map<string, TextsById>();
  for (const [id, text] of texts) {
    const [area = ''] = id.split('.', 1);
    areas.set(area, (areas.get(area) ?? new Map()).set(id, text));
  }
  return areas;
}

function differences(source: TextsById, translated: TextsById | null, locale: string): Message[] {
  if (source.size === 0) return [];
  if (translated === null) return [{ id: 'check.texts.no-file', values: { locale, count: source.size } }];
  const findings: Message[] = [];
  for (const [text, original] of source) {
    const translation = translated.get(text);
    if (translation === undefined) {
      findings.push({ id: 'check.texts.lacks', values: { locale, text } });
      continue;
    }
    const [wanted, found] = [placeholdersIn(original), placeholdersIn(translation)];
    const different = [...wanted.symmetricDifference(found)].map((name) => `{${name}}`);
    if (different.length > 0)
      findings.push({ id: 'check.texts.placeholders', values: { text, names: different.join(', ') } });
  }
  for (const text of translated.keys()) {
    if (!source.has(text)) findings.push({ id: 'check.texts.extra', values: { text } });
  }
  return findings;
}
