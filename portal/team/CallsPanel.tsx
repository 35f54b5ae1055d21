import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useCallback, useState } from 'react';
import FallbackNote from '../console/FallbackNote.tsx';
import { problemPage } from '../console/readAnswer.ts';
import MethodName from '../reference/MethodName.tsx';
import StatusBadge from '../reference/StatusBadge.tsx';
import { useNumber } from '../shell/useNumber.ts';
import CallChanges from './CallChanges.tsx';
import { type Outcome, readCalls } from './controlApi.ts';
import type { Call, Page } from './controlModel.ts';
import { faultKindText } from './faultKindText.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import pageStyles from './Page.module.css';
import type { ReferencePages } from './referencePages.ts';
import { useRefreshed } from './useRefreshed.ts';
import { useTimeText } from './useTimeText.ts';

const INTERVAL = 10_000;

/** What the last calls did, and why some failed. */
export default function CallsPanel({ first, pages }: { first: Outcome<Page<Call>>; pages: ReferencePages }): ReactNode {
  const [failedOnly, setFailedOnly] = useState(false);
  const [live, setLive] = useState(true);
  const read = useCallback(() => readCalls(failedOnly), [failedOnly]);
  const { value, problem, refresh } = useRefreshed(first, read, live ? INTERVAL : 0);
  const older = useOlder(failedOnly);
  const calls = value ? withOlder(value.items, older.calls) : [];
  const cursor = older.calls.length > 0 ? older.cursor : (value?.page.nextCursor ?? null);

  return (
    <section className={styles.panel} aria-labelledby="calls">
      <div className={styles.bar}>
        <h2 id="calls">{translate({ id: 'team.lastCalls', message: 'Last calls' })}</h2>
        <div className={styles.options}>
          <label>
            <input
              type="checkbox"
              checked={failedOnly}
              onChange={({ currentTarget }) => setFailedOnly(currentTarget.checked)}
            />
            {translate({ id: 'team.failedOnly', message: 'Only failed' })}
          </label>
          <label>
            <input type="checkbox" checked={live} onChange={({ currentTarget }) => setLive(currentTarget.checked)} />
            {translate({ id: 'team.live', message: 'Refresh every 10 seconds' })}
          </label>
          <button type="button" className={pageStyles.secondary} onClick={refresh}>
            {translate({ id: 'team.refresh', message: 'Refresh' })}
          </button>
        </div>
      </div>
      {problem && <LoadFailure problem={problem} onRetry={refresh} />}
      {value && calls.length === 0 && (
        <p className={styles.empty}>
          {failedOnly
            ? translate({ id: 'team.noFailedCalls', message: 'No failed calls.' })
            : translate({ id: 'team.noCalls', message: 'No calls yet.' })}
        </p>
      )}
      {calls.length > 0 && <CallTable calls={calls} pages={pages} />}
      {cursor !== null && (
        <p>
          <button type="button" className={pageStyles.secondary} onClick={() => older.load(cursor)}>
            {translate({ id: 'team.older', message: 'Show older calls' })}
          </button>
        </p>
      )}
    </section>
  );
}

/** Calls that were asked for beyond the first page, and where the next begin. */
function useOlder(failedOnly: boolean) {
  const [state, setState] = useState<{ failedOnly: boolean; calls: Call[]; cursor: string | null }>({
    failedOnly,
    calls: [],
    cursor: null,
  });
  const current = state.failedOnly === failedOnly ? state : { failedOnly, calls: [], cursor: null };
  async function load(cursor: string) {
    const outcome = await readCalls(failedOnly, cursor);
    if (!('value' in outcome)) return;
    const { items, page } = outcome.value;
    setState({ failedOnly, calls: [...current.calls, ...items], cursor: page.nextCursor });
  }
  return { calls: current.calls, cursor: current.cursor, load };
}

/** The newest calls and older ones, those on both pages once. */
function withOlder(newest: Call[], older: Call[]): Call[] {
  const known = new Set(newest.map(({ id }) => id));
  return [...newest, ...older.filter(({ id }) => !known.has(id))];
}

