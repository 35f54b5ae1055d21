import type { ReactNode } from 'react';
import styles from './ContentSection.module.css';
import type { PageMediaType } from './operationPage.ts';
import SampleSection from './SampleSection.tsx';
import SchemaTree from './SchemaTree.tsx';
import type { SchemaNode } from './schemaNode.ts';

/** One media type of a body: its schema, and a made-up value where the spec has no example. */
export default function ContentSection({
  content,
  node,
}: {
  content: PageMediaType;
  node: SchemaNode | null;
}): ReactNode {
  return (
    <div className={styles.content}>
      <p className={styles.type}>
        <code>{content.contentType}</code>
      </p>
      {node && <SchemaTree node={node} />}
      {content.sample !== undefined && <SampleSection sample={content.sample} />}
    </div>
  );
}
