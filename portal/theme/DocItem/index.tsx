import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import type { LoadedMDXContent } from '@docusaurus/mdx-loader';
import type { DocFrontMatter, DocMetadata } from '@docusaurus/plugin-content-docs';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { MDXProvider } from '@mdx-js/react';
import type { ReactNode } from 'react';
import { guideElements } from '../../guides/guideElements.tsx';
import TableOfContents from '../../guides/TableOfContents.tsx';
import styles from './styles.module.css';

type Guide = LoadedMDXContent<DocFrontMatter, DocMetadata>;

/** One guide: its text, what is on the page, and where to go next. */
export default function DocItem({ content: Content }: { content: Guide }): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const { title, description, previous, next } = Content.metadata;
  return (
    <>
      <Head>
        <title>{`${title} · ${siteConfig.title}`}</title>
        <meta name="description" content={description} />
      </Head>
      <main className={styles.guide}>
        {Content.contentTitle === undefined && <h1>{title}</h1>}
        <MDXProvider components={guideElements}>
          <Content />
        </MDXProvider>
        <nav className={styles.onward} aria-label={translate({ id: 'theme.onward', message: 'More guides' })}>
          {previous && (
            <Link to={previous.permalink} rel="prev">
              <span>{translate({ id: 'theme.previous', message: 'Previous' })}</span> {previous.title}
            </Link>
          )}
          {next && (
            <Link to={next.permalink} rel="next">
              <span>{translate({ id: 'theme.next', message: 'Next' })}</span> {next.title}
            </Link>
          )}
        </nav>
      </main>
      <TableOfContents items={Content.toc} />
    </>
  );
}
