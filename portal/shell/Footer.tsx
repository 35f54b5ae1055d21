import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import styles from './Footer.module.css';
import Mark from './Mark.tsx';
import NavigationLinks from './NavigationLinks.tsx';
import { useGuideUrl } from './useGuideUrl.ts';

/** What this is and is not, and the same things in a form for programs. */
export default function Footer(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const security = useGuideUrl()('security');
  return (
    <footer className={styles.footer}>
      <div className={styles.columns}>
        <div className={styles.about}>
          <p className={styles.name}>
            <Mark className={styles.mark} />
            {siteConfig.title}
          </p>
          <p>
            <Translate id="theme.footer.synthetic">
              The specifications here are illustrative, not official. Every person, number and record is made up.
            </Translate>
          </p>
        </div>
        <nav className="not-printed" aria-label={translate({ id: 'theme.footer.places', message: 'Footer' })}>
          <NavigationLinks />
        </nav>
        <div className="not-printed">
          <ul>
            <li>
              <a href="/catalogue.json">
                <Translate id="theme.footer.json">Catalogue as JSON</Translate>
              </a>
            </li>
            <li>
              <a href="/llms.txt">
                <Translate id="theme.footer.llms">For language models: llms.txt</Translate>
              </a>
            </li>
            <li>
              <a href="/changelog.atom">
                <Translate id="theme.footer.feed">Changelog as a feed (Atom)</Translate>
              </a>
            </li>
            {security && (
              <li>
                <Link to={security}>
                  <Translate id="theme.footer.security">Security</Translate>
                </Link>
              </li>
            )}
            <li>
              <Link to="/get-a-key/">
                <Translate id="theme.nav.key">Get a key</Translate>
              </Link>
            </li>
          </ul>
        </div>
      </div>
    </footer>
  );
}
