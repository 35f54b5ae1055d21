import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDataFile, textIn } from '../catalogue/data-file.ts';
import { isObject, stringOr } from '../json/value.ts';

const TEXTS = join(import.meta.dirname, 'texts');

/** What a rule says, in one language. */
export interface RuleTexts {
  title: string;
  why: string;
  fix: string;
  bad: string;
  good: string;
  messages: Record<string, string>;
}

/** The texts of every rule by its id. */
export async function readTexts(locale: string): Promise<Map<string, RuleTexts>> {
  const names = (await readdir(TEXTS)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(
    names.map(async (name): Promise<[string, RuleTexts]> => {
      const data = await readDataFile(join(TEXTS, name));
      const messages = Object.entries(isObject(data.messages) ? data.messages : {});
      return [
        name.replace(/\.yaml$/, ''),
        {
          title: textIn(locale, data.title),
          why: textIn(locale, data.why),
          fix: textIn(locale, data.fix),
          bad: stringOr(data.bad, ''),
          good: stringOr(data.good, ''),
          messages: Object.fromEntries(messages.map(([key, text]) => [key, textIn(locale, text)])),
        },
      ];
    }),
  );
  return new Map(texts);
}
