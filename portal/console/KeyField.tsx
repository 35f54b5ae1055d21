import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useId, useState } from 'react';
import DeviceKey from '../team/DeviceKey.tsx';
import { DEMO_KEY, type KeyMemory, keyInUse } from './apiKey.ts';
import styles from './Console.module.css';

/** Name of the control, by which the console finds it. */
export const KEY_INPUT = 'sandbox-key';

interface KeyFieldProps {
  memory: KeyMemory;
  onMemory(change: Partial<KeyMemory>): void;
}

/** Which key the sandbox is called with, and whose it is; another can be typed. */
export default function KeyField({ memory, onMemory }: KeyFieldProps): ReactNode {
  const id = useId();
  const [shown, setShown] = useState(false);
  const used = keyInUse(memory);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{translate({ id: 'console.key', message: 'Key' })}</label>
      <div className={styles.secret}>
        <input
          id={id}
          name={KEY_INPUT}
          type={shown ? 'text' : 'password'}
          value={memory.key}
          placeholder={used === DEMO_KEY ? DEMO_KEY : 'dpi_…'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          aria-invalid={used === '' || undefined}
          onChange={({ currentTarget }) => onMemory({ key: currentTarget.value.trim(), keyTeam: '' })}
        />
        <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {translate({ id: 'console.showKey', message: 'Show' })}
        </button>
      </div>
      <p id={`${id}-hint`} className={used === '' ? styles.problem : styles.hint}>
        {ownerText(memory)}{' '}
        {used === DEMO_KEY && memory.team === '' && (
          <Link to="/get-a-key/">{translate({ id: 'console.getKey', message: 'Get a key of your own' })}</Link>
        )}
        {memory.team !== '' && <Link to="/my-team/">{translate({ id: 'console.myTeam', message: 'My team' })}</Link>}
      </p>
      {used === '' && <DeviceKey onKey={({ secret }) => onMemory({ key: secret, keyTeam: memory.team })} />}
    </div>
  );
}

function ownerText(memory: KeyMemory): string {
  const { keyTeam, team } = memory;
  switch (keyInUse(memory)) {
    case '':
      return translate(
        {
          id: 'console.keyMissing',
          message:
            'You are signed in as {team}, but this device has no key of the team. Create one, or paste one here. DEMO_KEY works, too.',
        },
        { team },
      );
    case DEMO_KEY:
      return translate({
        id: 'console.keyDemo',
        message: 'DEMO_KEY is used: a few calls an hour from each network address.',
      });
    default:
      return keyTeam === ''
        ? translate({
            id: 'console.keyOwn',
            message: 'This browser remembers the key until you delete it here or sign out.',
          })
        : translate({ id: 'console.keyOfTeam', message: 'Key of the team {team}.' }, { team: keyTeam });
  }
}
