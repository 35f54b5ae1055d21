import { countryFiles } from '@dpi/specs/country-files';
import { type Language, readLanguages } from '@dpi/specs/texts';

/** The languages of the country; that of its own data, in which a command answers unless it is told otherwise, comes first. */
export function countryLanguages(): Promise<[Language, ...Language[]]> {
  return readLanguages(countryFiles(process.env.SPECS_DIR || undefined).country);
}

/** What is wrong with `--locale`; `null` where it is one of the languages. */
export function faultOfLocale(locale: string, languages: Language[]): string | null {
  const known = languages.map(({ id }) => id);
  return known.includes(locale) ? null : `--locale is "${locale}", but must be one of ${known.join(', ')}.`;
}
