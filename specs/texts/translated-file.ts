import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { readDataFile } from '../catalogue/data-file.ts';

import { isObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { itemName } from './texts-in.ts';

/** The file with the texts of `X.yaml` in a language: `X.<locale>.yaml` beside it. */
export function translationOf(file: string, locale: string): string {
  return file.replace(/\.yaml$/, `.${locale}.yaml`);
}

/**
 * Reads a YAML mapping with its texts in a language. `X.yaml` is in the source language; the translation beside it,
 * `X.<locale>.yaml`, has the same shape with texts only, and its lists have the items that its texts belong to, by `id` or
 * else by position. A list of strings is replaced as a whole. What the translation lacks stays in the source language.
 *
 * Both files lie below one of `roots`, links followed. Throws `DataFileError` with file and line where one cannot be used.
 * @param translated the file that the translation stands beside, where that is another
 */
export async function readTranslated(
  file: string,
  locale: string,
  roots: string[] = [dirname(file)],
  translated: string = file,
): Promise<JsonObject> {
  const source = await readDataFile(file, roots);
  const translation = translationOf(translated, locale);
  if (!existsSync(translation)) return source;
  return withTextsOf(source, await readDataFile(translation, roots));
}

function withTextsOf(source: JsonObject, translation: JsonObject): JsonObject {
  const texts = new Map(Object.entries(translation));
  return Object.fromEntries(
    Object.entries(source).map(([key, value]) => [key, translated(value ?? null, texts.get(key))]),
  );
}

function translated(source: JsonValue, translation: JsonValue | undefined): JsonValue {
  if (typeof source === 'string') return typeof translation === 'string' && translation !== '' ? translation : source;
  if (isObject(source)) return isObject(translation) ? withTextsOf(source, translation) : source;
  if (!Array.isArray(source) || !Array.isArray(translation)) return source;
  if (isTextList(source) && isTextList(translation)) return translation;
  const items = new Map(translation.map((item, index) => [itemName(item, index), item]));
  return source.map((item, index) => translated(item, items.get(itemName(item, index))));
}

function isTextList(list: JsonValue[]): boolean {
  return list.length > 0 && list.every((item) => typeof item === 'string');
}
