import Link from '@docusaurus/Link';
import type { PropSidebarItem } from '@docusaurus/plugin-content-docs';
import type { ReactNode } from 'react';
import styles from './SidebarItems.module.css';

interface SidebarItemsProps {
  items: PropSidebarItem[];
  pathname: string;
}

/** Guides, and groups of guides, as links; the page one is on is marked. */
export default function SidebarItems({ items, pathname }: SidebarItemsProps): ReactNode {
  return (
    <ul className={styles.list}>
      {items.map((item) => {
        if (item.type === 'html') return null;
        return (
          <li key={item.label}>
            {item.href === undefined ? (
              <span className={styles.group}>{item.label}</span>
            ) : (
              <Link
                className={styles.link}
                to={item.href}
                aria-current={isSame(item.href, pathname) ? 'page' : undefined}
              >
                {item.label}
              </Link>
            )}
            {item.type === 'category' && <SidebarItems items={item.items} pathname={pathname} />}
          </li>
        );
      })}
    </ul>
  );
}

/** The sidebar names pages without the slash that their addresses end in. */
function isSame(href: string, pathname: string): boolean {
  return href.replace(/\/$/, '') === pathname.replace(/\/$/, '');
}
