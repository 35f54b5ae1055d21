import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import type { JoinedTeam } from './controlModel.ts';
import styles from './Page.module.css';
import Secret from './Secret.tsx';

/** The secrets a team gets when it joins, and what to do next. */
export default function JoinedPanel({ joined: { team, event, key, recoveryCode } }: { joined: JoinedTeam }): ReactNode {
  const [saved, setSaved] = useState(false);
  const number = useNumber();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {translate({ id: 'team.joined', message: '{name} has joined' }, { name: team.name })}
      </h1>
      <p className={styles.lead}>
        {translate(
          { id: 'team.joinedEvent', message: '{event} · {quota} calls an hour for the whole team' },
          { event: event.name, quota: number(event.quotaPerHour) },
        )}
      </p>
      <Secret
        label={translate({ id: 'team.yourKey', message: 'Your key' })}
        value={key.secret}
        note={translate({
          id: 'team.yourKeyNote',
          message:
            'It is shown this once. This browser remembers it, so that the console can use it; keep a copy for your own programs, and out of your repository.',
        })}
      />
      {saved ? (
        <p className={styles.notice} role="status">
          {translate({
            id: 'team.recoverySaved',
            message: 'Good. Whoever has the recovery code can sign in as your team.',
          })}
        </p>
      ) : (
        <>
          <Secret
            label={translate({ id: 'team.yourRecoveryCode', message: 'Your recovery code' })}
            value={recoveryCode}
            note={translate({
              id: 'team.yourRecoveryCodeNote',
              message:
                'The only way back to your team from another device or after signing out. It is shown this once: write it down or share it with your team.',
            })}
          />
          <button type="button" className={styles.primary} onClick={() => setSaved(true)}>
            {translate({ id: 'team.iSavedIt', message: 'I have saved it' })}
          </button>
        </>
      )}
      <h2>{translate({ id: 'team.next', message: 'What next' })}</h2>
      <ul>
        <li>
          <Link to="/catalogue/">
            {translate({ id: 'team.nextCatalogue', message: 'Open a service, pick an operation and press Send' })}
          </Link>
        </li>
        <li>
          <Link to="/personas/">
            {translate({ id: 'team.nextPersonas', message: 'Meet the test people: each stands for a case' })}
          </Link>
        </li>
        <li>
          <Link to="/my-team/">
            {translate({ id: 'team.nextMyTeam', message: 'See your keys, your quota and why a call failed' })}
          </Link>
        </li>
      </ul>
    </>
  );
}
