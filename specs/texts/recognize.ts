import { TEXT_PLACEHOLDER } from './format-text.ts';
import type { Message, MessageValue } from './message.ts';
import type { TextsById } from './texts.ts';

/** Finds the message whose source text a text in that language is; `null` where there is none. */
export type Recognizer = (text: string) => Message | null;

/** A value holds whole what it has in backticks, so that no name is cut in two. */
const VALUE = '(?:[^`]|`[^`]*`)*?';
const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
/** A longer text keeps its language: names of any length must not keep the matching busy. */
const MAX_LENGTH = 1000;

interface Pattern {
  id: string;
  matches: RegExp;
  numbers: Set<string>;
}

/**
 * Recognizes what another program, such as a parser, says: by the texts whose ids begin with `prefix`, the first that fits.
 * `{name}` stands for any value, which may itself be one of these texts, and `{name, number}` for a number.
 */
export function recognizerOf(texts: TextsById, prefix: string): Recognizer {
  const patterns = [...texts].flatMap(([id, text]) =>
    id.startsWith(prefix) && typeof text === 'string' ? [patternOf(id, text)] : [],
  );
  const recognize: Recognizer = (text) => {
    if (text.length > MAX_LENGTH) return null;
    for (const { id, matches, numbers } of patterns) {
      const found = matches.exec(text);
      if (found === null) continue;
      const values = Object.entries(found.groups ?? {}).map(([name, value]): [string, MessageValue] => [
        name,
        numbers.has(name) ? Number(value) : (recognize(value) ?? value),
      ]);
      return { id, values: Object.fromEntries(values) };
    }
    return null;
  };
  return recognize;
}

function patternOf(id: string, text: string): Pattern {
  const numbers = new Set<string>();
  let source = '';
  let end = 0;
  for (const { 0: whole, 1: name = '', 2: kind, index } of text.matchAll(TEXT_PLACEHOLDER)) {
    if (kind === 'number') numbers.add(name);
    source += `${RegExp.escape(text.slice(end, index))}(?<${name}>${kind === 'number' ? NUMBER : VALUE})`;
    end = index + whole.length;
  }
  return { id, matches: new RegExp(`^${source}${RegExp.escape(text.slice(end))}$`, 's'), numbers };
}
