import Head from '@docusaurus/Head';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { useLocaleLinks } from '../../shell/useLocaleLinks.ts';

/** What search engines and browsers are told of every page. */
export default function SiteMetadata(): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const links = useLocaleLinks();
  return (
    <Head>
      <meta name="color-scheme" content="light dark" />
      <meta property="og:site_name" content={siteConfig.title} />
      {links.map(({ locale, href }) => (
        <link key={locale} rel="alternate" hrefLang={locale} href={`${siteConfig.url}${href}`} />
      ))}
      {links.map(({ locale, href, current }) =>
        current ? <link key={locale} rel="canonical" href={`${siteConfig.url}${href}`} /> : null,
      )}
      {links.map(({ locale, href, current }) =>
        current && href.endsWith('/') ? (
          <link key={locale} rel="alternate" type="text/markdown" href={markdownAt(href)} />
        ) : null,
      )}
    </Head>
  );
}

/** Where the sandbox has a page as Markdown. */
function markdownAt(page: string): string {
  return page === '/' ? '/index.md' : `${page.slice(0, -1)}.md`;
}
