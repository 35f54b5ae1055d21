import { objectsIn } from '../json/value.ts';
import { readDataFile } from './data-file.ts';
import { fillMessage } from './fill-message.ts';

/** `{name}` or `{name, number}`, as `RegExp.escape` writes them. */
const PLACEHOLDER = /\\\{(\w+)(\\x2c\\x20number)?\\\}/g;
/** A value holds whole what it has in backticks, so that no name is cut in two. */
const VALUE = '(?:[^`]|`[^`]*`)*?';
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
/** A longer message keeps its language: names of any length must not keep the matching busy. */
const MAX_LENGTH = 1000;

/** A message in English: how to recognize it, which of its values are numbers, and how a language says it. */
export interface MessageTranslation {
  pattern: string;
  matches: RegExp;
  numbers: Set<string>;
  text: string;
}

/**
 * How a language says the messages of a YAML file, by its keys: each has a list of `{ pattern, <locale> }`. There are none for the
 * language of the patterns.
 */
export async function readMessageTranslations(
  file: string,
  locale: string,
): Promise<Map<string, MessageTranslation[]>> {
  const messages = await readDataFile(file);
  return new Map(
    Object.entries(messages).map(([rule, entries]) => [
      rule,
      objectsIn(entries).flatMap(({ pattern, [locale]: text }) =>
        typeof pattern === 'string' && typeof text === 'string' ? [translationOf(pattern, text)] : [],
      ),
    ]),
  );
}

function translationOf(pattern: string, text: string): MessageTranslation {
  const numbers = new Set<string>();
  const source = RegExp.escape(pattern).replace(PLACEHOLDER, (_, name: string, number?: string) => {
    if (number !== undefined) numbers.add(name);
    return `(?<${name}>${number === undefined ? VALUE : NUMBER})`;
  });
  return { pattern, matches: new RegExp(`^${source}$`, 's'), numbers, text };
}

/** A message in the language of the translations, with its values as they are; itself where none of them matches. */
export function translateMessage(message: string, translations: MessageTranslation[], locale: string): string {
  if (message.length > MAX_LENGTH) return message;
  for (const { matches, numbers, text } of translations) {
    const found = matches.exec(message);
    if (found === null) continue;
    const values: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(found.groups ?? {}))
      values[name] = numbers.has(name) ? Number(value) : translateMessage(value, translations, locale);
    return fillMessage(text, values, locale);
  }
  return message;
}
