import renderRoutes from '@docusaurus/renderRoutes';
import type { ReactNode } from 'react';
import type { RouteConfig } from 'react-router-config';

/** Outermost frame of the guides: all there is to see is inside. */
export default function DocsRoot({ route }: { route: RouteConfig }): ReactNode {
  return renderRoutes(route.routes);
}
