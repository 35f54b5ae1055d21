import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useState } from 'react';
import StatusBadge from '../reference/StatusBadge.tsx';
import { useNumber } from '../shell/useNumber.ts';
import type { Outcome, Problem } from '../team/controlApi.ts';
import LoadFailure from '../team/LoadFailure.tsx';
import styles from '../team/MyTeam.module.css';
import page from '../team/Page.module.css';
import { useTimeText } from '../team/useTimeText.ts';
import { usePages } from './usePages.ts';
import own from './Webhooks.module.css';
import { readDeliveries, readDelivery, resend } from './webhookApi.ts';
import type { Attempt, AttemptError, Delivery, DeliveryWithAttempts, Endpoint } from './webhookModel.ts';

interface DeliveriesPanelProps {
  endpoints: Endpoint[];
  edition: number;
  onSent(): Promise<void>;
}

/** Milliseconds until a delivery that is on its way is looked for again. */
const INTERVAL = 5000;

/** What became of each message at each endpoint. */
export default function DeliveriesPanel({ endpoints, edition, onSent }: DeliveriesPanelProps): ReactNode {
  const { items, problem, isRead, refresh, more } = usePages(readDeliveries, edition);
  return (
    <section className={styles.panel} aria-labelledby="deliveries" aria-busy={!isRead}>
      <div className={styles.bar}>
        <h2 id="deliveries">{translate({ id: 'webhooks.deliveries', message: 'Log of deliveries' })}</h2>
        <button type="button" className={page.secondary} onClick={refresh}>
          {translate({ id: 'team.refresh', message: 'Refresh' })}
        </button>
      </div>
      {problem && <LoadFailure problem={problem} onRetry={refresh} />}
      {isRead && !problem && items.length === 0 && (
        <p className={styles.empty}>
          {translate({ id: 'webhooks.noDeliveries', message: 'Nothing was sent to an endpoint yet.' })}
        </p>
      )}
      <ul className={styles.objects}>
        {items.map((delivery) => (
          <DeliveryItem
            key={delivery.id}
            listed={delivery}
            endpoint={endpoints.find(({ id }) => id === delivery.endpointId)}
            onSent={onSent}
          />
        ))}
      </ul>
      {more && (
        <button type="button" className={page.secondary} onClick={more}>
          {translate({ id: 'webhooks.moreDeliveries', message: 'Show older deliveries' })}
        </button>
      )}
    </section>
  );
}

function DeliveryItem({
  listed,
  endpoint,
  onSent,
}: {
  listed: Delivery;
  endpoint: Endpoint | undefined;
  onSent(): Promise<void>;
}): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<DeliveryWithAttempts> | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const { moment } = useTimeText();
  const number = useNumber();
  const read = outcome !== null && 'value' in outcome ? outcome.value : null;
  const { id, status, type, messageId, createdAt, attemptCount, nextAttemptAt } = read ?? listed;

  // While it is on its way, or its attempts are shown, it is read again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer list is read anew
  useEffect(() => {
    if (!isOpen && status !== 'pending') return;
    let isCurrent = true;
    const load = async () => {
      if (document.visibilityState !== 'visible') return;
      const found = await readDelivery(id);
      if (isCurrent) setOutcome(found);
    };
    if (isOpen) load();
    const timer = status === 'pending' ? setInterval(load, INTERVAL) : undefined;
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [id, isOpen, status, listed]);

  async function sendAgain() {
    const sent = await resend(messageId, listed.endpointId);
    setFailure('problem' in sent ? sent.problem : null);
    if ('value' in sent) await onSent();
  }

  return (
    <li>
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          <time dateTime={createdAt}>{moment(createdAt)}</time> <code>{type}</code> →{' '}
          <code className={own.breaks}>{endpoint?.url ?? listed.endpointId}</code> <strong>{stateText(status)}</strong>
          {attemptCount > 0 &&
            ` · ${translate({ id: 'webhooks.attemptCount', message: 'Attempts: {count}' }, { count: number(attemptCount) })}`}
        </summary>
        <p>
          <code className={own.breaks}>{messageId}</code>
        </p>
        {nextAttemptAt !== null && (
          <p>{translate({ id: 'webhooks.next', message: 'Next attempt: {time}' }, { time: moment(nextAttemptAt) })}</p>
        )}
        {outcome !== null && 'problem' in outcome && (
          <LoadFailure problem={outcome.problem} onRetry={() => setOutcome(null)} />
        )}
        <ol className={own.attempts}>
          {read?.attempts.map((attempt) => (
            <AttemptItem key={attempt.at} attempt={attempt} />
          ))}
        </ol>
        {failure && <LoadFailure problem={failure} onRetry={sendAgain} />}
        {endpoint?.enabled && (
          <button type="button" className={page.secondary} onClick={sendAgain}>
            {translate({ id: 'webhooks.sendAgain', message: 'Send again' })}
            <span className="visually-hidden">
              {' '}
              {messageId} {endpoint.url}
            </span>
          </button>
        )}
      </details>
    </li>
  );
}

function AttemptItem({ attempt: { at, status, error, response, durationMs } }: { attempt: Attempt }): ReactNode {
  const { clock } = useTimeText();
  return (
    <li>
      <time dateTime={at}>{clock(at)}</time> {status !== null && <StatusBadge status={status} />}
      {error !== null && errorText(error)} <span className={styles.duration}>{durationMs} ms</span>
      {response !== '' && (
        <pre className={own.signed}>
          <code>{response}</code>
        </pre>
      )}
    </li>
  );
}

function stateText(state: Delivery['status']): string {
  switch (state) {
    case 'pending':
      return translate({ id: 'webhooks.pending', message: 'on its way' });
    case 'delivered':
      return translate({ id: 'webhooks.delivered', message: 'delivered' });
    case 'failed':
      return translate({ id: 'webhooks.failed', message: 'failed' });
  }
}

function errorText(error: AttemptError): string {
  switch (error) {
    case 'timed-out':
      return translate({ id: 'webhooks.error.timedOut', message: 'No response within 15 seconds' });
    case 'private-address':
      return translate({ id: 'webhooks.error.private', message: 'The name leads to a private network' });
    case 'name-not-found':
      return translate({ id: 'webhooks.error.name', message: 'The name of the host was not found' });
    case 'refused':
      return translate({ id: 'webhooks.error.refused', message: 'Nothing listens there: the connection was refused' });
    case 'tls':
      return translate({ id: 'webhooks.error.tls', message: 'The certificate or the TLS connection is not in order' });
    case 'reset':
      return translate({ id: 'webhooks.error.reset', message: 'The connection was closed before a response' });
  }
}
