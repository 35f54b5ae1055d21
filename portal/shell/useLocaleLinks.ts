import { useLocation } from '@docusaurus/router';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type LocaleLink, localeLinks } from './localeLinks.ts';

/** The page one is on, in each language of the site. */
export function useLocaleLinks(): LocaleLink[] {
  const { i18n } = useDocusaurusContext();
  return localeLinks(i18n, useLocation().pathname);
}
