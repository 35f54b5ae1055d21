import { translate } from '@docusaurus/Translate';
import { type ReactNode, useState } from 'react';
import CodeBlock from '../reference/CodeBlock.tsx';
import JsonCode from '../reference/JsonCode.tsx';
import type { Problem } from '../team/controlApi.ts';
import LoadFailure from '../team/LoadFailure.tsx';
import styles from '../team/MyTeam.module.css';
import page from '../team/Page.module.css';
import type { ReferencePages } from '../team/referencePages.ts';
import { useTimeText } from '../team/useTimeText.ts';
import SignatureCheck from './SignatureCheck.tsx';
import { usePages } from './usePages.ts';
import own from './Webhooks.module.css';
import { readMessages, resend } from './webhookApi.ts';
import type { Endpoint, Message } from './webhookModel.ts';

interface InboxPanelProps {
  endpoints: Endpoint[];
  pages: ReferencePages;
  edition: number;
  onSent(): Promise<void>;
}

/** The messages of the team's world, whether an endpoint took them or not. */
export default function InboxPanel({ endpoints, pages, edition, onSent }: InboxPanelProps): ReactNode {
  const { items, problem, isRead, refresh, more } = usePages(readMessages, edition);
  return (
    <section className={styles.panel} aria-labelledby="inbox" aria-busy={!isRead}>
      <div className={styles.bar}>
        <h2 id="inbox">{translate({ id: 'webhooks.inbox', message: 'Inbox' })}</h2>
        <button type="button" className={page.secondary} onClick={refresh}>
          {translate({ id: 'team.refresh', message: 'Refresh' })}
        </button>
      </div>
      {problem && <LoadFailure problem={problem} onRetry={refresh} />}
      {isRead && !problem && items.length === 0 && (
        <p className={styles.empty}>
          {translate({
            id: 'webhooks.noMessages',
            message: 'No messages yet. Send a test message, or let something happen that a service tells of.',
          })}
        </p>
      )}
      <ul className={styles.objects}>
        {items.map((message) => (
          <MessageItem key={message.id} message={message} endpoints={endpoints} pages={pages} onSent={onSent} />
        ))}
      </ul>
      {more && (
        <button type="button" className={page.secondary} onClick={more}>
          {translate({ id: 'webhooks.moreMessages', message: 'Show older messages' })}
        </button>
      )}
    </section>
  );
}

function MessageItem({
  message,
  endpoints,
  pages,
  onSent,
}: {
  message: Message;
  endpoints: Endpoint[];
  pages: ReferencePages;
  onSent(): Promise<void>;
}): ReactNode {
  const { moment } = useTimeText();
  const { type, service, version, createdAt, envelope } = message;
  const text = JSON.stringify(envelope, null, 2);
  return (
    <li>
      <details>
        <summary>
          <time dateTime={createdAt}>{moment(createdAt)}</time> <code>{type}</code> {pages.title(service, version)}
        </summary>
        <CodeBlock label={translate({ id: 'webhooks.envelope', message: 'Message' })} text={text}>
          <JsonCode text={text} />
        </CodeBlock>
        <SendAgain message={message} endpoints={endpoints.filter(({ enabled }) => enabled)} onSent={onSent} />
        <SignatureCheck message={message} />
      </details>
    </li>
  );
}

function SendAgain({
  message,
  endpoints,
  onSent,
}: {
  message: Message;
  endpoints: Endpoint[];
  onSent(): Promise<void>;
}): ReactNode {
  const [chosen, setChosen] = useState('');
  const [failure, setFailure] = useState<Problem | null>(null);
  const [first] = endpoints;
  if (first === undefined) return null;
  const endpoint = endpoints.find(({ id }) => id === chosen) ?? first;
  async function send() {
    const outcome = await resend(message.id, endpoint.id);
    setFailure('problem' in outcome ? outcome.problem : null);
    if ('value' in outcome) await onSent();
  }
  return (
    <div className={own.buttons}>
      <label className={own.choice}>
        {translate({ id: 'webhooks.to', message: 'Endpoint' })}{' '}
        <select
          className={styles.input}
          value={endpoint.id}
          onChange={({ currentTarget }) => setChosen(currentTarget.value)}
        >
          {endpoints.map(({ id, url }) => (
            <option key={id} value={id}>
              {url}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className={page.secondary} onClick={send}>
        {translate({ id: 'webhooks.sendAgain', message: 'Send again' })}
        <span className="visually-hidden"> {message.id}</span>
      </button>
      {failure && <LoadFailure problem={failure} onRetry={send} />}
    </div>
  );
}
