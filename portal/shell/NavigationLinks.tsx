import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import type { ReactNode } from 'react';
import { useNavigation } from './useNavigation.ts';

/** The main places as a list of links; the one that this page belongs to is marked. */
export default function NavigationLinks(): ReactNode {
  const { pathname } = useLocation();
  const base = useDocusaurusContext().siteConfig.baseUrl;
  return (
    <ul>
      {useNavigation().map(({ label, to, also = [] }) => (
        <li key={to}>
          <Link
            to={to}
            aria-current={[to, ...also].some((path) => isWithin(pathname, path, base)) ? 'page' : undefined}
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Whether a page is below the first part of a link, such as `/docs/` of `/docs/intro/`. */
function isWithin(pathname: string, to: string, base: string): boolean {
  const path = to.startsWith(base) ? to.slice(base.length) : to.replace(/^\//, '');
  return pathname.startsWith(`${base}${path.split('/')[0]}/`);
}
