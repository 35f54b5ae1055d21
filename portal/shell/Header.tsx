import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import styles from './Header.module.css';
import LanguageLinks from './LanguageLinks.tsx';
import Mark from './Mark.tsx';
import NavigationLinks from './NavigationLinks.tsx';
import ThemeChoice from './ThemeChoice.tsx';

/** Whose site this is, the main places, and how to read it. */
export default function Header(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const label = translate({ id: 'theme.nav', message: 'Main' });
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link className={styles.home} to="/">
          <Mark className={styles.mark} />
          <span>{siteConfig.title}</span>
        </Link>
        <nav className={styles.places} aria-label={label}>
          <NavigationLinks />
        </nav>
        <div className={styles.reading}>
          <LanguageLinks />
          <ThemeChoice />
        </div>
        <KeyLink />
        <Menu label={label} />
      </div>
    </header>
  );
}

function KeyLink(): ReactNode {
  return (
    <Link className={styles.key} to="/get-a-key/">
      {translate({ id: 'theme.nav.key', message: 'Get a key' })}
    </Link>
  );
}

/** The main places on a narrow screen. Opens without the page's script. */
function Menu({ label }: { label: string }): ReactNode {
  const { pathname } = useLocation();
  return (
    // A new page gets a new menu: a closed one.
    <details key={pathname} className={`${styles.menu} not-printed`}>
      <summary>{translate({ id: 'theme.menu', message: 'Menu' })}</summary>
      <div className={styles.sheet}>
        <nav className={styles.sheetPlaces} aria-label={label}>
          <NavigationLinks />
        </nav>
        <KeyLink />
        <div className={styles.sheetReading}>
          <LanguageLinks />
          <ThemeChoice />
        </div>
      </div>
    </details>
  );
}
