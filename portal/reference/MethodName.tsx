import type { ReactNode } from 'react';
import styles from './MethodName.module.css';

/** An HTTP method in capitals, with its colour. */
export default function MethodName({ method, small = false }: { method: string; small?: boolean }): ReactNode {
  return (
    <span className={small ? `${styles.method} ${styles.small}` : styles.method} data-method={method.toLowerCase()}>
      {method.toUpperCase()}
    </span>
  );
}
