import type { I18n } from '@docusaurus/types';

export interface LocaleLink {
  locale: string;
  /** Name of the language in that language. */
  label: string;
  /** The same page in that language. */
  href: string;
  current: boolean;
}

/**
 * The page one is on, in each language of the site.
 *
 * @param pathname path of this page, with the prefix of its language
 */
export function localeLinks(
  { locales, currentLocale, localeConfigs }: Pick<I18n, 'locales' | 'currentLocale' | 'localeConfigs'>,
  pathname: string,
): LocaleLink[] {
  const base = localeConfigs[currentLocale]?.baseUrl ?? '/';
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : '';
  return locales.map((locale) => ({
    locale,
    label: localeConfigs[locale]?.label ?? locale,
    href: `${localeConfigs[locale]?.baseUrl ?? '/'}${path}`,
    current: locale === currentLocale,
  }));
}
