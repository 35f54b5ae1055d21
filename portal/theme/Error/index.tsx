import type { FallbackParams } from '@docusaurus/ErrorBoundary';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import page from '../../styles/page.module.css';

/** A page whose script failed. Nothing else of the theme is used here: it may be what failed. */
export default function ErrorPage({ error, tryAgain }: FallbackParams): ReactNode {
  return (
    <main className={page.page}>
      <h1>{translate({ id: 'theme.failed', message: 'This page could not be shown' })}</h1>
      <p>
        {translate({
          id: 'theme.failedWhy',
          message: 'Something in the portal failed, not your call. Loading the page again often helps.',
        })}
      </p>
      <p>
        <code>{error.message}</code>
      </p>
      <button type="button" onClick={tryAgain}>
        {translate({ id: 'theme.tryAgain', message: 'Try again' })}
      </button>
    </main>
  );
}
