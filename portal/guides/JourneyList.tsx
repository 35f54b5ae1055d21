import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import type { ListedJourney } from '../plugin/journeyDirectives.ts';
import { useNumber } from '../shell/useNumber.ts';
import list from '../styles/list.module.css';
import styles from './Journey.module.css';

/** Every journey, with a line about each. */
export function JourneyList({ json }: { json: string }): ReactNode {
  const number = useNumber();
  const journeys = JSON.parse(json) as ListedJourney[];
  return (
    <ul className={`${list.list} ${styles.journeys}`}>
      {journeys.map(({ id, title, url, summary, steps }) => (
        <li key={id} className={styles.journey}>
          {url === null ? (
            <span className={list.name}>{title}</span>
          ) : (
            <Link className={list.name} to={url}>
              {title}
            </Link>
          )}
          <span className={list.text}>{summary}</span>
          <span className={list.note}>
            {translate({ id: 'guide.steps', message: '{count} calls' }, { count: number(steps) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
