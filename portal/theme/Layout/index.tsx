import Head from '@docusaurus/Head';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { Props } from '@theme/Layout';
import type { ReactNode } from 'react';
import Footer from '../../shell/Footer.tsx';
import Header from '../../shell/Header.tsx';
import LanguageOffers from '../../shell/LanguageOffers.tsx';
import styles from './styles.module.css';

/** The frame of every page. What stands in it brings its own `<main>`. */
export default function Layout({ title, description, children }: Props): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  return (
    <>
      <Head>
        {title !== undefined && <title>{`${title} · ${siteConfig.title}`}</title>}
        {description !== undefined && <meta name="description" content={description} />}
      </Head>
      <a className={styles.skip} href="#content">
        {translate({ id: 'theme.skip', message: 'Skip to content' })}
      </a>
      <LanguageOffers />
      <Header />
      <div id="content" className={styles.content} tabIndex={-1}>
        {children}
      </div>
      <Footer />
    </>
  );
}
