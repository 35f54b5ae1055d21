import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, stringOr } from '../json/value.ts';
import { readTranslated } from '../texts/translated-file.ts';

const TEXTS = join(import.meta.dirname, 'rules');

/** The translation of a file has a language in its name. */
const RULE_TEXTS = /^[^.]+\.yaml$/;

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
  const names = (await readdir(TEXTS)).filter((name) => RULE_TEXTS.test(name)).sort();
  const texts = await Promise.all(
    names.map(async (name): Promise<[string, RuleTexts]> => {
      const data = await readTranslated(join(TEXTS, name), locale);
      const messages = Object.entries(isObject(data.messages) ? data.messages : {});
      return [
        name.replace(/\.yaml$/, ''),
        {
          title: stringOr(data.title, ''),
          why: stringOr(data.why, ''),
          fix: stringOr(data.fix, ''),
          bad: stringOr(data.bad, ''),
          good: stringOr(data.good, ''),
          messages: Object.fromEntries(messages.map(([key, text]) => [key, stringOr(text, '')])),
        },
      ];
    }),
  );
  return new Map(texts);
}
