import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { ServiceGroup } from '../plugin/pageData.ts';
import MethodName from '../reference/MethodName.tsx';
import Prose from '../reference/Prose.tsx';
import styles from './Operations.module.css';

/** What a service can do, by tag; each operation leads to its reference. */
export default function Operations({ groups }: { groups: ServiceGroup[] }): ReactNode {
  return (
    <section aria-labelledby="operations">
      <h2 id="operations">
        <Translate id="service.operations">Operations</Translate>
      </h2>
      {groups.length === 0 && (
        <p>
          <Translate id="service.noOperations">The specification describes no operation.</Translate>
        </p>
      )}
      {groups.map(({ title, descriptionHtml, operations }) => (
        <div key={title} className={styles.group}>
          {title !== '' && <h3>{title}</h3>}
          <Prose html={descriptionHtml} />
          <ul className={styles.list}>
            {operations.map(({ method, path, summary, url, deprecated }) => (
              <li key={url} className={styles.operation}>
                <Link to={url}>{summary || path}</Link>
                {deprecated && (
                  <span className={styles.deprecated}>
                    {translate({ id: 'ref.deprecated', message: 'deprecated' })}
                  </span>
                )}
                <span className={styles.call}>
                  <MethodName method={method} small /> <code>{path}</code>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
