import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { usePluginData } from '@docusaurus/useGlobalData';
import type { ReactNode } from 'react';
import type { SiteData } from '../plugin/pageData.ts';
import styles from './LanguageOffers.module.css';
import { useLocaleLinks } from './useLocaleLinks.ts';

/**
 * Offers the page in the other languages. The script in the head of the page shows the one that the reader's browser asks
 * for, and remembers the answer; it works before the page's own script.
 */
export default function LanguageOffers(): ReactNode {
  const { currentLocale } = useDocusaurusContext().i18n;
  const { offers } = usePluginData('catalogue') as SiteData;
  const links = useLocaleLinks();
  return offers.map(({ locale, read, dismiss }) => (
    <aside key={locale} className={`${styles.offer} not-printed`} lang={locale} data-offer={locale} aria-label={read}>
      <a href={links.find((link) => link.locale === locale)?.href} hrefLang={locale} data-choose-locale={locale}>
        {read}
      </a>
      <button type="button" data-choose-locale={currentLocale}>
        {dismiss}
      </button>
    </aside>
  ));
}
