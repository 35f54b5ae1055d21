import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';
import { credentialNeed, simulatedSchemes } from '@dpi/specs/security';
import { Fragment, type ReactNode } from 'react';
import { useDataClasses } from '../shell/useDataClasses.ts';
import { useNumber } from '../shell/useNumber.ts';
import BreakablePath from './BreakablePath.tsx';
import CopyButton from './CopyButton.tsx';
import MethodName from './MethodName.tsx';
import styles from './OperationHead.module.css';
import type { OperationPage } from './operationPage.ts';
import SimulatedCredentials from './SimulatedCredentials.tsx';
import { securityText } from './securityText.ts';

/** Name, method and path, and what to know before calling. */
export default function OperationHead({
  page: { operation, service, securitySchemes, dataProtection },
}: {
  page: OperationPage;
}): ReactNode {
  const number = useNumber();
  const dataClasses = useDataClasses();
  const path = `${service.basePath}${operation.path}`;
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{operation.summary || operation.path}</h1>
      <div className={styles.line}>
        <code className={styles.path}>
          <MethodName method={operation.method} /> <span className={styles.base}>{service.basePath}</span>
          <BreakablePath path={operation.path} />
        </code>
        <CopyButton text={path} what={translate({ id: 'ref.thePath', message: 'the path' })} />
      </div>
      <ul className={styles.facts}>
        <li className={operation.deprecated ? styles.warning : undefined}>
          {operation.deprecated
            ? translate({ id: 'ref.deprecatedOperation', message: 'Deprecated: plan to stop using it' })
            : lifecycleLabel(service.lifecycle)}
        </li>
        {service.score !== null && (
          <li>
            <Link to={`${service.url}#quality`}>
              {translate(
                { id: 'ref.score', message: 'Specification: {score} of 100' },
                { score: number(service.score) },
              )}
            </Link>
          </li>
        )}
        {service.agency !== null && <li>{service.agency}</li>}
        {dataProtection !== null && <li>{dataClasses.nameOf(dataProtection)}</li>}
        <li>{securityText(operation, securitySchemes)}</li>
        {operation.servers.length > 0 && (
          <li>
            {translate({ id: 'ref.servers', message: 'The real operation has a server of its own:' })}{' '}
            {operation.servers.map(({ url }, index) => (
              <Fragment key={url}>
                {index > 0 && ', '}
                <code>{url}</code>
              </Fragment>
            ))}
          </li>
        )}
        {service.servedBy === 'sandbox' && (
          <li>
            {credentialNeed(operation) === 'none'
              ? translate({ id: 'ref.quotaOfAddress', message: 'Without a key, counted by network address' })
              : translate({ id: 'ref.quota', message: 'Counts towards your quota' })}
            {' · '}
            <Link to="/problems/quota-exceeded/">
              {translate({ id: 'ref.quotaMore', message: 'when it is used up' })}
            </Link>
          </li>
        )}
      </ul>
      <SimulatedCredentials
        names={simulatedSchemes({ servedBy: service.servedBy, operations: [operation], securitySchemes })}
        schemes={securitySchemes}
      />
      <a className={`${styles.try} not-printed`} href="#try">
        {translate({ id: 'console.title', message: 'Try it' })}
      </a>
    </header>
  );
}

export function lifecycleLabel(lifecycle: Lifecycle): string {
  switch (lifecycle) {
    case 'draft':
      return translate({ id: 'ref.lifecycle.draft', message: 'Draft' });
    case 'alpha':
      return translate({ id: 'ref.lifecycle.alpha', message: 'Alpha: may change at any time' });
    case 'beta':
      return translate({ id: 'ref.lifecycle.beta', message: 'Beta: may still change' });
    case 'stable':
      return translate({ id: 'ref.lifecycle.stable', message: 'Stable' });
    case 'deprecated':
      return translate({ id: 'ref.lifecycle.deprecated', message: 'Deprecated: plan to stop using it' });
    case 'retired':
      return translate({ id: 'ref.lifecycle.retired', message: 'Retired' });
  }
}
