import type { MessageValues, Texts } from '../texts/index.ts';

/** Says in one language what the check itself has to say: by the rule of its finding, or of the report around them. */
export type CheckTexts = (section: string, name: string, values?: MessageValues) => string;

export function checkTexts(texts: Texts, locale: string): CheckTexts {
  return (section, name, values = {}) => texts.format({ id: `check.${section}.${name}`, values }, locale);
}
