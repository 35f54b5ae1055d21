import NotFound from '@theme/NotFound';
import type { ComponentType, ReactNode } from 'react';
import { currentDestination } from './destination.ts';
import { PageData } from './PageData.tsx';
import { fetchPageData, keepOwnPageData, knownPageData } from './pageData.ts';

type View = ComponentType<{ page: unknown }>;

/** All pages of one kind, as a single route: the view is loaded once, and the data comes out of each page. */
export function pageRoute(loadView: () => Promise<{ default: View }>) {
  let View: View | undefined;

  function PageRoute({ location }: { location: { pathname: string } }): ReactNode {
    const page = knownPageData(location.pathname);
    // Only the page that says so has no data: see `preload`.
    if (View === undefined || page === undefined) return <NotFound />;
    return (
      <>
        <View page={page} />
        <PageData json="" />
      </>
    );
  }

  PageRoute.preload = async () => {
    const view = loadView();
    const destination = currentDestination();
    if (destination === '') keepOwnPageData(window.location.pathname);
    else await fetchPageData(destination);
    View = (await view).default;
  };
  return PageRoute;
}
