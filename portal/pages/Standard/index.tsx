import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import { isObject } from '@dpi/specs/json-value';
import type { Schema } from '@dpi/specs/model';
import { stringifyJson } from '@dpi/specs/numbers';
import Layout from '@theme/Layout';
import { type ReactNode, useMemo } from 'react';
import type { StandardPage } from '../../plugin/pageData.ts';
import CodeBlock from '../../reference/CodeBlock.tsx';
import JsonCode from '../../reference/JsonCode.tsx';
import { PageContext } from '../../reference/PageContext.ts';
import Prose from '../../reference/Prose.tsx';
import { plainText } from '../../reference/plainText.ts';
import SchemaTree from '../../reference/SchemaTree.tsx';
import { schemaNode } from '../../reference/schemaNode.ts';
import pageStyles from '../../styles/page.module.css';
import { standardInSpec } from './standardInSpec.ts';
import styles from './styles.module.css';

/** One standard: its name in code first, what it is, its schema, how a spec uses it, and which services do. */
export default function Standard({ page }: { page: StandardPage }): ReactNode {
  const { kind, name, title, descriptionHtml, schema, schemas, standards, usedBy } = page;
  const references = useMemo(() => ({ schemas, standards }), [schemas, standards]);
  const node = useMemo(
    () => ({ ...schemaNode(schema, schemas, 'schema'), description: '', standard: null }),
    [schema, schemas],
  );
  const list = translate({ id: 'standards.title', message: 'Data standards' });
  return (
    <Layout
      title={`${name === null ? title : `${name}: ${title}`} · ${list}`}
      description={plainText(descriptionHtml, 160) || title}
    >
      <main className={`${pageStyles.page} ${styles.standard}`}>
        <nav className={pageStyles.crumbs} aria-label={translate({ id: 'theme.crumbs', message: 'You are here' })}>
          <Link to="/standards/">{list}</Link>
        </nav>
        <h1>
          {name !== null && (
            <>
              <code>{name}</code>:{' '}
            </>
          )}
          {title}
        </h1>
        <Prose html={descriptionHtml} />
        <h2>
          <Translate id="standards.shape">Schema</Translate>
        </h2>
        <PageContext.Provider value={references}>
          <SchemaTree node={node} />
        </PageContext.Provider>
        <ObjectExample schema={schema} />
        <p>
          <a href={page.schemaUrl} download>
            JSON Schema
          </a>
        </p>
        <h2>
          <Translate id="standards.use">Use it in a specification</Translate>
        </h2>
        {kind !== 'field' && (
          <p>
            <Translate id="standards.useHow">
              Reference it instead of copying it; the path is relative to a service’s folder.
            </Translate>
          </p>
        )}
        <CodeBlock label="YAML" text={standardInSpec(page)} />
        <h2>
          <Translate id="standards.users">Used by</Translate>
        </h2>
        {usedBy.length === 0 ? (
          <p>
            <Translate id="standards.nobody">No service uses it yet.</Translate>
          </p>
        ) : (
          <ul>
            {usedBy.map(({ title: service, version, url }) => (
              <li key={url}>
                <Link to={url}>{service}</Link> {version}
              </li>
            ))}
          </ul>
        )}
      </main>
    </Layout>
  );
}

/** An example with members, which has no room among the facts. */
function ObjectExample({ schema }: { schema: Schema }): ReactNode {
  const example = schema.examples?.[0];
  if (!isObject(example)) return null;
  const text = stringifyJson(example, 2);
  return (
    <CodeBlock label={translate({ id: 'standards.example', message: 'Example' })} text={text}>
      <JsonCode text={text} />
    </CodeBlock>
  );
}