function CallTable({ calls, pages }: { calls: Call[]; pages: ReferencePages }): ReactNode {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{translate({ id: 'team.time', message: 'Time' })}</th>
          <th scope="col">{translate({ id: 'team.call', message: 'Call' })}</th>
          <th scope="col">{translate({ id: 'team.answer', message: 'Response' })}</th>
          <th scope="col">{translate({ id: 'team.reason', message: 'Why' })}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallRow
            key={call.id}
            call={call}
            reference={pages.operation(call.service, call.version, call.operationId)}
          />
        ))}
      </tbody>
    </table>
  );
}

function CallRow({ call, reference }: { call: Call; reference: string | null }): ReactNode {
  const { clock } = useTimeText();
  return (
    <tr>
      <td>
        <time dateTime={call.at}>{clock(call.at)}</time>
      </td>
      <th scope="row">
        <MethodName method={call.method} small />{' '}
        {reference === null ? (
          <span className={styles.path}>{call.path}</span>
        ) : (
          <Link to={reference} className={styles.path ?? ''}>
            {call.path}
          </Link>
        )}
        {call.correlationId !== null && (
          <p className={styles.correlation}>
            X-Correlation-Id: <code>{call.correlationId}</code>
          </p>
        )}
      </th>
      <td>
        <StatusBadge status={call.status} /> <span className={styles.duration}>{durationText(call.durationMs)}</span>
      </td>
      <td className={styles.reason}>
        {call.fault !== null && (
          <p>
            {translate({ id: 'team.metFault', message: 'Your team’s fault:' })} {faultKindText(call.fault.kind)}
          </p>
        )}
        <Reason call={call} />
        {call.changedObjects > 0 && <Changes call={call} />}
      </td>
    </tr>
  );
}

/** What a call changed, for whoever opens it. */
function Changes({ call: { id, changedObjects } }: { call: Call }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  const number = useNumber();
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        {translate(
          { id: 'team.changedObjects', message: 'Changed objects: {count}' },
          { count: number(changedObjects) },
        )}
      </summary>
      {isOpen && <CallChanges requestId={id} isDemo={false} />}
    </details>
  );
}

function Reason({ call: { rule, problem, violations, example, fallback, status } }: { call: Call }): ReactNode {
  if (problem === null) {
    if (rule !== null)
      return (
        <p>
          {translate({ id: 'team.refusedBy', message: 'Refused by the rule' })} <code>{rule.name}</code>
          {rule.because !== null && <>: {rule.because}</>}
        </p>
      );
    if (example !== null) return <code>{example}</code>;
    if (fallback?.kind === 'generated')
      return translate({ id: 'team.generated', message: 'Made up from the schema: the spec has no example' });
    if (fallback !== null) return <FallbackReason fallback={fallback} />;
    return status >= 400 ? translate({ id: 'team.serviceSaidNo', message: 'The service’s own response' }) : null;
  }
  const page = problemPage(problem.type);
  return (
    <>
      <p>{page === null ? problem.title : <Link to={page}>{problem.title}</Link>}</p>
      <details>
        <summary>{translate({ id: 'team.details', message: 'Details' })}</summary>
        <p>{problem.detail}</p>
        {violations.length > 0 && (
          <ul>
            {violations.map(({ in: place, path, message }) => (
              <li key={`${place}${path}${message}`}>
                <code>
                  {place} {path}
                </code>{' '}
                {message}
              </li>
            ))}
          </ul>
        )}
      </details>
    </>
  );
}

function FallbackReason({
  fallback: { nearest, differences },
}: {
  fallback: NonNullable<Call['fallback']>;
}): ReactNode {
  const places = differences.map(({ in: place, path }) => `${place} ${path}`.trim());
  return (
    <>
      <p>{translate({ id: 'team.noExampleFits', message: 'First example: no example matches the request' })}</p>
      <details>
        <summary>{translate({ id: 'team.details', message: 'Details' })}</summary>
        <FallbackNote fallback={{ nearest, places }} />
      </details>
    </>
  );
}

function durationText(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
