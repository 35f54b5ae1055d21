import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useDay } from '../shell/useDay.ts';
import { type Ending, isOver } from './ending.ts';
import styles from './LifecycleBanner.module.css';

interface LifecycleBannerProps {
  ending: Ending;
  /** A newer version of the service. */
  newer?: { version: string; url: string } | null;
}

/** Says at the top of a page that what it describes will go or is gone, when, and what to use in its place. */
export default function LifecycleBanner({ ending, newer = null }: LifecycleBannerProps): ReactNode {
  const day = useDay();
  const { sunset, instead, isRetired } = ending;
  return (
    <div className={styles.banner} role="note">
      <p>
        <strong>{headline(ending)}</strong>{' '}
        {sunset !== null &&
          (isRetired || isOver(sunset)
            ? translate({ id: 'lifecycle.stopped', message: 'Its last day was {day}.' }, { day: day(sunset) })
            : translate({ id: 'lifecycle.stops', message: 'It answers until {day}.' }, { day: day(sunset) }))}
      </p>
      {instead !== '' && <p>{instead}</p>}
      {newer !== null && (
        <p>
          <Link to={newer.url}>
            {translate({ id: 'lifecycle.newer', message: 'Use {version} instead' }, { version: newer.version })}
          </Link>
        </p>
      )}
    </div>
  );
}

function headline({ what, isRetired }: Ending): string {
  if (what === 'operation') {
    return translate({ id: 'lifecycle.operation', message: 'This operation is deprecated: plan to stop using it.' });
  }
  return isRetired
    ? translate({ id: 'lifecycle.retired', message: 'This service is retired and no longer answers in production.' })
    : translate({ id: 'lifecycle.deprecated', message: 'This service is deprecated: plan to stop using it.' });
}
