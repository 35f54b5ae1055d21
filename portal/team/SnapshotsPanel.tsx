import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import ConfirmDialog from './ConfirmDialog.tsx';
import {
  deleteSnapshot,
  type Outcome,
  type Problem,
  readSnapshots,
  restoreSnapshot,
  takeSnapshot,
} from './controlApi.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import { useWorldTime } from './useTimeText.ts';
import type { Snapshot } from './worldModel.ts';

/** What is asked before it is done. */
type Question = { kind: 'restore' | 'delete'; snapshot: Snapshot };

/** Keeps the world as it is, and brings it back. */
export default function SnapshotsPanel({
  limit,
  edition,
  onChanged,
}: {
  limit: number;
  edition: number;
  onChanged(): void;
}): ReactNode {
  const [snapshots, setSnapshots] = useState<Snapshot[]>([]);
  const [isRead, setIsRead] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const [question, setQuestion] = useState<Question | null>(null);
  const { full } = useWorldTime();

  const load = useCallback(async () => {
    const outcome = await readSnapshots();
    setIsRead(true);
    setProblem('problem' in outcome ? outcome.problem : null);
    if ('value' in outcome) setSnapshots(outcome.value.items);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition of the world is read anew
  useEffect(() => {
    load();
  }, [edition, load]);

  /** Does something and reads the snapshots again, unless it was refused. */
  async function act(action: Promise<Outcome<unknown>>, done: string) {
    setQuestion(null);
    const outcome = await action;
    setSaid('value' in outcome ? done : '');
    if ('problem' in outcome) setProblem(outcome.problem);
    else onChanged();
  }

  function take(event: FormEvent) {
    event.preventDefault();
    act(takeSnapshot(name), translate({ id: 'world.wasTaken', message: 'The snapshot was taken.' }));
    setName('');
  }

  const answered = (kind: Question['kind'], snapshot: Snapshot) =>
    kind === 'restore'
      ? act(
          restoreSnapshot(snapshot.id),
          translate({ id: 'world.wasRestored', message: 'The world is what it was in this snapshot.' }),
        )
      : act(deleteSnapshot(snapshot.id), translate({ id: 'world.snapshotGone', message: 'The snapshot was deleted.' }));

  return (
    <section className={styles.panel} aria-labelledby="snapshots" aria-busy={!isRead}>
      <h2 id="snapshots">{translate({ id: 'world.snapshots', message: 'Snapshots' })}</h2>
      {problem && <LoadFailure problem={problem} onRetry={load} />}
      <p role="status">{said}</p>
      {snapshots.length === 0 ? (
        <p className={styles.empty}>
          {translate(
            {
              id: 'world.noSnapshots',
              message:
                'No snapshots yet. Take one before a demonstration or a test, and come back to it. {limit} at most.',
            },
            { limit: String(limit) },
          )}
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{translate({ id: 'world.snapshotName', message: 'Name' })}</th>
              <th scope="col">{translate({ id: 'world.worldTime', message: 'Clock of the world' })}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {snapshots.map((snapshot) => (
              <tr key={snapshot.id}>
                <th scope="row">{snapshot.name}</th>
                <td>
                  <time dateTime={snapshot.worldTime}>{full(snapshot.worldTime)}</time>
                </td>
                <td>
                  <div className={styles.rowActions}>
                    <button
                      type="button"
                      className={page.secondary}
                      onClick={() => setQuestion({ kind: 'restore', snapshot })}
                    >
                      {translate({ id: 'world.restore', message: 'Restore' })}
                      <span className="visually-hidden"> {snapshot.name}</span>
                    </button>
                    <button
                      type="button"
                      className={page.danger}
                      onClick={() => setQuestion({ kind: 'delete', snapshot })}
                    >
                      {translate({ id: 'world.delete', message: 'Delete' })}
                      <span className="visually-hidden"> {snapshot.name}</span>
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <form className={`${styles.options} ${styles.new}`} onSubmit={take}>
        <label>
          {translate({ id: 'world.newSnapshot', message: 'Name of a new snapshot' })}{' '}
          <input
            type="text"
            name="snapshot"
            required
            value={name}
            maxLength={60}
            autoComplete="off"
            className={styles.input}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
        </label>
        <button type="submit" className={page.primary}>
          {translate({ id: 'world.take', message: 'Take a snapshot' })}
        </button>
      </form>
      {question && (
        <ConfirmDialog
          title={
            question.kind === 'restore'
              ? translate({ id: 'world.restoreTitle', message: 'Restore “{name}”?' }, { name: question.snapshot.name })
              : translate({ id: 'world.deleteTitle', message: 'Delete “{name}”?' }, { name: question.snapshot.name })
          }
          confirm={
            question.kind === 'restore'
              ? translate({ id: 'world.restore', message: 'Restore' })
              : translate({ id: 'world.delete', message: 'Delete' })
          }
          onConfirm={() => answered(question.kind, question.snapshot)}
          onCancel={() => setQuestion(null)}
        >
          <p>
            {question.kind === 'restore'
              ? translate({
                  id: 'world.restoreText',
                  message: 'What changed since then is gone, unless you take a snapshot of it first.',
                })
              : translate({ id: 'world.deleteText', message: 'The world itself stays as it is.' })}
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
