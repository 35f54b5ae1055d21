import { join } from 'node:path';
import { localeTexts } from '../catalogue/locale-texts.ts';
import { fillMessage } from '../ruleset/texts.ts';

type Texts = Record<string, Record<string, string>>;

/** A text of a finding that no rule of the guideline makes, from `texts/<locale>.json`. */
export function checkText(rule: string, name: string, locale: string, values: Record<string, string> = {}): string {
  return fillMessage(
    localeTexts<Texts>(join(import.meta.dirname, 'texts'), locale)[rule]?.[name] ?? '',
    values,
    locale,
  );
}
