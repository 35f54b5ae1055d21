import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useState } from 'react';
import ChangeList from './ChangeList.tsx';
import { type Problem, readTimeline } from './controlApi.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import type { ReferencePages } from './referencePages.ts';
import { useNameOf } from './useNameOf.ts';
import { useWorldTime } from './useTimeText.ts';
import type { TimelineEntry } from './worldModel.ts';

/** What happened in the world, and why. */
export default function TimelinePanel({ edition, pages }: { edition: number; pages: ReferencePages }): ReactNode {
  const [entries, setEntries] = useState<TimelineEntry[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isRead, setIsRead] = useState(false);

  async function load(from: string | null) {
    const outcome = await readTimeline(from);
    setIsRead(true);
    setProblem('problem' in outcome ? outcome.problem : null);
    if ('problem' in outcome) return;
    const { items, page: position } = outcome.value;
    setEntries((before) => (from === null ? items : [...before, ...items]));
    setCursor(position.nextCursor);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition of the world is read anew
  useEffect(() => {
    load(null);
  }, [edition]);

  return (
    <section className={styles.panel} aria-labelledby="timeline" aria-busy={!isRead}>
      <div className={styles.bar}>
        <h2 id="timeline">{translate({ id: 'world.timeline', message: 'Timeline' })}</h2>
        <button type="button" className={page.secondary} onClick={() => load(null)}>
          {translate({ id: 'team.refresh', message: 'Refresh' })}
        </button>
      </div>
      {problem && <LoadFailure problem={problem} onRetry={() => load(null)} />}
      {isRead && !problem && entries.length === 0 && (
        <p className={styles.empty}>
          {translate({
            id: 'world.noTimeline',
            message: 'Nothing has changed yet. Send a call that changes something, and see here what it did and why.',
          })}
        </p>
      )}
      <TimelineList entries={entries} pages={pages} />
      {cursor !== null && (
        <button type="button" className={page.secondary} onClick={() => load(cursor)}>
          {translate({ id: 'world.older', message: 'Show older changes' })}
        </button>
      )}
    </section>
  );
}

/** Steps of a timeline, each with its cause, what changed, and which webhooks went out. */
export function TimelineList({ entries, pages }: { entries: TimelineEntry[]; pages: ReferencePages }): ReactNode {
  const { full } = useWorldTime();
  return (
    <ol className={styles.timeline}>
      {entries.map((entry) => (
        <li key={entry.sequence}>
          <p>
            <time dateTime={entry.at}>{full(entry.at)}</time> <CauseText entry={entry} pages={pages} />
          </p>
          <ChangeList entry={entry} isOwn />
        </li>
      ))}
    </ol>
  );
}

function CauseText({ entry: { cause }, pages }: { entry: TimelineEntry; pages: ReferencePages }): ReactNode {
  const { duration } = useWorldTime();
  const nameOf = useNameOf();
  switch (cause.kind) {
    case 'call': {
      const url = pages.operation(cause.service, cause.version, cause.operationId);
      return (
        <>
          {translate({ id: 'world.byCall', message: 'Call' })} {pages.title(cause.service, cause.version)}:{' '}
          {url === null ? <code>{cause.operationId}</code> : <Link to={url}>{cause.operationId}</Link>}{' '}
          <code className={styles.path}>X-Request-Id: {cause.requestId}</code>
        </>
      );
    }
    case 'event':
      return (
        <>
          {translate({ id: 'world.byEvent', message: 'Because its time had come:' })} {cause.because ?? cause.event}
        </>
      );
    case 'clock':
      return translate(
        { id: 'world.byClock', message: 'The clock was set forward by {time}' },
        { time: duration(cause.advancedBySeconds) },
      );
    case 'edit':
      return cause.person === undefined
        ? translate({ id: 'world.byEdit', message: 'Edited by your team' })
        : translate(
            { id: 'world.byPerson', message: '{person} was added by your team' },
            { person: nameOf(cause.person) },
          );
    case 'restore':
      return translate(
        { id: 'world.byRestore', message: 'Snapshot “{name}” was restored' },
        { name: cause.snapshot.name },
      );
  }
}
