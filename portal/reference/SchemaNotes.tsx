import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useDataClasses } from '../shell/useDataClasses.ts';
import { usePage } from './PageContext.ts';
import styles from './SchemaNotes.module.css';
import type { SchemaNode } from './schemaNode.ts';

type Notes = Pick<SchemaNode, 'readOnly' | 'writeOnly' | 'deprecated' | 'standard' | 'dataProtection'>;

/** What is to be known of a value besides its type: who sets it, which standard it follows, how it is protected. */
export default function SchemaNotes({ required, node }: { required: boolean; node: Notes }): ReactNode {
  const { standards } = usePage();
  const dataClasses = useDataClasses();
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
      {node.dataProtection && !dataClasses.isOpen(node.dataProtection) && (
        <span className={styles.note}>{dataClasses.nameOf(node.dataProtection)}</span>
      )}
      {standard !== undefined && (
        <Link className={styles.standard ?? ''} to={`/standards/${node.standard}/`}>
          {translate({ id: 'ref.standard', message: 'Standard: {title}' }, { title: standard })}
        </Link>
      )}
    </>
  );
}
