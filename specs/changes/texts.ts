import { join } from 'node:path';
import { localeTexts } from '../catalogue/locale-texts.ts';
import type { RawChange } from './change.ts';

/** The texts of one language, from `texts/<locale>.json`. */
export interface ChangeTexts {
  /** What a schema change is about, by the first part of its id. The longest that fits counts. */
  subjects: Record<string, string>;
  /** What changed there, by the rest of the id. */
  phrases: Record<string, string>;
  /** Names of bounds, and what becomes of them. */
  bounds: Record<string, string>;
  steps: Record<string, string>;
  /** What becomes of a keyword that narrows by a schema, such as `contains`. */
  conditions: Record<string, string>;
  /** Changes with sentences of their own. */
  sentences: Record<string, string>;
  fullStop: string;
  report: Record<'nothing' | 'document' | 'more' | 'total', string> & {
    levels: Record<RawChange['level'], string>;
    bump: Record<'major' | 'minor' | 'patch' | 'none', string>;
  };
}

/** Keywords that narrow by a schema, as ids write them. */
const CONDITIONS = [
  'contains',
  'property-names',
  'if',
  'then',
  'else',
  'unevaluated-properties',
  'unevaluated-items',
  'content-schema',
];

/** The texts of a language, or those in English where there are none. */
export function changeTexts(locale: string): ChangeTexts {
  return localeTexts(join(import.meta.dirname, 'texts'), locale);
}

/** A change in words. */
export function changeText({ id, values }: Pick<RawChange, 'id' | 'values'>, locale: string): string {
  const texts = changeTexts(locale);
  const sentence = texts.sentences[id];
  if (sentence !== undefined) return filled(sentence, values);
  const prefix = Object.keys(texts.subjects).find((known) => id.startsWith(`${known}-`));
  if (prefix === undefined) return id;
  const phrase = phraseFor(id.slice(prefix.length + 1), texts, values);
  return phrase === null ? id : `${filled(texts.subjects[prefix] ?? '', values)} ${phrase}${texts.fullStop}`;
}

/** A text with its `{name}`s filled in. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

function phraseFor(rest: string, texts: ChangeTexts, values: Record<string, string>): string | null {
  const phrase = texts.phrases[rest];
  if (phrase !== undefined) return filled(phrase, values);
  const [, name = '', step = ''] = /^(.*)-(set|unset|increased|decreased)$/.exec(rest) ?? [];
  const [bound, text] = [texts.bounds[name], texts.steps[step]];
  if (bound !== undefined && text !== undefined) return filled(text, { ...values, bound });
  const [, condition = '', event = ''] = /^(.*)-(added|removed)$/.exec(rest) ?? [];
  if (!CONDITIONS.includes(condition)) return null;
  const keyword = condition.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return filled(texts.conditions[event] ?? '', { keyword });
}
