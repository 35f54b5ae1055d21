import { translate } from '@docusaurus/Translate';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import styles from './ConfirmDialog.module.css';
import pageStyles from './Page.module.css';

interface ConfirmDialogProps {
  title: string;
  /** Name of the button that does it. */
  confirm: string;
  children: ReactNode;
  onConfirm(): void;
  onCancel(): void;
}

/** A question before something that cannot be undone. Escape and the first button leave things as they are. */
export default function ConfirmDialog({
  title,
  confirm,
  children,
  onConfirm,
  onCancel,
}: ConfirmDialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the next key is pressed: Escape must find it open.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onCancel}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className={styles.buttons}>
        <button type="button" className={pageStyles.secondary} onClick={onCancel}>
          {translate({ id: 'team.cancel', message: 'Cancel' })}
        </button>
        <button type="button" className={pageStyles.danger} onClick={onConfirm}>
          {confirm}
        </button>
      </div>
    </dialog>
  );
}
