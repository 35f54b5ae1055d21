import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './Admonition.module.css';

interface AdmonitionProps {
  /** Word after the colons in `:::note`. */
  type: string;
  title?: string;
  children: ReactNode;
}

/** A remark set apart from the text; its title says of what kind it is. */
export default function Admonition({ type, title, children }: AdmonitionProps): ReactNode {
  return (
    <div className={styles.remark} data-kind={kindOf(type)}>
      <p className={styles.title}>{title ?? titleOf(type)}</p>
      {children}
    </div>
  );
}

function kindOf(type: string): 'note' | 'warning' | 'danger' {
  if (type === 'danger') return 'danger';
  return type === 'warning' || type === 'caution' ? 'warning' : 'note';
}

function titleOf(type: string): string {
  switch (kindOf(type)) {
    case 'danger':
      return translate({ id: 'theme.danger', message: 'Danger' });
    case 'warning':
      return translate({ id: 'theme.warning', message: 'Warning' });
    case 'note':
      return type === 'tip'
        ? translate({ id: 'theme.tip', message: 'Tip' })
        : translate({ id: 'theme.note', message: 'Note' });
  }
}
