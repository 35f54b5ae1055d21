import type { Lifecycle } from '@dpi/specs/model';
import type { ReactNode } from 'react';
import styles from './LifecycleBadge.module.css';
import { lifecycleName } from './lifecycleName.ts';

/** The lifecycle as a small label, in a colour and a word. */
export default function LifecycleBadge({ lifecycle }: { lifecycle: Lifecycle }): ReactNode {
  return (
    <span className={styles.badge} data-lifecycle={lifecycle}>
      {lifecycleName(lifecycle)}
    </span>
  );
}
