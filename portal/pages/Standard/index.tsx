import Link from '@docusaurus/Link';
import Translate, { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import { type ReactNode, useMemo } from 'react';
import type { StandardPage } from '../../plugin/pageData.ts';
import CodeBlock from '../../reference/CodeBlock.tsx';
import { PageContext } from '../../reference/PageContext.ts';
import Prose from '../../reference/Prose.tsx';
import SchemaTree from '../../reference/SchemaTree.tsx';
import { schemaNode } from '../../reference/schemaNode.ts';
import pageStyles from '../../styles/page.module.css';

/** One standard: what it is, how it is written, how a spec uses it, and which services do. */
export default function Standard({ page }: { page: StandardPage }): ReactNode {
  const { title, descriptionHtml, schema, schemas, standards, source, usedBy } = page;
  const references = useMemo(() => ({ schemas, standards }), [schemas, standards]);
  const node = useMemo(
    () => ({ ...schemaNode(schema, schemas, 'schema'), description: '', standard: null }),
    [schema, schemas],
  );
  return (
    <Layout title={title}>
      <main className={pageStyles.page}>
        <nav className={pageStyles.crumbs} aria-label={translate({ id: 'theme.crumbs', message: 'You are here' })}>
          <Link to="/standards/">{translate({ id: 'standards.title', message: 'Data standards' })}</Link>
        </nav>
        <h1>{title}</h1>
        <Prose html={descriptionHtml} />
        <h2>
          <Translate id="standards.shape">How it is written</Translate>
        </h2>
        <PageContext.Provider value={references}>
          <SchemaTree node={node} />
        </PageContext.Provider>
        <h2>
          <Translate id="standards.use">Use it in a specification</Translate>
        </h2>
        <p>
          <Translate id="standards.useHow">
            Point to it instead of writing it again; the address is as seen from a service’s folder.
          </Translate>
        </p>
        <CodeBlock
          label={translate({ id: 'standards.theReference', message: 'the reference' })}
          text={`$ref: ../../../standards/${source}`}
        />
        <h2>
          <Translate id="standards.users">Who uses it</Translate>
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
