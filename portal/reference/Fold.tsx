import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Fold.module.css';

interface FoldProps {
  label: ReactNode;
  /** From which width of the screen on it is unfolded, and has no label. */
  until: 'medium' | 'wide';
  className?: string | undefined;
  children: ReactNode;
}

/** As in the styles. */
const WIDTHS = { medium: '(min-width: 60rem)', wide: '(min-width: 75rem)' };

/** Something that is folded on a narrow screen only. The styles unfold it, so that nothing moves when the script comes. */
export default function Fold({ label, until, className = '', children }: FoldProps): ReactNode {
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (CSS.supports('selector(::details-content)')) return;
    const width = matchMedia(WIDTHS[until]);
    const unfold = () => {
      if (width.matches && element.current !== null) element.current.open = true;
    };
    unfold();
    width.addEventListener('change', unfold);
    return () => width.removeEventListener('change', unfold);
  }, [until]);
  return (
    <details ref={element} className={`${styles.fold} ${styles[until]} ${className}`}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
