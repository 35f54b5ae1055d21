import Link from '@docusaurus/Link';
import Translate from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import ReadyCall from '../../console/ReadyCall.tsx';
import type { FirstCall } from '../../plugin/pageData.ts';
import styles from './styles.module.css';

/** A call that can be sent from here, or from a terminal, as it stands. */
export default function FirstCallSection({ call }: { call: FirstCall }): ReactNode {
  const { operation, persona } = call;
  return (
    <section className={styles.firstCall} aria-labelledby="first-call">
      <div>
        <h2 id="first-call">
          <Translate id="home.firstCall">Your first call</Translate>
        </h2>
        <p>
          <Translate
            id="home.firstCallHow"
            values={{ key: <code>DEMO_KEY</code>, operation: <Link to={operation.url}>{operation.title}</Link> }}
          >
            {
              'Send it from here, or paste it into a terminal. It calls “{operation}”. {key} works everywhere without signing up, for a few calls an hour.'
            }
          </Translate>
        </p>
        {persona && (
          <p>
            <Translate
              id="home.firstCallPersona"
              values={{ persona: <Link to={`/personas/#${persona.id}`}>{persona.name}</Link> }}
            >
              {'{persona} is one of the made-up people who exist in every service, with one identity throughout.'}
            </Translate>
          </p>
        )}
      </div>
      <ReadyCall call={call} />
    </section>
  );
}
