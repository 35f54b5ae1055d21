import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import styles from './Onward.module.css';

interface OnwardProps {
  /** What the pages before and after are, such as "More guides". */
  label: string;
  previous: Page | undefined;
  next: Page | undefined;
}

interface Page {
  url: string;
  title: string;
}

/** The pages before and after one, at its end. */
export default function Onward({ label, previous, next }: OnwardProps): ReactNode {
  return (
    <nav className={styles.onward} aria-label={label}>
      {previous && (
        <Link to={previous.url} rel="prev">
          <span>{translate({ id: 'theme.previous', message: 'Previous' })}</span> {previous.title}
        </Link>
      )}
      {next && (
        <Link to={next.url} rel="next">
          <span>{translate({ id: 'theme.next', message: 'Next' })}</span> {next.title}
        </Link>
      )}
    </nav>
  );
}
