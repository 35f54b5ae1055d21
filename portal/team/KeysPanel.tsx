import { translate } from '@docusaurus/Translate';
import { type FormEvent, type ReactNode, useState } from 'react';
import { DEMO_KEY } from '../console/apiKey.ts';
import { useKeyMemory } from '../console/useKeyMemory.ts';
import ConfirmDialog from './ConfirmDialog.tsx';
import { makeKey, type Outcome, type Problem, readKeys, revokeKey, rotateKey } from './controlApi.ts';
import type { Key, NewKey, Page } from './controlModel.ts';
import DeviceKey from './DeviceKey.tsx';
import { keyFailureText } from './keyFailureText.ts';
import { keyLabel } from './keyLabel.ts';
import LoadFailure from './LoadFailure.tsx';
import styles from './MyTeam.module.css';
import pageStyles from './Page.module.css';
import Secret from './Secret.tsx';
import { isOwnKey } from './session.ts';
import { useRefreshed } from './useRefreshed.ts';
import { useTimeText } from './useTimeText.ts';

/** What is asked before it is done. */
type Question = { kind: 'revoke' | 'rotate'; key: Key };

/** The team's keys: make, rotate, revoke. */
export default function KeysPanel({ first }: { first: Outcome<Page<Key>> }): ReactNode {
  const { value, problem, refresh } = useRefreshed(first, readKeys, 60_000);
  const [memory, changeMemory] = useKeyMemory();
  const [fresh, setFresh] = useState<NewKey | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);

  /** Does something with a key, shows what came of it, and reads the keys again. */
  async function act(action: Promise<Outcome<NewKey | null>>, replaced: Key | null) {
    setQuestion(null);
    const outcome = await action;
    setFailure('problem' in outcome ? outcome.problem : null);
    if ('value' in outcome && outcome.value) await show(outcome.value, replaced);
    else await refresh();
  }

  async function show(key: NewKey, replaced: Key | null) {
    setFresh(key);
    // The console goes on with the key that replaces its own, and needs one where it has none.
    const needsKey = memory.key === '' || memory.key === DEMO_KEY;
    if (needsKey || (replaced && isOwnKey(replaced))) changeMemory({ key: key.secret, keyTeam: memory.team });
    await refresh();
  }

  return (
    <section className={styles.panel} aria-labelledby="keys">
      <h2 id="keys">{translate({ id: 'team.keys', message: 'Keys' })}</h2>
      {problem && <LoadFailure problem={problem} onRetry={refresh} />}
      <div role="status">
        {failure && <p className={pageStyles.failure}>{keyFailureText(failure)}</p>}
        {fresh && (
          <Secret
            label={translate({ id: 'team.newKey', message: 'New key “{label}”' }, { label: keyLabel(fresh) })}
            value={fresh.secret}
            note={translate({
              id: 'team.newKeyNote',
              message: 'It is shown this once. Copy it into your program now.',
            })}
          />
        )}
      </div>
      {value && <KeyTable keys={value.items} onAsk={setQuestion} />}
      {memory.key === '' && memory.team !== '' && (
        <div className={pageStyles.notice}>
          <p>
            {translate({
              id: 'team.noDeviceKey',
              message:
                'The console on this device has no key of your team: a key is shown only once, where it was made. Create one for this device.',
            })}
          </p>
          <DeviceKey onKey={(key) => show(key, null)} />
        </div>
      )}
      <NewKeyForm onMake={(label) => act(makeKey(label), null)} />
      {question?.kind === 'revoke' && (
        <ConfirmDialog
          title={translate({ id: 'team.revokeTitle', message: 'Revoke “{label}”?' }, { label: keyLabel(question.key) })}
          confirm={translate({ id: 'team.revoke', message: 'Revoke' })}
          onConfirm={() => {
            if (isOwnKey(question.key)) changeMemory({ key: '', keyTeam: '' });
            act(revokeKey(question.key.id), null);
          }}
          onCancel={() => setQuestion(null)}
        >
          <p>
            {translate({
              id: 'team.revokeText',
              message: 'Programs that use this key are refused at once, and it cannot be undone.',
            })}
          </p>
        </ConfirmDialog>
      )}
      {question?.kind === 'rotate' && (
        <RotateDialog
          label={keyLabel(question.key)}
          onRotate={(overlap) => act(rotateKey(question.key.id, overlap), question.key)}
          onCancel={() => setQuestion(null)}
        />
      )}
    </section>
  );
}

