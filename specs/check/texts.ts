import type { MessageValues } from '../texts/index.ts';
import { openPlatformTexts } from '../texts/index.ts';

const TEXTS = await openPlatformTexts();

/** A text that the check itself says: by the rule of its finding, or of the report around them. */
export function checkText(section: string, name: string, locale: string, values: MessageValues = {}): string {
  return TEXTS.format({ id: `check.${section}.${name}`, values }, locale);
}
