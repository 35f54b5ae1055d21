import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import ConfirmDialog from './ConfirmDialog.tsx';
import {
  deleteSnapshot,
  type Outcome,
  type Problem,
  readSnapshots,
  restoreShared,
  restoreSnapshot,
  shareSnapshot,
  takeSnapshot,
} from './controlApi.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import page from './Page.module.css';
import Secret from './Secret.tsx';
import { useWorldTime } from './useTimeText.ts';
import type { Snapshot, SnapshotShare } from './worldModel.ts';

/** What is asked before it is done. */
type Question = { kind: 'restore' | 'delete'; snapshot: Snapshot } | { kind: 'restore-shared'; code: string };

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
  const [code, setCode] = useState('');
  const [shared, setShared] = useState<SnapshotShare | null>(null);
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

  async function share(snapshot: Snapshot) {
    const outcome = await shareSnapshot(snapshot.id);
    setSaid('');
    setProblem('problem' in outcome ? outcome.problem : null);
    setShared('value' in outcome ? outcome.value : null);
  }

  function answered(asked: Question) {
    const restored = translate({ id: 'world.wasRestored', message: 'The world is what it was in this snapshot.' });
    setShared(null);
    if (asked.kind === 'restore-shared') {
      setCode('');
      return act(restoreShared(asked.code), restored);
    }
    const { id } = asked.snapshot;
    return asked.kind === 'restore'
      ? act(restoreSnapshot(id), restored)
      : act(deleteSnapshot(id), translate({ id: 'world.snapshotGone', message: 'The snapshot was deleted.' }));
  }

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
                    <button type="button" className={page.secondary} onClick={() => share(snapshot)}>
                      {translate({ id: 'world.share', message: 'Share' })}
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
      <div role="status">
        {shared && (
          <Secret
            label={translate(
              { id: 'world.shareCode', message: 'Code of “{name}”, until {time}' },
              { name: shared.snapshot.name, time: full(shared.expiresAt) },
            )}
            value={shared.code}
            note={translate({
              id: 'world.shareNote',
              message: 'Whoever has the code sees all that is in the snapshot. It ends when you delete the snapshot.',
            })}
          />
        )}
      </div>
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
      <form
        className={`${styles.options} ${styles.new}`}
        onSubmit={(event) => {
          event.preventDefault();
          setQuestion({ kind: 'restore-shared', code });
        }}
      >
        <label>
          {translate({ id: 'world.sharedCode', message: 'Code from another team' })}{' '}
          <input
            type="text"
            name="code"
            required
            value={code}
            maxLength={400}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck="false"
            className={styles.input}
            onChange={({ currentTarget }) => setCode(currentTarget.value.trim())}
          />
        </label>
        <button type="submit" className={page.secondary}>
          {translate({ id: 'world.restoreShared', message: 'Restore their snapshot' })}
        </button>
      </form>
      {question && (
        <ConfirmDialog
          title={questionText(question)}
          confirm={
            question.kind === 'delete'
              ? translate({ id: 'world.delete', message: 'Delete' })
              : translate({ id: 'world.restore', message: 'Restore' })
          }
          onConfirm={() => answered(question)}
          onCancel={() => setQuestion(null)}
        >
          <p>
            {question.kind === 'delete'
              ? translate({ id: 'world.deleteText', message: 'The world itself stays as it is.' })
              : translate({
                  id: 'world.restoreText',
                  message: 'What changed since then is gone, unless you take a snapshot of it first.',
                })}
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function questionText(question: Question): string {
  if (question.kind === 'restore-shared')
    return translate({ id: 'world.restoreSharedTitle', message: 'Restore the snapshot of another team?' });
  const { name } = question.snapshot;
  return question.kind === 'restore'
    ? translate({ id: 'world.restoreTitle', message: 'Restore “{name}”?' }, { name })
    : translate({ id: 'world.deleteTitle', message: 'Delete “{name}”?' }, { name });
}
