import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type CountryFiles, countryFiles } from '../catalogue/country-files.ts';
import type { Finding } from '../catalogue/model.ts';
import { missingInFile, missingInFolder, missingInPages, type TextProblem } from '../texts/missing-texts.ts';
import { PLATFORM_MESSAGES, PLATFORM_PROBLEMS, RULE_TEXTS } from '../texts/platform-texts.ts';
import type { TextFolder, Texts } from '../texts/texts.ts';

/** What of the country's own file is read by people. */
const COUNTRY_TEXTS = new Set(['language', 'name', 'title', 'summary']);
/** What of a problem type is read by people. */
const PROBLEM_TEXTS = new Set(['title', 'meaning', 'remedy']);
/** What of a rule is code in every language. */
const RULE_CODE = /\.(bad|good)$/;

/**
 * What the languages of a country lack of its own texts and those of the platform, and what they have too much of: a warning,
 * because it is shown in another language until then.
 * @param locales the languages of the country; that of `country.yaml` comes first
 */
export async function missingTranslations(
  country: CountryFiles,
  locales: string[],
  { texts, locale }: { texts: Texts; locale: string },
): Promise<Finding[]> {
  const [source = PLATFORM_MESSAGES.locale] = locales;
  const own: TextFolder = { path: country.messages, locale: source };
  const problems: TextProblem[] = [];
  for (const language of locales) {
    if (language !== source) {
      problems.push(...(await missingInFile(country.country, language, (key) => COUNTRY_TEXTS.has(key))));
      // Another tree of services is somebody else's, and need not have every language.
      const ofServices = join(dirname(country.country), 'service-problems.yaml');
      if (existsSync(ofServices)) problems.push(...(await missingInFile(ofServices, language, isOfProblem)));
    }
    if (language !== PLATFORM_MESSAGES.locale) {
      problems.push(...(await missingInFile(PLATFORM_PROBLEMS, language, isOfProblem, country.problems)));
      problems.push(...(await missingInPages(country.pages, language, countryFiles().pages)));
    }
    problems.push(...(await missingInFolder(PLATFORM_MESSAGES, language, own)));
    const ofRules = await missingInFolder(RULE_TEXTS, language, own);
    problems.push(...ofRules.filter(({ message }) => !RULE_CODE.test(String(message.values?.text))));
  }
  return problems.map(({ file, message }) => ({
    severity: 'warning',
    rule: 'texts-complete',
    service: null,
    file: relative(country.services, file),
    line: 1,
    column: 1,
    message: texts.format(message, locale),
    hint: texts.format({ id: 'check.texts.hint' }, locale),
  }));
}

function isOfProblem(key: string): boolean {
  return PROBLEM_TEXTS.has(key);
}
