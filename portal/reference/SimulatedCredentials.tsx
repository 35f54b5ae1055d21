import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { SecurityScheme } from '@dpi/specs/model';
import { KEY_HEADER } from '@dpi/specs/security';
import type { ReactNode } from 'react';
import { useGuideUrl } from '../shell/useGuideUrl.ts';
import styles from './SimulatedCredentials.module.css';
import { schemeText } from './securityText.ts';

interface SimulatedCredentialsProps {
  /** Names of the schemes that the sandbox's key stands in for. */
  names: string[];
  schemes: Record<string, SecurityScheme>;
}

/** What the sandbox takes in place of the service's own credentials, and does not check. */
export default function SimulatedCredentials({ names, schemes }: SimulatedCredentialsProps): ReactNode {
  const guide = useGuideUrl()('authentication-and-keys');
  if (names.length === 0) return null;
  return (
    <p className={styles.note}>
      <Translate
        id="ref.simulated"
        values={{
          header: <code>{KEY_HEADER}</code>,
          names: names.map((name) => schemeText(name, schemes[name])).join(', '),
        }}
      >
        {
          'Simulated credentials: in the sandbox your key in {header} stands in for {names}. The sandbox does not check these, nor scopes, signatures or certificates.'
        }
      </Translate>{' '}
      {guide && (
        <Link to={`${guide}#when-a-service-asks-for-other-credentials`}>
          {translate({ id: 'ref.simulatedMore', message: 'What this means' })}
        </Link>
      )}
    </p>
  );
}
