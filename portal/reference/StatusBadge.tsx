import type { ReactNode } from 'react';
import styles from './StatusBadge.module.css';
import { statusKind, statusWord } from './statusWord.ts';

/** An HTTP status as number and words, so that its colour says nothing alone. */
export default function StatusBadge({ status }: { status: string | number }): ReactNode {
  return (
    <span className={styles.badge} data-kind={statusKind(status)}>
      <span className={styles.code}>{status}</span> {statusWord(status)}
    </span>
  );
}
