import type { Message } from '../texts/message.ts';
import { readSourceMessages } from '../texts/platform-texts.ts';
import { recognizerOf } from '../texts/recognize.ts';
import type { Texts } from '../texts/texts.ts';
import type { Finding } from './model.ts';

/** A finding in no language yet. */
export interface UnwrittenFinding extends Omit<Finding, 'message' | 'hint'> {
  message: Message;
  hint: Message;
}

/** One whose service and relative file are not known yet. */
export type RawFinding = Omit<UnwrittenFinding, 'service'>;

const recognize = recognizerOf(await readSourceMessages(), 'reading.');

/** What a parser says in English, or itself where it is not known. */
export function parserMessage(text: string): Message {
  return recognize(text) ?? { id: 'check.as-it-is', values: { text } };
}

/** A finding in a language. */
export function writeFinding<F extends { message: Message; hint: Message }>(
  finding: F,
  texts: Texts,
  locale: string,
): Omit<F, 'message' | 'hint'> & { message: string; hint: string } {
  const { message, hint } = finding;
  return { ...finding, message: texts.format(message, locale), hint: texts.format(hint, locale) };
}
