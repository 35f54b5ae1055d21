import { translate } from '@docusaurus/Translate';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './CopyButton.module.css';
import { copyText } from './copyText.ts';

interface CopyButtonProps {
  text: string | (() => Promise<string>);
  /** Completes the name of the button, such as "the path". */
  what: string;
  /** Whether what is copied can be seen in the name, too. */
  isNamed?: boolean;
}

/** Copies a text. */
export default function CopyButton({ text, what, isNamed = false }: CopyButtonProps): ReactNode {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 2500);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await copyText(typeof text === 'string' ? text : await text());
      setState('copied');
    } catch {
      setState('refused');
    }
  }

  const labels = {
    ready: translate({ id: 'ref.copy', message: 'Copy' }),
    copied: translate({ id: 'ref.copied', message: 'Copied' }),
    refused: isNamed
      ? translate({ id: 'ref.copyFailed', message: 'Could not be copied' })
      : translate({ id: 'ref.copyRefused', message: 'Select and copy' }),
  };
  return (
    <button type="button" className={styles.button} onClick={copy}>
      <span aria-live="polite">{isNamed && state === 'ready' ? what : labels[state]}</span>
      {!isNamed && <span className="visually-hidden"> {what}</span>}
    </button>
  );
}
