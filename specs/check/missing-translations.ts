import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Finding } from '../catalogue/model.ts';
import { missingInFile, missingInFolder, type TextProblem } from '../texts/missing-texts.ts';
import { PLATFORM_MESSAGES, RULE_TEXTS } from '../texts/platform-texts.ts';
import type { TextFolder, Texts } from '../texts/texts.ts';

/** What of the country's own file is read by people. */
const COUNTRY_TEXTS = new Set(['language', 'name', 'title', 'summary']);
/** What of a problem type is read by people. */
const PROBLEM_TEXTS = new Set(['title', 'meaning', 'remedy']);
const SPECS = resolve(import.meta.dirname, '..');
/** What of a rule is code in every language. */
const RULE_CODE = /\.(bad|good)$/;

/**
 * What the languages of a country lack of its own texts and those of the platform, and what they have too much of: a warning,
 * because it is shown in another language until then.
 * @param countryFile `country.yaml`; texts of the country's own stand in `messages` beside it
 */
export async function missingTranslations(
  countryFile: string,
  locales: string[],
  { texts, locale, specsDir }: { texts: Texts; locale: string; specsDir: string },
): Promise<Finding[]> {
  const [source = PLATFORM_MESSAGES.locale] = locales;
  const own: TextFolder = { path: resolve(countryFile, '../messages'), locale: source };
  const others = own.path === PLATFORM_MESSAGES.path ? [] : [own];
  const problems: TextProblem[] = [];
  for (const language of locales) {
    if (language !== source) {
      problems.push(...(await missingInFile(countryFile, language, (key) => COUNTRY_TEXTS.has(key))));
      const ofServices = join(dirname(countryFile), 'service-problems.yaml');
      if (existsSync(ofServices)) problems.push(...(await missingInFile(ofServices, language, isOfProblem)));
    }
    if (language !== PLATFORM_MESSAGES.locale)
      problems.push(...(await missingInFile(join(SPECS, 'problems.yaml'), language, isOfProblem)));
    problems.push(...(await missingInFolder(PLATFORM_MESSAGES, language, others)));
    const ofRules = await missingInFolder(RULE_TEXTS, language, others);
    problems.push(...ofRules.filter(({ message }) => !RULE_CODE.test(String(message.values?.text))));
  }
  return problems.map(({ file, message }) => ({
    severity: 'warning',
    rule: 'texts-complete',
    service: null,
    file: relative(specsDir, file),
    line: 1,
    column: 1,
    message: texts.format(message, locale),
    hint: texts.format({ id: 'check.texts.hint' }, locale),
  }));
}

function isOfProblem(key: string): boolean {
  return PROBLEM_TEXTS.has(key);
}

/** The file of the country whose services are checked. */
export const COUNTRY_FILE = join(SPECS, 'country.yaml');
