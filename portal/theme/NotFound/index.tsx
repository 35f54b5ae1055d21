import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import SearchForm from '../../search/SearchForm.tsx';
import page from '../../styles/page.module.css';

/** A page that is not there. */
export default function NotFound(): ReactNode {
  const title = translate({ id: 'theme.notFound', message: 'Page not found' });
  return (
    <Layout title={title}>
      <main className={page.page}>
        <h1>{title}</h1>
        <p>
          <Translate id="theme.notFoundWhy">
            The address may be mistyped, or the service was moved or withdrawn. Everything there is can be found from
            the catalogue.
          </Translate>
        </p>
        <SearchForm />
        <ul>
          <li>
            <Link to="/catalogue/">
              <Translate id="theme.notFoundCatalogue">Browse the catalogue</Translate>
            </Link>
          </li>
          <li>
            <Link to="/problems/">
              <Translate id="theme.notFoundProblems">Look up a problem type</Translate>
            </Link>
          </li>
        </ul>
      </main>
    </Layout>
  );
}
