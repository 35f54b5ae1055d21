import { join } from 'node:path';
import { fillMessage } from '../catalogue/fill-message.ts';
import { localeTexts } from '../catalogue/locale-texts.ts';
import type { Values } from '../ruleset/rule.ts';

/** A text, or one for each plural category of the language: that of `{count}` is used. */
type Text = string | Partial<Record<Intl.LDMLPluralRule, string>>;
type Texts = Record<string, Record<string, Text>>;

/** A text that the check itself says, from `texts/<locale>.json`: by the rule of its finding, or of the report around them. */
export function checkText(section: string, name: string, locale: string, values: Values = {}): string {
  const text = localeTexts<Texts>(join(import.meta.dirname, 'texts'), locale)[section]?.[name] ?? '';
  if (typeof text === 'string') return fillMessage(text, values, locale);
  const category = new Intl.PluralRules(locale).select(Number(values.count));
  return fillMessage(text[category] ?? text.other ?? '', values, locale);
}
