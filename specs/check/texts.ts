import { resolve } from 'node:path';
import type { Values } from '../ruleset/rule.ts';
import { openTexts } from '../texts/index.ts';

const TEXTS = await openTexts([{ path: resolve(import.meta.dirname, '../messages'), locale: 'en' }]);

/** A text that the check itself says: by the rule of its finding, or of the report around them. */
export function checkText(section: string, name: string, locale: string, values: Values = {}): string {
  return TEXTS.format({ id: `check.${section}.${name}`, values }, locale);
}
