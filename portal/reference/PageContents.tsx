import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './PageContents.module.css';

export interface PageSection {
  id: string;
  title: string;
  /** Places inside, on one line. */
  parts: { id: string; title: string }[];
}

/** What is on the page. */
export default function PageContents({ sections }: { sections: PageSection[] }): ReactNode {
  return (
    <nav className={styles.contents} aria-label={translate({ id: 'theme.onThisPage', message: 'On this page' })}>
      <p className={styles.title}>{translate({ id: 'theme.onThisPage', message: 'On this page' })}</p>
      <ul>
        {sections.map(({ id, title, parts }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
            {parts.length > 0 && (
              <ul>
                {parts.map((part) => (
                  <li key={part.id}>
                    <a href={`#${part.id}`}>{part.title}</a>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
