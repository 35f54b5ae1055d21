import { translate } from '@docusaurus/Translate';
import type { Example } from '@dpi/specs/model';
import type { ReactNode } from 'react';
import { bodyText } from '../console/requestValues.ts';
import CodeBlock from './CodeBlock.tsx';
import styles from './ExampleList.module.css';
import Prose from './Prose.tsx';

/** All named examples of a body, folded. */
export default function ExampleList({ examples }: { examples: Example[] }): ReactNode {
  if (examples.length === 0) return null;
  return (
    <div className={styles.list}>
      <p className={styles.title}>{translate({ id: 'ref.examples', message: 'Examples' })}</p>
      {examples.map(({ name, summary, description, value }) => (
        <details key={name} className={styles.example}>
          <summary>
            {summary || name} {summary !== '' && <code className={styles.name}>{name}</code>}
          </summary>
          <Prose html={description} />
          <CodeBlock label={summary || name} text={bodyText(value)} />
        </details>
      ))}
    </div>
  );
}
