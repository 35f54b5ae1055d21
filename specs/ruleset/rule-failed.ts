import { join } from 'node:path';
import { stringOr } from '../json/value.ts';
import { readTranslated } from '../texts/translated-file.ts';

const FILE = join(import.meta.dirname, '../messages/rule-failed.yaml');

/** Id of the finding that a rule failed, or the check of a whole spec. It is no rule of the guideline. */
export const RULE_FAILED = 'rule-failed';

/** Why nothing is known of a spec. */
export type SpecFailureReason = 'spec' | 'slow' | 'busy' | 'ended';

/** Messages by their names, and `hint-<name>` or `hint`: what to do. */
export async function readRuleFailedTexts(locale: string): Promise<Map<string, string>> {
  const texts = await readTranslated(FILE, locale);
  return new Map(Object.entries(texts).map(([id, text]) => [id, stringOr(text, '')]));
}
