import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DataFileError, readDataFile } from '../catalogue/data-file.ts';
import type { Country } from '../catalogue/model.ts';
import { isObject, type JsonValue } from '../json/value.ts';
import type { SearchWords, Synonym } from './model.ts';

const KEYS = ['ignored', 'alike', 'synonyms'];

/**
 * What the country's data says about the words that people search with: a file for each of its languages, `<locale>.yaml`. All
 * of them count on the pages of every language. Throws {@link DataFileError} where a file is not as it should be.
 */
export async function readSearchWords({ names }: Pick<Country, 'names'>, folder: string): Promise<SearchWords> {
  const words: SearchWords = {
    ignored: [],
    synonyms: [],
    spelling: { alike: [...names.alike], latin: names.latin },
  };
  for (const name of globSync('*.yaml', { cwd: folder }).sort()) {
    const file = join(folder, name);
    const data = await readDataFile(file);
    const unknown = Object.keys(data).find((key) => !KEYS.includes(key));
    if (unknown !== undefined) throw new DataFileError(`${file}: unknown "${unknown}"; use ${KEYS.join(', ')}`);
    words.ignored.push(...textList(file, 'ignored', data.ignored));
    words.spelling.alike.push(
      ...list(file, 'alike', data.alike).map((group, index) => textList(file, `alike/${index}`, group)),
    );
    words.synonyms.push(...list(file, 'synonyms', data.synonyms).map((item, index) => synonym(file, index, item)));
  }
  return words;
}

function synonym(file: string, index: number, item: JsonValue): Synonym {
  const place = `synonyms/${index}`;
  if (!isObject(item)) throw new DataFileError(`${file}: ${place} needs "typed" and "means"`);
  const unknown = Object.keys(item).find((key) => key !== 'typed' && key !== 'means');
  if (unknown !== undefined) throw new DataFileError(`${file}: ${place} has an unknown "${unknown}"`);
  const typed = textList(file, `${place}/typed`, item.typed);
  const means = textList(file, `${place}/means`, item.means);
  if (typed.length === 0 || means.length === 0) throw new DataFileError(`${file}: ${place} needs "typed" and "means"`);
  return { typed, means };
}

function list(file: string, place: string, value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new DataFileError(`${file}: ${place} must be a list`);
  return value;
}

function textList(file: string, place: string, value: JsonValue | undefined): string[] {
  return list(file, place, value).map((item, index) => {
    if (typeof item === 'string') return item.normalize('NFC');
    throw new DataFileError(`${file}: ${place}/${index} must be a text; put it in quotes`);
  });
}
