import { readFileSync } from 'node:fs';

/** The words of a page, and how its language writes money and time. */
export interface Texts {
  locale: string;
  /** @param name of a text in `texts.<locale>.json`, in whose places such as `{name}` the values go */
  text: (name: string, values?: Record<string, string>) => string;
  money: (money: { amount: string; currency: string }) => string;
  time: (time: string) => string;
  day: (date: string) => string;
}

/** Reads the texts of the app, and those that all apps share. */
export function readTexts(folder: string): (locale: string) => Texts {
  const both = { en: textsOf('en', folder), bn: textsOf('bn', folder) };
  return (locale) => (locale === 'bn' ? both.bn : both.en);
}

function textsOf(locale: string, folder: string): Texts {
  const words: Record<string, string> = {
    ...JSON.parse(readFileSync(`${import.meta.dirname}/texts.${locale}.json`, 'utf8')),
    ...JSON.parse(readFileSync(`${folder}/texts.${locale}.json`, 'utf8')),
  };
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const times = format({ dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Dhaka' });
  const days = format({ dateStyle: 'long', timeZone: 'UTC' });
  return {
    locale,
    text: (name, values = {}) => {
      const text = words[name] ?? name;
      return text.replace(/\{(\w+)\}/g, (place, value: string) => values[value] ?? place);
    },
    // The amount is a decimal string; as such it is formatted without passing through a binary fraction.
    money: ({ amount, currency }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount as Intl.StringNumericLiteral),
    time: (time) => times.format(new Date(time)),
    day: (date) => days.format(new Date(date)),
  };
}
