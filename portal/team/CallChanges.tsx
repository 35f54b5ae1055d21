import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import ChangeList from './ChangeList.tsx';
import { type Outcome, readChanges } from './controlApi.ts';
import LoadFailure from './LoadFailure.tsx';
import type { TimelineEntry } from './worldModel.ts';

interface CallChangesProps {
  requestId: string;
  /** Whether the call was made with the demo key: then what it changed is in no team's world. */
  isDemo: boolean;
}

/** What a call changed in the world, read when it is shown. */
export default function CallChanges({ requestId, isDemo }: CallChangesProps): ReactNode {
  const [outcome, setOutcome] = useState<Outcome<TimelineEntry | null> | null>(null);
  const load = useCallback(async () => setOutcome(await readChanges(requestId, isDemo)), [requestId, isDemo]);
  useEffect(() => {
    load();
  }, [load]);

  if (outcome === null)
    return <p role="status">{translate({ id: 'world.readingChanges', message: 'Reading what it changed…' })}</p>;
  if ('problem' in outcome && outcome.problem.status !== 401)
    return <LoadFailure problem={outcome.problem} onRetry={load} />;
  if ('value' in outcome && outcome.value !== null) return <ChangeList entry={outcome.value} isOwn={!isDemo} />;
  if (isDemo) return <p>{translate({ id: 'world.changesGone', message: 'What it changed is no longer kept.' })}</p>;
  return (
    <p>
      {translate({
        id: 'world.changesElsewhere',
        message:
          'What it changed is shown to the team that the key belongs to, unless its world has begun anew since then.',
      })}{' '}
      <Link to="/my-team/">{translate({ id: 'world.toTeam', message: 'Sign in' })}</Link>
    </p>
  );
}
