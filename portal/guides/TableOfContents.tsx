import type { TOCItem } from '@docusaurus/mdx-loader';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './TableOfContents.module.css';

/** Headings of a guide as links, on screens wide enough. */
export default function TableOfContents({ items }: { items: readonly TOCItem[] }): ReactNode {
  if (items.length < 2) return null;
  const label = translate({ id: 'theme.onThisPage', message: 'On this page' });
  return (
    <nav className={styles.contents} aria-label={label}>
      <p className={styles.title}>{label}</p>
      <ul>
        {items.map(({ id, value, level }) => (
          <li key={id} data-level={level}>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by the build from our own guides */}
            <a href={`#${id}`} dangerouslySetInnerHTML={{ __html: value }} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
