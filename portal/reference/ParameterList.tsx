import { translate } from '@docusaurus/Translate';
import type { JsonValue } from '@dpi/specs/json-value';
import type { Parameter } from '@dpi/specs/model';
import type { ReactNode } from 'react';
import BreakableText, { IN_NAME } from './BreakableText.tsx';
import FactList from './FactList.tsx';
import type { NamedNode } from './operationNodes.ts';
import styles from './ParameterList.module.css';
import Permalink from './Permalink.tsx';
import Prose from './Prose.tsx';
import SchemaNotes from './SchemaNotes.tsx';
import { Inside } from './SchemaTree.tsx';

/** Parameters of one location, or headers of a response. */
export default function ParameterList({ items }: { items: NamedNode[] }): ReactNode {
  return (
    <dl className={styles.list}>
      {items.map(({ parameter, node, examples }) => (
        <div key={parameter.name} id={node.anchor ?? undefined} className={styles.item}>
          <dt className={styles.head}>
            <Permalink anchor={node.anchor}>
              <code className={styles.name}>
                <BreakableText text={parameter.name} at={IN_NAME} />
              </code>
            </Permalink>
            <span className={styles.type}>{node.type}</span>
            <SchemaNotes
              required={parameter.required}
              node={{ ...node, deprecated: node.deprecated || parameter.deprecated === true }}
            />
          </dt>
          <dd className={styles.body}>
            <Prose html={parameter.description || node.description} />
            <FactList facts={node.facts} examples={distinct(examples.length > 0 ? examples : node.examples)} />
            <Inside node={node} open={false} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function distinct(values: JsonValue[]): JsonValue[] {
  return values.filter(
    (value, index) => values.findIndex((other) => JSON.stringify(other) === JSON.stringify(value)) === index,
  );
}

export function locationLabel(location: Parameter['in']): string {
  switch (location) {
    case 'path':
      return translate({ id: 'ref.in.path', message: 'In the path' });
    case 'query':
      return translate({ id: 'ref.in.query', message: 'In the query' });
    case 'header':
      return translate({ id: 'ref.in.header', message: 'Headers' });
    case 'cookie':
      return translate({ id: 'ref.in.cookie', message: 'Cookies' });
  }
}
