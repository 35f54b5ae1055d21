import Head from '@docusaurus/Head';
import type { LoadedMDXContent } from '@docusaurus/mdx-loader';
import type { DocFrontMatter, DocMetadata } from '@docusaurus/plugin-content-docs';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { MDXProvider } from '@mdx-js/react';
import type { ReactNode } from 'react';
import { guideElements } from '../../guides/guideElements.tsx';
import TableOfContents from '../../guides/TableOfContents.tsx';
import Onward from '../../shell/Onward.tsx';
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
        <Onward
          label={translate({ id: 'theme.onward', message: 'More guides' })}
          previous={previous && { url: previous.permalink, title: previous.title }}
          next={next && { url: next.permalink, title: next.title }}
        />
      </main>
      <TableOfContents items={Content.toc} />
    </>
  );
}
