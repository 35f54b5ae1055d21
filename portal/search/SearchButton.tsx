import { useLocation } from '@docusaurus/router';
import { translate } from '@docusaurus/Translate';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ComponentType, type FormEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import { keepTyped } from './keepTyped.ts';
import styles from './SearchButton.module.css';

interface OpenDialog {
  Dialog: ComponentType<{ typed: string; onClose(): void }>;
  /** What was typed while the dialog was being loaded. */
  typed: string;
}

/** Opens the search over the page; without the page's script, the page of the search. */
export default function SearchButton(): ReactNode {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const [opened, setOpened] = useState<OpenDialog | null>(null);
  const { pathname } = useLocation();
  const close = () => setOpened(null);
  const open = useCallback(() => {
    const goToPage = (text: string) => window.location.assign(`${baseUrl}search/?${new URLSearchParams({ q: text })}`);
    const stop = keepTyped(goToPage);
    import('./SearchDialog.tsx').then(
      (loaded) => setOpened({ Dialog: loaded.default, typed: stop() }),
      () => goToPage(stop()),
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
      {opened !== null && <opened.Dialog typed={opened.typed} onClose={close} />}
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
