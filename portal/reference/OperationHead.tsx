import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { Lifecycle } from '@dpi/specs/model';
import { credentialNeed, simulatedSchemes } from '@dpi/specs/security';
import { Fragment, type ReactNode } from 'react';
import { useDataClasses } from '../shell/useDataClasses.ts';
import BreakableText, { IN_PATH } from './BreakableText.tsx';
import MethodName from './MethodName.tsx';
import styles from './OperationHead.module.css';
import type { OperationPage } from './operationPage.ts';
import SimulatedCredentials from './SimulatedCredentials.tsx';
import { securityText } from './securityText.ts';

/** Name, method and path. */
export default function OperationHead({ page: { operation, service } }: { page: OperationPage }): ReactNode {
  return (
    <header className={styles.head}>
      <h1 className={styles.title}>{operation.summary || operation.path}</h1>
      <code className={styles.path}>
        <MethodName method={operation.method} /> <span className={styles.base}>{service.basePath}</span>
        <BreakableText text={operation.path} at={IN_PATH} />
      </code>
    </header>
  );
}

/** What to know of an operation before anything else, in a line or two. */
export function OperationFacts({
  page: { operation, service, securitySchemes, dataProtection },
}: {
  page: OperationPage;
}): ReactNode {
  const dataClasses = useDataClasses();
  return (
    <ul className={styles.facts}>
      <li className={operation.deprecated ? styles.warning : undefined}>
        {operation.deprecated
          ? translate({ id: 'ref.deprecatedOperation', message: 'Deprecated: plan to stop using it' })
          : lifecycleLabel(service.lifecycle)}
      </li>
      <li>
        <a href="#credentials">{securityText(operation, securitySchemes)}</a>
      </li>
      {dataProtection !== null && <li>{dataClasses.nameOf(dataProtection)}</li>}
    </ul>
  );
}

/** Which credentials a call needs, what the sandbox makes of them, and what the call costs of a quota. */
export function OperationCredentials({
  page: { operation, service, securitySchemes },
}: {
  page: OperationPage;
}): ReactNode {
  return (
    <>
      <p>{securityText(operation, securitySchemes)}</p>
      <SimulatedCredentials
        names={simulatedSchemes({ servedBy: service.servedBy, operations: [operation], securitySchemes })}
        schemes={securitySchemes}
      />
      {service.servedBy === 'sandbox' && (
        <p className="dotted">
          <span>
            {credentialNeed(operation) === 'none'
              ? translate({ id: 'ref.quotaOfAddress', message: 'Without a key, counted by network address' })
              : translate({ id: 'ref.quota', message: 'Counts towards your quota' })}
          </span>
          <Link to="/problems/quota-exceeded/">
            {translate({ id: 'ref.quotaMore', message: 'when it is used up' })}
          </Link>
        </p>
      )}
      {operation.servers.length > 0 && (
        <p>
          {translate({ id: 'ref.servers', message: 'The real operation has a server of its own:' })}{' '}
          {operation.servers.map(({ url }, index) => (
            <Fragment key={url}>
              {index > 0 && ', '}
              <code>{url}</code>
            </Fragment>
          ))}
        </p>
      )}
    </>
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
