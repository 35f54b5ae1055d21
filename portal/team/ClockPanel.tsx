import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { advanceClock, type Outcome, type Problem, readClock, readPendingEvents } from './controlApi.ts';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import type { ReferencePages } from './referencePages.ts';
import { TimelineList } from './TimelinePanel.tsx';
import { useWorldTime } from './useTimeText.ts';
import type { AdvancedClock, PendingEvent, WorldClock } from './worldModel.ts';

const HOUR = 3600;

/** The clock of the world, what waits for it, and what setting it forward set off. */
export default function ClockPanel({
  first,
  edition,
  pages,
  onChanged,
}: {
  first: { clock: WorldClock; pending: PendingEvent[] };
  edition: number;
  pages: ReferencePages;
  onChanged(): void;
}): ReactNode {
  const [clock, setClock] = useState(first.clock);
  const [pending, setPending] = useState(first.pending);
  const [outcome, setOutcome] = useState<Outcome<AdvancedClock> | null>(null);
  const { full } = useWorldTime();

  // What the first edition holds was read with the world.
  useEffect(() => {
    if (edition === 0) return;
    let isCurrent = true;
    Promise.all([readClock(), readPendingEvents()]).then(([now, waiting]) => {
      if (!isCurrent) return;
      if ('value' in now) setClock(now.value);
      if ('value' in waiting) setPending(waiting.value.items);
    });
    return () => {
      isCurrent = false;
    };
  }, [edition]);

  async function advance(by: Parameters<typeof advanceClock>[0]) {
    const done = await advanceClock(by);
    setOutcome(done);
    if ('value' in done) onChanged();
  }

  return (
    <section className={styles.panel} aria-labelledby="clock">
      <h2 id="clock">{translate({ id: 'world.clock', message: 'Clock' })}</h2>
      <p className="dotted">
        <time dateTime={clock.now}>{full(clock.now)}</time>
        <span>
          <ClockDifference seconds={clock.aheadSeconds} />
        </span>
      </p>
      <div className={styles.options}>
        <button type="button" className={page.secondary} onClick={() => advance({ seconds: HOUR })}>
          {translate({ id: 'world.hour', message: '1 hour forward' })}
        </button>
        <button type="button" className={page.secondary} onClick={() => advance({ seconds: 24 * HOUR })}>
          {translate({ id: 'world.day', message: '1 day forward' })}
        </button>
        <button type="button" className={page.secondary} onClick={() => advance({ seconds: 30 * 24 * HOUR })}>
          {translate({ id: 'world.month', message: '30 days forward' })}
        </button>
        <ToTime onAdvance={(to) => advance({ to })} />
      </div>
      <Result outcome={outcome} pages={pages} />
      {pending.length > 0 && (
        <>
          <h3>{translate({ id: 'world.pending', message: 'What happens next' })}</h3>
          <ul>
            {pending.map(({ event, at, because, held, object }) => (
              <li key={`${event} ${object.service} ${object.resource} ${object.objectId}`}>
                <time dateTime={at}>{full(at)}</time>: {because ?? event}{' '}
                <code className={styles.path}>
                  {object.resource} {object.objectId}
                </code>
                {held && <> {translate({ id: 'world.held', message: '(a fault holds it back)' })}</>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Result({ outcome, pages }: { outcome: Outcome<AdvancedClock> | null; pages: ReferencePages }): ReactNode {
  const problem: Problem | null = outcome && 'problem' in outcome ? outcome.problem : null;
  const done = outcome && 'value' in outcome ? outcome.value : null;
  return (
    <div role="status">
      {problem && (
        <p className={page.failure}>
          {problem.detail ||
            translate({
              id: 'team.fault.unreachable',
              message: 'The sandbox could not be reached. Check your connection and try again',
            })}
        </p>
      )}
      {done && (
        <p>
          {done.eventCount === 0
            ? translate({ id: 'world.nothingDue', message: 'The clock was set forward. Nothing fell due.' })
            : translate(
                { id: 'world.fellDue', message: 'The clock was set forward. Events that this set off: {count}' },
                { count: String(done.eventCount) },
              )}
        </p>
      )}
      {done && done.events.length > 0 && <TimelineList entries={done.events} pages={pages} />}
    </div>
  );
}

function ClockDifference({ seconds }: { seconds: number }): ReactNode {
  const { duration } = useWorldTime();
  if (Math.abs(seconds) < 60) return translate({ id: 'world.onTime', message: 'as the clock of the platform' });
  const time = duration(Math.abs(seconds));
  return seconds > 0
    ? translate({ id: 'world.ahead', message: '{time} ahead of the platform' }, { time })
    : translate({ id: 'world.behind', message: '{time} behind the platform' }, { time });
}

function ToTime({ onAdvance }: { onAdvance(to: string): void }): ReactNode {
  const [to, setTo] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (to !== '') onAdvance(new Date(to).toISOString());
  }
  return (
    <form className={styles.options} onSubmit={submit}>
      <label>
        {translate({ id: 'world.to', message: 'Forward to' })}{' '}
        <input
          type="datetime-local"
          name="to"
          required
          value={to}
          className={styles.input}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </label>
      <button type="submit" className={page.secondary}>
        {translate({ id: 'world.set', message: 'Set' })}
      </button>
    </form>
  );
}
