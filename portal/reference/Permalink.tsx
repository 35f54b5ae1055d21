import type { ReactNode } from 'react';
import styles from './Permalink.module.css';

/** A name that is also the link to where it stands, so that its address can be copied; without an anchor, the name alone. */
export default function Permalink({ anchor, children }: { anchor: string | null; children: ReactNode }): ReactNode {
  if (anchor === null) return children;
  return (
    <a className={styles.link} href={`#${anchor}`}>
      {children}
    </a>
  );
}
