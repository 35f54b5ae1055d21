import { translate } from '@docusaurus/Translate';
import { type ReactNode, useId } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import type { HourUsage } from './controlModel.ts';
import styles from './HourChart.module.css';
import tableStyles from './MyTeam.module.css';
import { useTimeText } from './useTimeText.ts';

const HEIGHT = 100;
const BAR = 20;

/** Calls by hour as bars, the failed part hatched; the same as a table for whoever cannot see it. */
export default function HourChart({ hours }: { hours: HourUsage[] }): ReactNode {
  const { hour: hourText, moment } = useTimeText();
  const number = useNumber();
  const id = useId();
  const most = Math.max(1, ...hours.map(({ calls }) => calls));
  const height = (calls: number) => (calls === 0 ? 0 : Math.max(2, (calls / most) * HEIGHT));
  const title = translate(
    { id: 'team.chart', message: 'Calls in each of the last {count} hours; most in one hour: {most}' },
    { count: number(hours.length), most: number(most) },
  );
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        {title}
        <span className={styles.legend}>
          <svg aria-hidden="true" width="14" height="14">
            <rect className={styles.calls} width="14" height="14" />
          </svg>
          {translate({ id: 'team.calls', message: 'Calls' })}
          <svg aria-hidden="true" width="14" height="14">
            <rect className={styles.calls} width="14" height="14" />
            <rect fill={`url(#${id}-hatch)`} width="14" height="14" />
          </svg>
          {translate({ id: 'team.failed', message: 'Failed' })}
        </span>
      </figcaption>
      <svg
        aria-hidden="true"
        className={styles.bars}
        viewBox={`0 0 ${hours.length * BAR} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        <defs>
          <pattern id={`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={styles.failed} width="6" height="6" />
            <rect className={styles.hatch} width="2" height="6" />
          </pattern>
        </defs>
        {hours.map(({ hour, calls, failed }, index) => (
          <g key={hour}>
            <rect
              className={styles.calls}
              x={index * BAR + 2}
              width={BAR - 4}
              y={HEIGHT - height(calls)}
              height={height(calls)}
            />
            <rect
              fill={`url(#${id}-hatch)`}
              x={index * BAR + 2}
              width={BAR - 4}
              y={HEIGHT - height(failed)}
              height={height(failed)}
            />
          </g>
        ))}
      </svg>
      <p className={styles.axis} aria-hidden="true">
        {hours
          .filter((_, index) => index % 6 === 0 || index === hours.length - 1)
          .map(({ hour }) => (
            <span key={hour}>{hourText(hour)}</span>
          ))}
      </p>
      <details className={styles.table}>
        <summary>{translate({ id: 'team.asTable', message: 'As a table' })}</summary>
        <table className={tableStyles.table}>
          <thead>
            <tr>
              <th scope="col">{translate({ id: 'team.hour', message: 'Hour' })}</th>
              <th scope="col" className={tableStyles.number}>
                {translate({ id: 'team.calls', message: 'Calls' })}
              </th>
              <th scope="col" className={tableStyles.number}>
                {translate({ id: 'team.failed', message: 'Failed' })}
              </th>
            </tr>
          </thead>
          <tbody>
            {hours
              .filter(({ calls }) => calls > 0)
              .map(({ hour, calls, failed }) => (
                <tr key={hour}>
                  <th scope="row">{moment(hour)}</th>
                  <td className={tableStyles.number}>
                    <span className={tableStyles.label}>{translate({ id: 'team.calls', message: 'Calls' })}</span>
                    {number(calls)}
                  </td>
                  <td className={tableStyles.number}>
                    <span className={tableStyles.label}>{translate({ id: 'team.failed', message: 'Failed' })}</span>
                    {number(failed)}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
