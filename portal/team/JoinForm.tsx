import { translate } from '@docusaurus/Translate';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { typedText } from '../shell/typedText.ts';
import { joinEvent } from './controlApi.ts';
import type { JoinedTeam } from './controlModel.ts';
import ErrorSummary from './ErrorSummary.tsx';
import styles from './Form.module.css';
import { faultText } from './faultText.ts';
import { type JoinFault, joinCodeOf, joinFaults, problemFaults } from './joinInput.ts';
import TextField from './TextField.tsx';

/** Join code and team name. */
export default function JoinForm({ onJoined }: { onJoined(joined: JoinedTeam): void }): ReactNode {
  const [joinCode, setJoinCode] = useState(() => typedText('joinCode'));
  const [name, setName] = useState(() => typedText('name'));
  const [faults, setFaults] = useState<JoinFault[]>([]);
  const [sending, setSending] = useState(false);
  // Sent before the script is there, a form would put its fields into the address.
  const isBrowser = useIsBrowser();
  // A code in the address is no reason to undo what was typed.
  useEffect(() => setJoinCode((typed) => typed || joinCodeOf(window.location.hash)), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    const found = joinFaults(joinCode, name);
    setFaults(found);
    if (found.length > 0) return;
    setSending(true);
    const outcome = await joinEvent(joinCode.trim(), name.trim());
    setSending(false);
    if ('value' in outcome) onJoined(outcome.value);
    else setFaults(problemFaults(outcome.problem));
  }

  const errorOf = (field: JoinFault['field']) => {
    const found = faults.find((fault) => fault.field === field);
    return found ? faultText(found.fault) : '';
  };
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} />
      <TextField
        name="joinCode"
        code
        label={translate({ id: 'team.joinCode', message: 'Join code' })}
        hint={translate({ id: 'team.joinCodeHint', message: 'The organisers show it on the screen or send it to you' })}
        error={errorOf('joinCode')}
        value={joinCode}
        onValue={setJoinCode}
      />
      <TextField
        name="name"
        label={translate({ id: 'team.name', message: 'Team name' })}
        hint={translate({
          id: 'team.nameHint',
          message: 'Others at the event see it. 2 to 60 letters of any script',
        })}
        error={errorOf('name')}
        value={name}
        onValue={setName}
      />
      <button type="submit" className={styles.submit} disabled={!isBrowser} aria-disabled={sending}>
        {sending
          ? translate({ id: 'team.joining', message: 'Getting your key…' })
          : translate({ id: 'team.join', message: 'Get a key' })}
      </button>
    </form>
  );
}
