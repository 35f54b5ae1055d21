import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './ChangeList.module.css';
import { type ObjectChange, objectPage, type TimelineEntry, valueText } from './worldModel.ts';

interface ChangeListProps {
  entry: Pick<TimelineEntry, 'changes' | 'webhooks'>;
  /** Whether the reader's team has these objects in its world, so that they can be opened there. */
  isOwn: boolean;
}

/** What became of objects in one step, and which webhooks went out. */
export default function ChangeList({ entry: { changes, webhooks }, isOwn }: ChangeListProps): ReactNode {
  return (
    <>
      {changes.length > 0 && (
        <ul className={styles.changes}>
          {changes.map((change) => (
            <Change key={`${change.service}/${change.resource}/${change.objectId}`} change={change} isOwn={isOwn} />
          ))}
        </ul>
      )}
      {webhooks.map(({ type }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step never changes
        <p key={index} className={styles.webhook}>
          {translate({ id: 'world.webhook', message: 'Webhook' })} <code>{type}</code>
        </p>
      ))}
    </>
  );
}

function Change({ change, isOwn }: { change: ObjectChange; isOwn: boolean }): ReactNode {
  const name = (
    <code className={styles.name}>
      {change.resource} {change.objectId}
    </code>
  );
  return (
    <li>
      {actionText(change.action)}{' '}
      {isOwn && change.action !== 'deleted' ? <Link to={objectPage(change)}>{name}</Link> : name}
      {change.action === 'updated' && (
        <ul>
          {change.members.map(({ name: member, before, after }) => (
            <li key={member}>
              <code>{member}</code>: <Value value={before} /> → <Value value={after} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** A value of a member; folded where it would fill the screen. */
function Value({ value }: { value: unknown }): ReactNode {
  const text = valueText(value);
  if (text.length <= LONG) return text;
  return (
    <details className={styles.value}>
      <summary>{text.slice(0, LONG / 2)}…</summary>
      {text}
    </details>
  );
}

/** Letters of a value that stand in a line. */
const LONG = 160;

function actionText(action: ObjectChange['action']): string {
  switch (action) {
    case 'created':
      return translate({ id: 'world.created', message: 'Created' });
    case 'updated':
      return translate({ id: 'world.updated', message: 'Changed' });
    case 'deleted':
      return translate({ id: 'world.deleted', message: 'Deleted' });
  }
}
