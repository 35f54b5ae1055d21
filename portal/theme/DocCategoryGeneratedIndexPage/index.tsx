import Head from '@docusaurus/Head';
import Link from '@docusaurus/Link';
import type { PropCategoryGeneratedIndex } from '@docusaurus/plugin-content-docs';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ReactNode, useContext } from 'react';
import { Sidebars } from '../../guides/Sidebars.ts';

/** The page of a group of guides that has no text of its own. */
export default function DocCategoryGeneratedIndexPage({
  categoryGeneratedIndex: { title, description, permalink },
}: {
  categoryGeneratedIndex: PropCategoryGeneratedIndex;
}): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const items = Object.values(useContext(Sidebars)).flatMap((sidebar) => sidebar ?? []);
  const group = items.find((item) => item.type === 'category' && item.href === permalink);
  const links = group?.type === 'category' ? group.items : [];
  return (
    <main>
      <Head>
        <title>{`${title} · ${siteConfig.title}`}</title>
      </Head>
      <h1>{title}</h1>
      {description && <p>{description}</p>}
      <ul>
        {links.map((item) =>
          item.type === 'html' || item.href === undefined ? null : (
            <li key={item.href}>
              <Link to={item.href}>{item.label}</Link>
            </li>
          ),
        )}
      </ul>
    </main>
  );
}
