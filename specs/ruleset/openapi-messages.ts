import { join } from 'node:path';
import { type MessageTranslation, readMessageTranslations } from '../catalogue/message-translations.ts';

const FILE = join(import.meta.dirname, 'openapi-messages.yaml');

/** How a language says Redocly's messages, by the id of its rule. There are none for the language that they are in. */
export function readOpenapiMessages(locale: string): Promise<Map<string, MessageTranslation[]>> {
  return readMessageTranslations(FILE, locale);
}
