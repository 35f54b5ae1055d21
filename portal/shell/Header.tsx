import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import SearchButton from '../search/SearchButton.tsx';
import styles from './Header.module.css';
import KeyLink from './KeyLink.tsx';
import LanguageLinks from './LanguageLinks.tsx';
import Mark from './Mark.tsx';
import Menu from './Menu.tsx';
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
        <SearchButton />
        <LanguageLinks />
        <div className={styles.reading}>
          <ThemeChoice />
        </div>
        <KeyLink />
        <Menu label={label} />
      </div>
    </header>
  );
}
