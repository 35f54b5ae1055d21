import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { bodyText } from '../console/requestValues.ts';
import CodeBlock from './CodeBlock.tsx';
import styles from './ExampleList.module.css';
import type { ContentSample } from './operationPage.ts';

/** A made-up value for a body of which the spec has no example. */
export default function SampleSection({ sample }: { sample: ContentSample | null }): ReactNode {
  if (sample === null) {
    return (
      <p className={styles.title}>
        {translate({
          id: 'ref.noSample',
          message: 'The spec has no example of this body, and no value could be made up that fits its schema.',
        })}
      </p>
    );
  }
  const label = sample.isInvented
    ? translate({ id: 'ref.madeUp', message: 'Made up from the schema: the spec has no example' })
    : translate({ id: 'ref.schemaExample', message: 'Example of the schema' });
  return (
    <div className={styles.list}>
      <p className={styles.title}>{label}</p>
      {sample.misfits.length > 0 && (
        <p>
          {translate({ id: 'ref.misfits', message: 'No value that fits the schema was found for:' })}{' '}
          <code>{sample.misfits.map((place) => place || '/').join(', ')}</code>
        </p>
      )}
      <details className={styles.example}>
        <summary>{translate({ id: 'ref.showValue', message: 'Show the value' })}</summary>
        <CodeBlock label={label} text={bodyText(sample.value)} />
      </details>
    </div>
  );
}
