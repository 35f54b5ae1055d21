import type { Message } from '../texts/message.ts';
import { readSourceMessages } from '../texts/platform-texts.ts';
import { type Recognizer, recognizerOf } from '../texts/recognize.ts';

const SOURCE = await readSourceMessages();
const recognizers = new Map<string, Recognizer>();

/** What a rule of Redocly's says in English, or itself where it is not known. */
export function openapiMessage(rule: string, text: string): Message {
  const recognize = recognizers.get(rule) ?? recognizerOf(SOURCE, `openapi.said.${rule}.`);
  recognizers.set(rule, recognize);
  return recognize(text) ?? { id: 'check.as-it-is', values: { text } };
}
