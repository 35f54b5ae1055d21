import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useSandboxOrigin } from '../console/useSandboxOrigin.ts';
import type { ServicePage } from '../plugin/pageData.ts';
import CopyButton from '../reference/CopyButton.tsx';
import { lifecycleLabel } from '../reference/OperationHead.tsx';
import SimulatedCredentials from '../reference/SimulatedCredentials.tsx';
import { schemeText } from '../reference/securityText.ts';
import { useDataClasses } from '../shell/useDataClasses.ts';
import { useNumber } from '../shell/useNumber.ts';
import Badge from './Badge.tsx';
import Downloads from './Downloads.tsx';
import styles from './ServiceFacts.module.css';

/** What to know of a service besides what it does: whose it is, for whom, where, and how ready. */
export default function ServiceFacts({ page }: { page: ServicePage }): ReactNode {
  const { agency, audience, lifecycle, dataProtection, release, license, quality, contact } = page;
  const number = useNumber();
  const dataClasses = useDataClasses();
  return (
    <aside className={styles.facts} aria-label={translate({ id: 'service.facts', message: 'About this service' })}>
      <Address page={page} />
      <SimulatedCredentials names={page.simulatedSchemes} schemes={page.securitySchemes} />
      <dl>
        <Fact name={translate({ id: 'service.credentials', message: 'Credentials' })}>
          {Object.entries(page.securitySchemes)
            .map(([name, scheme]) => schemeText(name, scheme))
            .join(', ') || translate({ id: 'ref.securityNone', message: 'No credentials needed' })}
        </Fact>
        <Fact name={translate({ id: 'catalogue.agency', message: 'Agency' })}>
          {agency && (agency.url === null ? agency.name : <a href={agency.url}>{agency.name}</a>)}
        </Fact>
        <Fact name={translate({ id: 'service.audience', message: 'Who may use it' })}>{audience.join(', ')}</Fact>
        <Fact name={translate({ id: 'catalogue.lifecycle', message: 'Lifecycle' })}>
          {lifecycleLabel(lifecycle)}{' '}
          <Link to="/guideline/#stages">{translate({ id: 'service.stages', message: 'what this means' })}</Link>
        </Fact>
        <Fact name={translate({ id: 'service.dataProtection', message: 'Data it handles' })}>
          {dataProtection && dataClasses.nameOf(dataProtection)}
        </Fact>
        <Fact name={translate({ id: 'service.release', message: 'Version' })}>
          <code>{release}</code>
        </Fact>
        <Fact name={translate({ id: 'service.score', message: 'Quality of the specification' })}>
          {quality !== null && (
            <a href="#quality">
              {translate(
                { id: 'service.scoreOf', message: '{score} of {most}' },
                { score: number(quality.score), most: number(100) },
              )}
            </a>
          )}
        </Fact>
        <Fact name={translate({ id: 'service.servers', message: 'The real service' })}>
          {page.servers.length > 0 && <Servers servers={page.servers} />}
        </Fact>
        <Fact name={translate({ id: 'service.contact', message: 'Contact' })}>
          {contact && <Contact contact={contact} />}
        </Fact>
        <Fact name={translate({ id: 'service.license', message: 'Licence of the specification' })}>{license}</Fact>
      </dl>
      <Downloads page={page} />
      <Badge page={page} />
      {page.servedBy === 'sandbox' && (
        <p className={styles.note}>
          <Translate id="service.illustrative">
            This specification is illustrative, not official. The sandbox answers with made-up people and records.
          </Translate>
        </p>
      )}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  if (children === null || children === false || children === '') return null;
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Address({ page: { basePath, servedBy } }: { page: ServicePage }): ReactNode {
  const address = `${useSandboxOrigin().show}${basePath}`;
  return (
    <div className={styles.address}>
      <p>
        {servedBy === 'platform' ? (
          <Translate id="service.platformAddress">Address: the platform itself answers here</Translate>
        ) : (
          <Translate id="service.sandboxAddress">Address in the sandbox</Translate>
        )}
      </p>
      <code>{address}</code>
      <CopyButton text={address} what={translate({ id: 'service.theAddress', message: 'the address' })} />
    </div>
  );
}

function Servers({ servers }: { servers: ServicePage['servers'] }): ReactNode {
  return (
    <ul>
      {servers.map(({ url, description }) => (
        <li key={url}>
          {description !== '' && <>{description}: </>}
          <code>{url}</code>
        </li>
      ))}
    </ul>
  );
}

function Contact({ contact }: { contact: NonNullable<ServicePage['contact']> }): ReactNode {
  const { name, url, email } = contact;
  return (
    <>
      {name !== null && (url === null ? name : <a href={url}>{name}</a>)}
      {name === null && url !== null && <a href={url}>{url}</a>}
      {email !== null && (
        <>
          {(name ?? url) !== null && <br />}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
    </>
  );
}
