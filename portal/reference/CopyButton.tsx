import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './CopyButton.module.css';

/** Copies a text. `what` completes the name of the button, such as "the path". */
export default function CopyButton({ text, what }: { text: string; what: string }): ReactNode {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('refused');
    }
  }

  const labels = {
    ready: translate({ id: 'ref.copy', message: 'Copy' }),
    copied: translate({ id: 'ref.copied', message: 'Copied' }),
    refused: translate({ id: 'ref.copyRefused', message: 'Select and copy' }),
  };
  return (
    <button type="button" className={styles.button} onClick={copy}>
      <span aria-live="polite">{labels[state]}</span>
      <span className="visually-hidden"> {what}</span>
    </button>
  );
}
