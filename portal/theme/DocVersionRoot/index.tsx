import type { PropVersionMetadata } from '@docusaurus/plugin-content-docs';
import renderRoutes from '@docusaurus/renderRoutes';
import type { ReactNode } from 'react';
import type { RouteConfig } from 'react-router-config';
import { Sidebars } from '../../guides/Sidebars.ts';

/** Hands the sidebars down to the frame that draws one. */
export default function DocVersionRoot({
  route,
  version,
}: {
  route: RouteConfig;
  version: PropVersionMetadata;
}): ReactNode {
  return <Sidebars.Provider value={version.docsSidebars}>{renderRoutes(route.routes)}</Sidebars.Provider>;
}
