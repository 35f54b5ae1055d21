import { translate } from '@docusaurus/Translate';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { type FormEvent, type ReactNode, useState } from 'react';
import { recoverTeam } from './controlApi.ts';
import type { OwnTeam } from './controlModel.ts';
import ErrorSummary from './ErrorSummary.tsx';
import styles from './Form.module.css';
import { faultText } from './faultText.ts';
import { type JoinFault, problemFaults } from './joinInput.ts';
import { rememberSession } from './session.ts';
import TextField from './TextField.tsx';

/** Signs in with a team's recovery code. */
export default function RecoverForm({ onSignedIn }: { onSignedIn(team: OwnTeam): void }): ReactNode {
  const [recoveryCode, setRecoveryCode] = useState('');
  const [faults, setFaults] = useState<JoinFault[]>([]);
  const [sending, setSending] = useState(false);
  // Sent before the script is there, a form would put its fields into the address.
  const isBrowser = useIsBrowser();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    if (recoveryCode.trim() === '') {
      setFaults([{ field: 'recoveryCode', fault: 'recovery-missing' }]);
      return;
    }
    setSending(true);
    const outcome = await recoverTeam(recoveryCode.trim());
    if ('value' in outcome) await rememberSession(outcome.value);
    setSending(false);
    if ('value' in outcome) onSignedIn(outcome.value);
    else setFaults(problemFaults(outcome.problem));
  }

  const fault = faults.find(({ field }) => field === 'recoveryCode');
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <ErrorSummary faults={faults} />
      <TextField
        name="recoveryCode"
        code
        label={translate({ id: 'team.recoveryCode', message: 'Recovery code' })}
        hint={translate({ id: 'team.recoveryCodeHint', message: 'Your team got it with its first key' })}
        error={fault ? faultText(fault.fault) : ''}
        value={recoveryCode}
        onValue={setRecoveryCode}
      />
      <button type="submit" className={styles.submit} disabled={!isBrowser} aria-disabled={sending}>
        {sending
          ? translate({ id: 'team.signingIn', message: 'Signing in…' })
          : translate({ id: 'team.signIn', message: 'Sign in' })}
      </button>
    </form>
  );
}
