import renderRoutes from '@docusaurus/renderRoutes';
import { matchPath, useLocation } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import { type ReactNode, useContext } from 'react';
import type { RouteConfig } from 'react-router-config';
import SidebarItems from '../../guides/SidebarItems.tsx';
import { Sidebars } from '../../guides/Sidebars.ts';
import styles from './styles.module.css';

/** A guide with the list of guides beside it; the list is above it, folded, on a phone. */
export default function DocRoot({ route }: { route: RouteConfig }): ReactNode {
  const { pathname } = useLocation();
  const current = route.routes?.find((child) => matchPath(pathname, child));
  const items = useContext(Sidebars)[current?.sidebar] ?? [];
  const label = translate({ id: 'theme.guides', message: 'Guides' });
  return (
    <Layout>
      <div className={styles.columns}>
        <nav className={styles.beside} aria-label={label}>
          <SidebarItems items={items} pathname={pathname} />
        </nav>
        <details className={styles.above}>
          <summary>{label}</summary>
          <nav aria-label={label}>
            <SidebarItems items={items} pathname={pathname} />
          </nav>
        </details>
        {renderRoutes(route.routes)}
      </div>
    </Layout>
  );
}
