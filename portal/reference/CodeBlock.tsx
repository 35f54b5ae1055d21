import type { ReactNode } from 'react';
import styles from './CodeBlock.module.css';
import CopyButton from './CopyButton.tsx';

interface CodeBlockProps {
  /** What the block holds. */
  label: string;
  /** What is copied. */
  text: string;
  /** What is shown, where that is more than the text. */
  children?: ReactNode;
}

/** A block of code that scrolls by itself, can be reached by keyboard, and copied. */
export default function CodeBlock({ label, text, children }: CodeBlockProps): ReactNode {
  return (
    <div className={styles.block}>
      <div className={styles.bar}>
        <span>{label}</span>
        <CopyButton text={text} what={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={styles.code} tabIndex={0}>
        <code>{children ?? text}</code>
      </pre>
    </div>
  );
}
