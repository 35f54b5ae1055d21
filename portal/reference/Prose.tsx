import type { ReactNode } from 'react';
import styles from './Prose.module.css';

/** A description, already made from Markdown to safe HTML when the page was built. */
export default function Prose({ html }: { html: string }): ReactNode {
  if (html === '') return null;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the build renders it, raw HTML of a spec never passes
  return <div className={styles.prose} dangerouslySetInnerHTML={{ __html: html }} />;
}
