import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './LanguageLinks.module.css';
import { useLocaleLinks } from './useLocaleLinks.ts';

/** Plain links to the same page in the other languages: they work by keyboard, and without the page's script. */
export default function LanguageLinks(): ReactNode {
  const links = useLocaleLinks();
  if (links.length < 2) return null;
  return (
    <nav className={styles.languages} aria-label={translate({ id: 'theme.languages', message: 'Language' })}>
      {links.map(({ locale, label, href, current }) =>
        current ? (
          <span key={locale} className={styles.current} lang={locale} aria-current="true">
            {label}
          </span>
        ) : (
          <a
            key={locale}
            className={styles.other}
            lang={locale}
            hrefLang={locale}
            href={href}
            data-choose-locale={locale}
          >
            {label}
          </a>
        ),
      )}
    </nav>
  );
}
