import { useLocation } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ComponentType, type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import styles from './SearchButton.module.css';

type Dialog = ComponentType<{ onClose(): void }>;

/** Opens the search over the page; without the page's script, the page of the search. */
export default function SearchButton(): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const [Dialog, setDialog] = useState<Dialog | null>(null);
  const { pathname } = useLocation();
  const close = () => setDialog(null);
  const open = useCallback(() => {
    import('./SearchDialog.tsx').then(
      (loaded) => setDialog(() => loaded.default),
      () => window.location.assign(`${baseUrl}search/`),
    );
  }, [baseUrl]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was opened on one page closes on the next
  useEffect(close, [pathname]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    open();
  };
  const label = translate({ id: 'search.search', message: 'Search' });
  return (
    <>
      <form className={`${styles.form} not-printed`} action={`${baseUrl}search/`} onSubmit={onSubmit}>
        <button type="submit" className={styles.button} aria-label={label} aria-keyshortcuts="/ Control+K Meta+K">
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M8.5 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12.5 12.5 17 17" />
          </svg>
          <span className={styles.label}>{label}</span>
          <kbd className={`${styles.key} script-only`}>/</kbd>
        </button>
      </form>
      {Dialog !== null && <Dialog onClose={close} />}
    </>
  );
}

/** `/` where nothing is being written, and Ctrl or Cmd with K anywhere; not while another dialog is open. */
function isShortcut({ key, target, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey || document.querySelector('dialog[open]') !== null) return false;
  if (ctrlKey || metaKey) return !shiftKey && key.toLowerCase() === 'k';
  const isWriting =
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  return key === '/' && !isWriting;
}
