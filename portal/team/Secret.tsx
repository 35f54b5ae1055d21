import type { ReactNode } from 'react';
import CopyButton from '../reference/CopyButton.tsx';
import styles from './Secret.module.css';

/** A secret that is shown once, to be copied and kept. */
export default function Secret({ label, value, note }: { label: string; value: string; note: string }): ReactNode {
  return (
    <div className={styles.secret}>
      <p className={styles.label}>{label}</p>
      <p className={styles.line}>
        <code className={styles.value}>{value}</code>
        <CopyButton text={value} what={label} />
      </p>
      <p className={styles.note}>{note}</p>
    </div>
  );
}
