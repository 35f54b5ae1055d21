import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { usePage } from './PageContext.ts';
import styles from './SchemaNotes.module.css';
import type { SchemaNode } from './schemaNode.ts';

type Notes = Pick<SchemaNode, 'readOnly' | 'writeOnly' | 'deprecated' | 'standard' | 'dataProtection'>;

/** What is to be known of a value besides its type: who sets it, which standard it follows, how it is protected. */
export default function SchemaNotes({ required, node }: { required: boolean; node: Notes }): ReactNode {
  const { standards } = usePage();
  const standard = node.standard === null ? undefined : standards[node.standard];
  return (
    <>
      {required && <span className={styles.required}>{translate({ id: 'ref.required', message: 'required' })}</span>}
      {node.deprecated && (
        <span className={styles.note}>{translate({ id: 'ref.deprecated', message: 'deprecated' })}</span>
      )}
      {node.readOnly && (
        <span className={styles.note}>{translate({ id: 'ref.readOnly', message: 'only in responses' })}</span>
      )}
      {node.writeOnly && (
        <span className={styles.note}>{translate({ id: 'ref.writeOnly', message: 'only in requests' })}</span>
      )}
      {node.dataProtection && node.dataProtection !== 'public' && (
        <span className={styles.note}>{dataProtectionLabel(node.dataProtection)}</span>
      )}
      {standard !== undefined && (
        <Link className={styles.standard ?? ''} to={`/standards/${node.standard}/`}>
          {translate({ id: 'ref.standard', message: 'Standard: {title}' }, { title: standard })}
        </Link>
      )}
    </>
  );
}

/** The class of data in words; an agency's own class as it stands. */
export function dataProtectionLabel(dataProtection: string): string {
  switch (dataProtection) {
    case 'public':
      return translate({ id: 'ref.data.public', message: 'public data' });
    case 'internal':
      return translate({ id: 'ref.data.internal', message: 'internal data' });
    case 'personal':
      return translate({ id: 'ref.data.personal', message: 'personal data' });
    case 'sensitive':
      return translate({ id: 'ref.data.sensitive', message: 'sensitive personal data' });
    default:
      return dataProtection;
  }
}
