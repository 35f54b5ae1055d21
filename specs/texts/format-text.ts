import type { Message, MessageValue, MessageValues } from './message.ts';

/** A text with `{name}` for its values, or one for each plural category of the language: that of `{count}` is used. */
export type Text = string | PluralText;
export type PluralText = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * A text with its values in their places, each as {@link MessageValue} says. `{names, or}` joins a list as alternatives. A name
 * without a value stays as it is written; what a value contains is never looked at again.
 * @param formatMessage formats a message among the values
 */
export function formatText(
  text: Text,
  values: MessageValues,
  locale: string,
  formatMessage: (message: Message) => string,
): string {
  const written = (value: MessageValue, isAlternative: boolean): string => {
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return formatsOf(locale).number.format(value);
    if (!isList(value)) return formatMessage(value);
    const items = value.map((item) => written(item, isAlternative));
    const { and, or } = formatsOf(locale);
    return (isAlternative ? or : and).format(items);
  };
  return formOf(text, values.count, locale).replace(
    TEXT_PLACEHOLDER,
    (whole, name: string, kind: string | undefined) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      return value === undefined ? whole : written(value, kind === 'or');
    },
  );
}

/** The names of the values that a text has a place for. */
export function placeholdersIn(text: Text): Set<string> {
  const forms = typeof text === 'string' ? [text] : Object.values(text);
  return new Set(forms.flatMap((form) => [...form.matchAll(TEXT_PLACEHOLDER)].map(([, name = '']) => name)));
}

/** A value in a text: its name, and `or` where a list is joined as alternatives, or `number` where it is always a number. */
export const TEXT_PLACEHOLDER = /\{(\w+)(?:, (or|number))?\}/g;

function formOf(text: Text, count: MessageValue | undefined, locale: string): string {
  if (typeof text === 'string') return text;
  return (typeof count === 'number' && text[formatsOf(locale).plural.select(count)]) || text.other;
}

function isList(value: Message | readonly MessageValue[]): value is readonly MessageValue[] {
  return Array.isArray(value);
}

interface Formats {
  number: Intl.NumberFormat;
  plural: Intl.PluralRules;
  and: Intl.ListFormat;
  or: Intl.ListFormat;
}

const formats = new Map<string, Formats>();

/** They are slow to make, and there are as many as languages. */
function formatsOf(locale: string): Formats {
  const known = formats.get(locale);
  if (known !== undefined) return known;
  const made = {
    // As exact as the number is: a limit must not be rounded.
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }),
    plural: new Intl.PluralRules(locale),
    and: new Intl.ListFormat(locale),
    or: new Intl.ListFormat(locale, { type: 'disjunction' }),
  };
  formats.set(locale, made);
  return made;
}
