import { translate } from '@docusaurus/Translate';
import { serviceReference } from '@dpi/specs/service-reference';
import type { ReactNode } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import { type Outcome, readUsage } from './controlApi.ts';
import type { QuotaLeft, Usage } from './controlModel.ts';
import HourChart from './HourChart.tsx';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import type { ReferencePages } from './referencePages.ts';
import usageStyles from './UsagePanel.module.css';
import { failedPercent, lastHours } from './usageFigures.ts';
import { useRefreshed } from './useRefreshed.ts';

const INTERVAL = 30_000;

/** How much was called, what failed, and what is left. */
export default function UsagePanel({ first, pages }: { first: Outcome<Usage>; pages: ReferencePages }): ReactNode {
  const { value: usage, problem, refresh } = useRefreshed(first, readUsage, INTERVAL);
  return (
    <section className={styles.panel} aria-labelledby="usage">
      <h2 id="usage">{translate({ id: 'team.usage', message: 'Usage' })}</h2>
      {problem && <LoadFailure problem={problem} onRetry={refresh} />}
      {usage && <Figures usage={usage} />}
      {usage && usage.calls > 0 && <ByService usage={usage} pages={pages} />}
    </section>
  );
}

function Figures({ usage }: { usage: Usage }): ReactNode {
  const { perHour } = usage.quota;
  const number = useNumber();
  return (
    <>
      <dl className={usageStyles.figures}>
        <Figure term={translate({ id: 'team.calls', message: 'Calls' })} value={number(usage.calls)} />
        <Figure
          term={translate({ id: 'team.failed', message: 'Failed' })}
          value={`${number(failedPercent(usage.calls, usage.failed))} %`}
          note={translate(
            { id: 'team.failedCalls', message: '{failed} of {calls}' },
            { failed: number(usage.failed), calls: number(usage.calls) },
          )}
        />
        <Figure
          term={translate({ id: 'team.quotaLeft', message: 'Left this hour' })}
          value={number(perHour.remaining)}
          note={quotaNote(perHour, number)}
        />
      </dl>
      {usage.calls > 0 ? (
        <HourChart hours={lastHours(usage.hours, new Date(), 24)} />
      ) : (
        <p className={styles.empty}>
          {translate({
            id: 'team.noUsage',
            message:
              'No calls yet. Open any operation in the catalogue and press Send: it appears here within seconds.',
          })}
        </p>
      )}
    </>
  );
}

function Figure({ term, value, note = '' }: { term: string; value: string; note?: string }): ReactNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <span className={usageStyles.value}>{value}</span>
        {note !== '' && <span className={usageStyles.note}> {note}</span>}
      </dd>
    </div>
  );
}

function quotaNote({ limit, remaining, resetSeconds }: QuotaLeft, number: (value: number) => string): string {
  const of = translate({ id: 'team.ofLimit', message: 'of {limit}' }, { limit: number(limit) });
  if (remaining === limit) return of;
  const minutes = number(Math.max(1, Math.ceil(resetSeconds / 60)));
  return `${of} · ${translate({ id: 'team.resetIn', message: 'resets in {minutes} min' }, { minutes })}`;
}

function ByService({ usage, pages }: { usage: Usage; pages: ReferencePages }): ReactNode {
  const number = useNumber();
  return (
    <>
      <h3>{translate({ id: 'team.byService', message: 'By service' })}</h3>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{translate({ id: 'team.service', message: 'Service' })}</th>
            <th scope="col" className={styles.number}>
              {translate({ id: 'team.calls', message: 'Calls' })}
            </th>
            <th scope="col" className={styles.number}>
              {translate({ id: 'team.failed', message: 'Failed' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {usage.services.map(({ service, version, calls, failed }) => (
            <tr key={serviceReference({ id: service, version })}>
              <th scope="row">
                {pages.title(service, version)} {version}
              </th>
              <td className={styles.number}>
                <span className={styles.label}>{translate({ id: 'team.calls', message: 'Calls' })}</span>
                {number(calls)}
              </td>
              <td className={styles.number}>
                <span className={styles.label}>{translate({ id: 'team.failed', message: 'Failed' })}</span>
                {number(failed)} ({number(failedPercent(calls, failed))} %)
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
