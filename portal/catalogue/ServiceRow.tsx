import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { CatalogueEntry } from '../plugin/pageData.ts';
import { dataProtectionLabel } from '../reference/SchemaNotes.tsx';
import { useNumber } from '../shell/useNumber.ts';
import LifecycleBadge from './LifecycleBadge.tsx';
import styles from './ServiceRow.module.css';

/** A service as one line of the catalogue. */
export default function ServiceRow({ service, agency }: { service: CatalogueEntry; agency: string }): ReactNode {
  const number = useNumber();
  const { title, version, summary, url, lifecycle, dataProtection, operations } = service;
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h3 className={styles.title}>
          <Link to={url}>{title}</Link> <span className={styles.version}>{version}</span>
        </h3>
        {summary !== '' && <p className={styles.summary}>{summary}</p>}
      </div>
      <p className={styles.agency}>{agency}</p>
      <p className={styles.facts}>
        <LifecycleBadge lifecycle={lifecycle} />
        <span>
          {operations === 1
            ? translate({ id: 'catalogue.operation', message: '1 operation' })
            : translate({ id: 'catalogue.operations', message: '{count} operations' }, { count: number(operations) })}
        </span>
        {dataProtection !== null && <span>{dataProtectionLabel(dataProtection)}</span>}
      </p>
    </li>
  );
}
