import Translate from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import StatusBadge from '../reference/StatusBadge.tsx';
import styles from './Journey.module.css';

/** The status that a step of a journey ends with. */
export function JourneyAnswer({ status }: { status: string }): ReactNode {
  return (
    <p className={styles.answer}>
      <Translate id="guide.answer">The response</Translate> <StatusBadge status={status} />
    </p>
  );
}
