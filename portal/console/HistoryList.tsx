import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import StatusBadge from '../reference/StatusBadge.tsx';
import type { PastCall } from './callHistory.ts';
import styles from './HistoryList.module.css';

interface HistoryListProps {
  calls: PastCall[];
  /** Id of the operation on this page. */
  current: string;
  onRepeat(call: PastCall): void;
}

/** The calls of this visit, newest first. */
export default function HistoryList({ calls, current, onRepeat }: HistoryListProps): ReactNode {
  if (calls.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>
        {translate({ id: 'console.history', message: 'Request history' })} ({calls.length})
      </summary>
      <ol className={styles.list}>
        {calls.map((call) => (
          <li key={call.id}>
            <span className={styles.call}>
              {call.method} {call.url}
            </span>
            {typeof call.outcome === 'number' ? (
              <StatusBadge status={call.outcome} />
            ) : (
              <span>{translate({ id: 'console.noAnswer', message: 'No response' })}</span>
            )}
            <span>{call.duration} ms</span>
            {call.operation === current ? (
              <button type="button" onClick={() => onRepeat(call)}>
                {translate({ id: 'console.repeat', message: 'Use again' })}
              </button>
            ) : (
              <Link to={call.page}>{translate({ id: 'console.openPage', message: 'Open its page' })}</Link>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
