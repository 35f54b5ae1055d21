import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import StackPlace from '../stack/StackPlace.tsx';
import MethodName from './MethodName.tsx';
import styles from './OperationNav.module.css';
import type { OperationGroup, PageService } from './operationPage.ts';

interface OperationNavProps {
  service: PageService;
  groups: OperationGroup[];
  /** `url` of the operation on this page. */
  current: string;
}

/** Where am I: the operations of the service by tag, this one marked. */
export default function OperationNav({ service, groups, current }: OperationNavProps): ReactNode {
  const number = useNumber();
  return (
    <nav className={styles.nav} aria-label={translate({ id: 'ref.nav', message: 'Operations of this service' })}>
      <p className={styles.service}>
        <StackPlace layer={service.layer?.id} />
        <Link to={service.url} className={styles.title ?? ''}>
          {service.title}
        </Link>
        {service.agency !== null && <span>{service.agency}</span>}
        {service.score !== null && (
          <Link to={`${service.url}#quality`} className={styles.score ?? ''}>
            {translate({ id: 'ref.score', message: 'Specification: {score} of 100' }, { score: number(service.score) })}
          </Link>
        )}
      </p>
      {groups.map(({ tag, operations }) => (
        <div key={tag} className={styles.group}>
          {tag !== '' && <p className={styles.tag}>{tag}</p>}
          <ul className={styles.list}>
            {operations.map(({ method, path, summary, url, deprecated }) => (
              <li key={url}>
                <Link to={url} className={styles.link ?? ''} {...(url === current && { 'aria-current': 'page' })}>
                  <MethodName method={method} small />
                  <span className={deprecated ? styles.gone : undefined}>{summary || path}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
