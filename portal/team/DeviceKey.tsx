import { translate } from '@docusaurus/Translate';
import { type ReactNode, useState } from 'react';
import { makeKey, type Problem } from './controlApi.ts';
import type { NewKey } from './controlModel.ts';
import { keyFailureText } from './keyFailureText.ts';
import styles from './Page.module.css';

/** Makes a key of the team for a device that has none. */
export default function DeviceKey({ onKey }: { onKey(key: NewKey): void }): ReactNode {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function make() {
    if (sending) return;
    setSending(true);
    const outcome = await makeKey(translate({ id: 'team.deviceKeyLabel', message: 'Console in a browser' }));
    setSending(false);
    if ('value' in outcome) onKey(outcome.value);
    else setProblem(outcome.problem);
  }

  return (
    <>
      {problem && (
        <p className={styles.failure} role="alert">
          {keyFailureText(problem)}
        </p>
      )}
      <p className={styles.deviceKey}>
        <button type="button" className={styles.secondary} aria-disabled={sending} onClick={make}>
          {translate({ id: 'team.makeDeviceKey', message: 'Create a key for this device' })}
        </button>
      </p>
    </>
  );
}
