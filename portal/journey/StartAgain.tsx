import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useState } from 'react';
import { useKeyMemory } from '../console/useKeyMemory.ts';
import ConfirmDialog from '../team/ConfirmDialog.tsx';
import { resetWorld } from '../team/controlApi.ts';
import styles from './journey.module.css';
import { steersWorld } from './steersWorld.ts';

/** Asks before the values of a walk are forgotten, and whether the world is to begin anew, too. */
export default function StartAgain({ onStart, onCancel }: { onStart(): void; onCancel(): void }): ReactNode {
  const [memory] = useKeyMemory();
  const canReset = steersWorld(memory);
  const [reset, setReset] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function start() {
    if (reset && canReset) {
      const outcome = await resetWorld();
      if ('problem' in outcome) {
        setFailure(
          outcome.problem.detail ||
            translate({
              id: 'team.fault.unreachable',
              message: 'The sandbox could not be reached. Check your connection and try again',
            }),
        );
        return;
      }
    }
    onStart();
  }

  return (
    <ConfirmDialog
      title={translate({ id: 'journey.startAgainTitle', message: 'Start this journey again?' })}
      confirm={translate({ id: 'journey.startAgain', message: 'Start again' })}
      onConfirm={start}
      onCancel={onCancel}
    >
      <p>
        {translate({
          id: 'journey.startAgainText',
          message:
            'The page forgets responses and values. What the calls have changed stays: what happens only once, such as the registration of a birth, is refused the second time.',
        })}
      </p>
      {canReset ? (
        <label className={styles.option}>
          <input type="checkbox" checked={reset} onChange={({ currentTarget }) => setReset(currentTarget.checked)} />
          {translate({
            id: 'journey.resetToo',
            message: 'Reset the world of the team, too. It loses everything that the team has created or changed.',
          })}
        </label>
      ) : (
        <p>
          {translate({
            id: 'journey.resetNot',
            message: 'Only a team can reset its world, signed in and with a key of its own.',
          })}{' '}
          <Link to="/get-a-key/">{translate({ id: 'console.getKey', message: 'Get a key of your own' })}</Link>
        </p>
      )}
      {failure !== null && (
        <p role="alert" className={styles.failed}>
          {failure}
        </p>
      )}
    </ConfirmDialog>
  );
}
