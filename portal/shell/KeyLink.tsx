import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './Header.module.css';

export default function KeyLink(): ReactNode {
  return (
    <Link className={styles.key} to="/get-a-key/">
      {translate({ id: 'theme.nav.key', message: 'Get a key' })}
    </Link>
  );
}
