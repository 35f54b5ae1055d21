import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useDataClasses } from '../shell/useDataClasses.ts';
import { useDay } from '../shell/useDay.ts';
import { useNumber } from '../shell/useNumber.ts';
import { isOver } from './ending.ts';
import type { FoundService } from './filterServices.ts';
import LifecycleBadge from './LifecycleBadge.tsx';
import styles from './ServiceRow.module.css';

interface ServiceRowProps {
  found: FoundService;
  agency: string;
}

/** A service as one line of the catalogue, with the operations one looked for below. */
export default function ServiceRow({ found, agency }: ServiceRowProps): ReactNode {
  const number = useNumber();
  const dataClasses = useDataClasses();
  const { title, version, summary, url, lifecycle, sunset, dataProtection, operations, score } = found.service;
  const ends = lifecycle === 'deprecated' && sunset !== null;
  const day = useDay();
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h3 className={styles.title}>
          <Link to={url}>{title}</Link> <span className={styles.version}>{version}</span>
        </h3>
        {summary !== '' && <p className={styles.summary}>{summary}</p>}
        {found.operations.length > 0 && (
          <ul className={styles.found}>
            {found.operations.map(({ slug, title: operation }) => (
              <li key={slug}>
                <Link to={`${url}${slug}/`}>{operation}</Link>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className={styles.agency}>{agency}</p>
      <p className={styles.facts}>
        <LifecycleBadge lifecycle={lifecycle} />
        {ends && (
          <strong>
            {isOver(sunset)
              ? translate({ id: 'catalogue.ended', message: 'ended on {day}' }, { day: day(sunset) })
              : translate({ id: 'catalogue.until', message: 'until {day}' }, { day: day(sunset) })}
          </strong>
        )}
        {score !== null && (
          <span>
            <span className="visually-hidden">
              {translate(
                { id: 'catalogue.score', message: 'Quality of the specification: {score} of {most}' },
                { score: number(score), most: number(100) },
              )}
            </span>
            <span aria-hidden="true">
              {translate({ id: 'catalogue.scoreShort', message: 'score {score}' }, { score: number(score) })}
            </span>
          </span>
        )}
        <span>
          {operations.length === 1
            ? translate({ id: 'catalogue.operation', message: '1 operation' })
            : translate(
                { id: 'catalogue.operations', message: '{count} operations' },
                { count: number(operations.length) },
              )}
        </span>
        {dataProtection !== null && <span>{dataClasses.nameOf(dataProtection)}</span>}
      </p>
    </li>
  );
}
