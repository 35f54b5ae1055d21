import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ClockStep } from '@dpi/specs/model';
import { type ReactNode, useState } from 'react';
import type { KeyMemory } from '../console/apiKey.ts';
import { useNumber } from '../shell/useNumber.ts';
import { advanceClock, type Outcome } from '../team/controlApi.ts';
import { useWorldTime } from '../team/useTimeText.ts';
import type { AdvancedClock } from '../team/worldModel.ts';
import styles from './journey.module.css';
import { steersWorld } from './steersWorld.ts';

/** Sets the clock of the team's world forward as far as the journey waits. */
export default function StepClock({ clock, memory }: { clock: ClockStep; memory: KeyMemory }): ReactNode {
  const number = useNumber();
  const { duration, full } = useWorldTime();
  const [outcome, setOutcome] = useState<Outcome<AdvancedClock> | null>(null);
  const [isSetting, setSetting] = useState(false);
  const label =
    'workingDays' in clock
      ? translate(
          { id: 'journey.workingDays', message: 'Set the clock {count} working days forward' },
          { count: number(clock.workingDays) },
        )
      : translate(
          { id: 'journey.forward', message: 'Set the clock {time} forward' },
          { time: duration(clock.seconds) },
        );

  async function advance() {
    setSetting(true);
    setOutcome(await advanceClock(clock));
    setSetting(false);
  }

  return (
    <div className={styles.note}>
      <p>{translate({ id: 'journey.waits', message: 'Here the journey waits: time has to pass in the world.' })}</p>
      {steersWorld(memory) ? (
        <button type="button" className={styles.again} disabled={isSetting} onClick={advance}>
          {label}
        </button>
      ) : (
        <p>
          {translate({
            id: 'journey.clockOfTeam',
            message: 'Only a team can set its clock forward, signed in and with a key of its own.',
          })}{' '}
          <Link to="/get-a-key/">{translate({ id: 'console.getKey', message: 'Get a key of your own' })}</Link>
        </p>
      )}
      <p role="status">
        {outcome !== null &&
          ('value' in outcome
            ? translate(
                {
                  id: 'journey.clockSet',
                  message: 'The clock of the world shows {time}. Events that fell due: {count}',
                },
                { time: full(outcome.value.clock.now), count: number(outcome.value.eventCount) },
              )
            : outcome.problem.detail ||
              translate({
                id: 'team.fault.unreachable',
                message: 'The sandbox could not be reached. Check your connection and try again',
              }))}
      </p>
    </div>
  );
}
