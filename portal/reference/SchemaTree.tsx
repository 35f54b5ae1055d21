import { translate } from '@docusaurus/Translate';
import { type ReactNode, useState } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import BreakableText, { IN_NAME } from './BreakableText.tsx';
import FactList from './FactList.tsx';
import { usePage } from './PageContext.ts';
import Permalink from './Permalink.tsx';
import Prose from './Prose.tsx';
import SchemaNotes from './SchemaNotes.tsx';
import styles from './SchemaTree.module.css';
import { type SchemaGroup, type SchemaMember, type SchemaNode, schemaNode } from './schemaNode.ts';

/** A schema with all that is inside it. Levels below the first open on demand, and are in the page all the same. */
export default function SchemaTree({ node }: { node: SchemaNode }): ReactNode {
  return (
    <div className={styles.tree} id={node.anchor ?? undefined}>
      <p className={styles.head}>
        <TypeName node={node} />
        <SchemaNotes required={false} node={node} />
      </p>
      <Prose html={node.description} />
      <FactList facts={node.facts} examples={node.examples} />
      <Inside node={node} open />
    </div>
  );
}

function TypeName({ node }: { node: SchemaNode }): ReactNode {
  return (
    <span className={styles.type}>
      {node.type}
      {node.ref !== null && node.groups.length + Number(node.shownAt !== null) > 0 && ` · ${node.ref}`}
    </span>
  );
}

/** The schemas inside a schema. */
export function Inside({ node, open }: { node: SchemaNode; open: boolean }): ReactNode {
  const number = useNumber();
  if (node.shownAt !== null) return <ShownElsewhere node={node} anchor={node.shownAt} />;
  if (node.groups.length === 0) return null;
  const groups = node.groups.map((group) => <Group key={group.kind} group={group} />);
  if (open) return groups;
  return (
    <details className={styles.details}>
      <summary>{summaryOf(node.groups, number)}</summary>
      {groups}
    </details>
  );
}

/** Points to the place that draws this schema, and draws it here, too, for a reader who asks. */
function ShownElsewhere({ node, anchor }: { node: SchemaNode; anchor: string }): ReactNode {
  const { schemas } = usePage();
  const [here, setHere] = useState<SchemaNode | null>(null);
  return (
    <details
      className={styles.details}
      onToggle={(event) => {
        if (!event.currentTarget.open || here !== null) return;
        setHere(schemaNode({ $ref: `#/components/schemas/${node.ref}` }, schemas, null));
      }}
    >
      <summary>{translate({ id: 'ref.showSchema', message: 'Show {name}' }, { name: node.ref ?? node.type })}</summary>
      {here === null ? (
        <p>
          <a href={`#${anchor}`}>
            {translate({ id: 'ref.shownAt', message: '{name} is described above' }, { name: node.ref ?? node.type })}
          </a>
        </p>
      ) : (
        here.groups.map((group) => <Group key={group.kind} group={group} />)
      )}
    </details>
  );
}

function Group({ group }: { group: SchemaGroup }): ReactNode {
  const label = groupLabel(group);
  return (
    <>
      {label !== '' && (
        <p className={styles.group}>
          {label}
          {group.discriminator !== null && (
            <>
              {' · '}
              {translate({ id: 'ref.discriminator', message: 'discriminator' })} <code>{group.discriminator}</code>
            </>
          )}
        </p>
      )}
      <ul className={styles.members}>
        {group.members.map((member, index) => (
          <Member key={member.name ?? index} member={member} kind={group.kind} />
        ))}
      </ul>
    </>
  );
}

function Member({ member, kind }: { member: SchemaMember; kind: SchemaGroup['kind'] }): ReactNode {
  const { name, required, node } = member;
  const isAlternative = kind === 'oneOf' || kind === 'anyOf';
  return (
    <li className={styles.member} id={node.anchor ?? undefined}>
      <p className={styles.head}>
        {name !== null && (
          <Permalink anchor={node.anchor}>
            <code className={node.deprecated ? styles.gone : styles.name}>
              <BreakableText text={name} at={IN_NAME} />
            </code>
          </Permalink>
        )}
        {(name === null || isAlternative) && node.title !== '' && <strong>{node.title}</strong>}
        <TypeName node={node} />
        <SchemaNotes required={required} node={node} />
      </p>
      <Prose html={node.description} />
      <FactList facts={node.facts} examples={node.examples} />
      <Inside node={node} open={false} />
    </li>
  );
}

function summaryOf(groups: SchemaGroup[], number: (value: number) => string): string {
  const [first] = groups;
  if (first?.kind !== 'properties') return translate({ id: 'ref.showDetails', message: 'Show details' });
  if (first.members.length === 1) return translate({ id: 'ref.showProperty', message: 'Show 1 property' });
  return translate(
    { id: 'ref.showProperties', message: 'Show {count} properties' },
    { count: number(first.members.length) },
  );
}

function groupLabel({ kind }: SchemaGroup): string {
  switch (kind) {
    case 'properties':
      return '';
    case 'items':
      return translate({ id: 'ref.group.items', message: 'Each item' });
    case 'prefixItems':
      return translate({ id: 'ref.group.prefixItems', message: 'Items in this order' });
    case 'values':
      return translate({ id: 'ref.group.values', message: 'Each value' });
    case 'otherProperties':
      return translate({ id: 'ref.group.otherProperties', message: 'Every other property' });
    case 'patternProperties':
      return translate({ id: 'ref.group.patternProperties', message: 'Properties whose name matches' });
    case 'propertyNames':
      return translate({ id: 'ref.group.propertyNames', message: 'Each name' });
    case 'contains':
      return translate({ id: 'ref.group.contains', message: 'At least one item' });
    case 'allOf':
      return translate({ id: 'ref.group.allOf', message: 'All of' });
    case 'oneOf':
      return translate({ id: 'ref.group.oneOf', message: 'Exactly one of' });
    case 'anyOf':
      return translate({ id: 'ref.group.anyOf', message: 'One or more of' });
    case 'not':
      return translate({ id: 'ref.group.not', message: 'Not' });
    case 'if':
      return translate({ id: 'ref.group.if', message: 'If it matches this' });
    case 'then':
      return translate({ id: 'ref.group.then', message: 'then also this' });
    case 'else':
      return translate({ id: 'ref.group.else', message: 'otherwise this' });
    case 'dependentSchemas':
      return translate({ id: 'ref.group.dependentSchemas', message: 'Where the property is given' });
  }
}
