import type { MediaType } from '@dpi/specs/model';
import type { ReactNode } from 'react';
import styles from './ContentSection.module.css';
import ExampleList from './ExampleList.tsx';
import SchemaTree from './SchemaTree.tsx';
import type { SchemaNode } from './schemaNode.ts';

/** One media type of a body: its schema and its examples. */
export default function ContentSection({ content, node }: { content: MediaType; node: SchemaNode | null }): ReactNode {
  return (
    <div className={styles.content}>
      <p className={styles.type}>
        <code>{content.contentType}</code>
      </p>
      {node && <SchemaTree node={node} />}
      <ExampleList examples={content.examples} />
    </div>
  );
}
