import Head from '@docusaurus/Head';
import { translate } from '@docusaurus/Translate';
import useIsBrowser from '@docusaurus/useIsBrowser';
import Layout from '@theme/Layout';
import { type ReactNode, useEffect, useState } from 'react';
import pageStyles from '../styles/page.module.css';
import SearchForm from './SearchForm.tsx';

/** The results of a search, which the server writes. */
export default function SearchPage(): ReactNode {
  const title = translate({ id: 'search.search', message: 'Search' });
  const isBrowser = useIsBrowser();
  // Who goes back to it without leaving the site gets no page of the server, until it is asked for.
  const [isDrawnHere] = useState(isBrowser);
  useEffect(() => {
    if (isDrawnHere && window.location.search !== '') window.location.reload();
  }, [isDrawnHere]);
  const description = translate({
    id: 'search.description',
    message: 'Find services, operations, fields, errors, standards, guides and test people by name, path or number.',
  });
  return (
    <Layout title={title} description={description}>
      <Head>
        <meta name="robots" content="noindex" />
      </Head>
      <main className={pageStyles.page}>
        <h1>{title}</h1>
        <SearchForm />
      </main>
    </Layout>
  );
}
