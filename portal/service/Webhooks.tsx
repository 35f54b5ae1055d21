import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { type ReactNode, useMemo } from 'react';
import type { ServicePage, ServiceWebhook } from '../plugin/pageData.ts';
import ExampleList from '../reference/ExampleList.tsx';
import MethodName from '../reference/MethodName.tsx';
import { PageContext } from '../reference/PageContext.ts';
import ParameterList from '../reference/ParameterList.tsx';
import Prose from '../reference/Prose.tsx';
import SchemaTree from '../reference/SchemaTree.tsx';
import { schemaNode } from '../reference/schemaNode.ts';
import { useGuideUrl } from '../shell/useGuideUrl.ts';
import styles from './Webhooks.module.css';

/** What a service posts to a URL of the caller: when, an example, and the form. */
export default function Webhooks({ page }: { page: ServicePage }): ReactNode {
  const { webhooks, references } = page;
  const guide = useGuideUrl()('webhooks');
  useBrokenLinks().collectAnchor('webhooks');
  return (
    <PageContext.Provider value={references}>
      <section aria-labelledby="webhooks">
        <h2 id="webhooks">
          <Translate id="service.webhooks">Webhooks</Translate>
        </h2>
        <p>
          <Translate id="service.webhooksLead">
            What the service posts to a URL of yours when something happens.
          </Translate>{' '}
          {guide !== undefined && (
            <Link to={guide}>
              <Translate id="service.webhooksGuide">How to receive and check it</Translate>
            </Link>
          )}
        </p>
        {webhooks.map((webhook) => (
          <Webhook key={`${webhook.method} ${webhook.name}`} webhook={webhook} schemas={references.schemas} />
        ))}
      </section>
    </PageContext.Provider>
  );
}

interface WebhookProps {
  webhook: ServiceWebhook;
  schemas: ServicePage['references']['schemas'];
}

function Webhook({ webhook, schemas }: WebhookProps): ReactNode {
  const { name, method, summary, descriptionHtml, parameters, contents, isSent } = webhook;
  const anchor = `webhook-${name}`;
  useBrokenLinks().collectAnchor(anchor);
  const items = useMemo(
    () =>
      parameters.map((parameter) => ({
        parameter,
        node: schemaNode(parameter.schema, schemas, `${anchor}-header.${parameter.name}`),
        examples: parameter.examples.map(({ value }) => value),
      })),
    [parameters, schemas, anchor],
  );
  return (
    <section className={styles.webhook} aria-labelledby={anchor}>
      <h3 id={anchor}>{summary}</h3>
      <p className={styles.name}>
        <MethodName method={method} small /> <code>{name}</code>
      </p>
      <Prose html={descriptionHtml} />
      {isSent ? (
        <p>
          <Translate id="service.webhookSent">The sandbox sends it to the endpoints of your team.</Translate>{' '}
          <Link to="/my-webhooks/">
            <Translate id="service.webhookEndpoints">Your endpoints and messages</Translate>
          </Link>
        </p>
      ) : (
        <p className={styles.notSent}>
          <Translate id="service.webhookNotSent">
            The sandbox does not send it yet. Post the example to your own receiver, signed as the guide shows, and read
            the resource from the sandbox to see its state.
          </Translate>
        </p>
      )}
      {contents.map(({ contentType, examples }) => (
        <ExampleList key={contentType} examples={examples} />
      ))}
      <details className={styles.form}>
        <summary>{translate({ id: 'service.webhookForm', message: 'Headers and body' })}</summary>
        {items.length > 0 && <ParameterList items={items} />}
        {contents.map(({ contentType, schema }, index) => (
          <div key={contentType}>
            <p className={styles.name}>
              <code>{contentType}</code>
            </p>
            {schema && (
              <SchemaTree node={schemaNode(schema, schemas, `${anchor}-body${index === 0 ? '' : `-${index + 1}`}`)} />
            )}
          </div>
        ))}
      </details>
    </section>
  );
}
