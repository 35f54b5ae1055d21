import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useSandboxOrigin } from '../../console/useSandboxOrigin.ts';
import type { FirstCall } from '../../plugin/pageData.ts';
import CodeBlock from '../../reference/CodeBlock.tsx';
import { curl } from '../../reference/codeSamples/curl.ts';
import JsonCode from '../../reference/JsonCode.tsx';
import StatusBadge from '../../reference/StatusBadge.tsx';
import styles from './styles.module.css';

/** A call that can be copied into a terminal as it stands, and what comes back. */
export default function FirstCallSection({ call }: { call: FirstCall }): ReactNode {
  const { operation, persona, request, answer } = call;
  const { show } = useSandboxOrigin();
  const command = curl({ ...request, url: `${show}${request.url}` });
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
              'Paste this into a terminal. {key} works everywhere without signing up, for a few calls an hour. It calls “{operation}”; on that page you can change the request and send it from the browser.'
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
      <div className={styles.exchange}>
        <CodeBlock label={translate({ id: 'home.command', message: 'Command' })} text={command} />
        <p className={styles.answer}>
          <Translate id="home.answer">The sandbox answers</Translate> <StatusBadge status={answer.status} />
        </p>
        <CodeBlock label={translate({ id: 'home.theAnswer', message: 'Answer' })} text={answer.body}>
          <JsonCode text={answer.body} />
        </CodeBlock>
      </div>
    </section>
  );
}