function KeyTable({ keys, onAsk }: { keys: Key[]; onAsk(question: Question): void }): ReactNode {
  const { moment } = useTimeText();
  const created = translate({ id: 'team.created', message: 'Created' });
  const used = translate({ id: 'team.lastUsed', message: 'Last used' });
  const never = translate({ id: 'team.neverUsed', message: 'never' });
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{translate({ id: 'team.key', message: 'Key' })}</th>
          <th scope="col">{translate({ id: 'team.status', message: 'Status' })}</th>
          <th scope="col">{created}</th>
          <th scope="col">{used}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">
              {keyLabel(key)} <code>{key.start}…</code>
            </th>
            <td>
              {statusText(key.status)}
              {key.status === 'active' &&
                key.expiresAt !== null &&
                ` ${translate({ id: 'team.until', message: 'until {time}' }, { time: moment(key.expiresAt) })}`}
            </td>
            <td>
              <span className={styles.label}>{created}</span>
              <time dateTime={key.createdAt}>{moment(key.createdAt)}</time>
            </td>
            <td>
              <span className={styles.label}>{used}</span>
              {key.lastUsedAt === null ? never : <time dateTime={key.lastUsedAt}>{moment(key.lastUsedAt)}</time>}
            </td>
            <td>
              {key.status === 'active' && (
                <div className={styles.rowActions}>
                  <button type="button" className={pageStyles.secondary} onClick={() => onAsk({ kind: 'rotate', key })}>
                    {translate({ id: 'team.rotate', message: 'Rotate' })}
                    <span className="visually-hidden"> {keyLabel(key)}</span>
                  </button>
                  <button type="button" className={pageStyles.danger} onClick={() => onAsk({ kind: 'revoke', key })}>
                    {translate({ id: 'team.revoke', message: 'Revoke' })}
                    <span className="visually-hidden"> {keyLabel(key)}</span>
                  </button>
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function NewKeyForm({ onMake }: { onMake(label: string): void }): ReactNode {
  const [label, setLabel] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    onMake(label.trim() || translate({ id: 'team.unnamedKey', message: 'Key' }));
    setLabel('');
  }
  return (
    <form className={`${styles.options} ${styles.new}`} onSubmit={submit}>
      <label>
        {translate({ id: 'team.newKeyLabel', message: 'What the new key is for' })}{' '}
        <input
          type="text"
          name="label"
          value={label}
          maxLength={60}
          autoComplete="off"
          className={styles.input}
          onChange={({ currentTarget }) => setLabel(currentTarget.value)}
        />
      </label>
      <button type="submit" className={pageStyles.primary}>
        {translate({ id: 'team.makeKey', message: 'Create a key' })}
      </button>
    </form>
  );
}

const overlaps = [0, 3600, 86_400];

function RotateDialog(props: { label: string; onRotate(overlapSeconds: number): void; onCancel(): void }): ReactNode {
  const [overlap, setOverlap] = useState(3600);
  return (
    <ConfirmDialog
      title={translate({ id: 'team.rotateTitle', message: 'Rotate “{label}”?' }, { label: props.label })}
      confirm={translate({ id: 'team.rotate', message: 'Rotate' })}
      onConfirm={() => props.onRotate(overlap)}
      onCancel={props.onCancel}
    >
      <fieldset className={styles.choices}>
        <legend>{translate({ id: 'team.rotateLegend', message: 'The old key keeps working' })}</legend>
        {overlaps.map((seconds) => (
          <label key={seconds}>
            <input type="radio" name="overlap" checked={overlap === seconds} onChange={() => setOverlap(seconds)} />
            {overlapText(seconds)}
          </label>
        ))}
      </fieldset>
    </ConfirmDialog>
  );
}

function overlapText(seconds: number): string {
  if (seconds === 0) return translate({ id: 'team.overlap.none', message: 'not at all: someone else may have it' });
  if (seconds === 3600) return translate({ id: 'team.overlap.hour', message: 'for an hour' });
  return translate({ id: 'team.overlap.day', message: 'for a day' });
}

function statusText(status: Key['status']): string {
  switch (status) {
    case 'active':
      return translate({ id: 'team.status.active', message: 'Active' });
    case 'expired':
      return translate({ id: 'team.status.expired', message: 'Expired' });
    case 'revoked':
      return translate({ id: 'team.status.revoked', message: 'Revoked' });
  }
}
