import ErrorPage from '@theme/Error';
import type Loading from '@theme/Loading';
import type { ComponentProps, ReactNode } from 'react';

/** In the place of a page whose script is still to come; the page before is shown until then, so that this is hardly ever seen. */
export default function LoadingPage({ error, retry }: ComponentProps<typeof Loading>): ReactNode {
  return error ? <ErrorPage error={error} tryAgain={retry} /> : null;
}
