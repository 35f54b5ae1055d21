import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import { type ReactNode, useMemo, useState } from 'react';
import LifecycleBanner from '../../catalogue/LifecycleBanner.tsx';
import { openingExample } from '../../console/requestValues.ts';
import Workbench from '../../console/Workbench.tsx';
import ContentSection from '../../reference/ContentSection.tsx';
import ExamplesTable from '../../reference/ExamplesTable.tsx';
import OperationHead from '../../reference/OperationHead.tsx';
import OperationNav from '../../reference/OperationNav.tsx';
import { operationNodes } from '../../reference/operationNodes.ts';
import type { OperationPage } from '../../reference/operationPage.ts';
import { PageContext } from '../../reference/PageContext.ts';
import ParameterList, { locationLabel } from '../../reference/ParameterList.tsx';
import Prose from '../../reference/Prose.tsx';
import { plainText } from '../../reference/plainText.ts';
import ResponseSection from '../../reference/ResponseSection.tsx';
import { statusKind } from '../../reference/statusWord.ts';
import { versionedTitle } from '../../service/versionedTitle.ts';
import styles from './styles.module.css';

/** The reference of one operation: where am I · what is it · try it. */
export default function OperationRoute({ page }: { page: OperationPage }): ReactNode {
  const { operation, service } = page;
  const title = `${operation.summary || operation.id} · ${versionedTitle(service)}`;
  return (
    <Layout title={title} description={plainText(operation.description, 160) || title}>
      {/* A new operation starts afresh: nothing typed for one is sent to another. */}
      <Operation key={operation.url} page={page} />
    </Layout>
  );
}

function Operation({ page }: { page: OperationPage }): ReactNode {
  const { operation, schemas, standards, service } = page;
  const [example, setExample] = useState(() => openingExample(operation));
  const nodes = useMemo(() => operationNodes(operation, schemas), [operation, schemas]);
  const opened =
    nodes.responses.find(({ response }) => statusKind(response.status) === 'success') ?? nodes.responses[0];
  const nav = <OperationNav service={service} groups={page.groups} current={operation.url} />;

  return (
    <PageContext.Provider value={useMemo(() => ({ schemas, standards }), [schemas, standards])}>
      <div className={styles.panes}>
        <aside className={styles.where}>{nav}</aside>
        <main className={styles.what}>
          <nav className={styles.crumbs} aria-label={translate({ id: 'ref.breadcrumb', message: 'You are here' })}>
            <Link to="/catalogue/">{translate({ id: 'ref.catalogue', message: 'Catalogue' })}</Link>
            {' / '}
            <Link to={service.url}>{service.title}</Link>
          </nav>
          <OperationHead page={page} />
          {page.ending !== null && <LifecycleBanner ending={page.ending} />}
          <Prose html={operation.description} />
          {operation.examples.length > 0 && (
            <Section id="cases" title={translate({ id: 'ref.cases', message: 'Examples to try' })}>
              {/* The platform itself answers by what is so: with one's own teams and keys. */}
              {service.servedBy !== 'platform' && (
                <p className={styles.note}>
                  {translate({
                    id: 'ref.casesNote',
                    message:
                      'The sandbox answers each of these requests as shown, until calls of your own have changed what it is about. The people in them are made up.',
                  })}
                </p>
              )}
              <ExamplesTable
                examples={operation.examples}
                personas={page.personas}
                onTry={(chosen) => {
                  // A copy, so that choosing the same case again undoes what was edited.
                  setExample({ ...chosen });
                  goToConsole();
                }}
              />
            </Section>
          )}
          {nodes.parameters.length > 0 && (
            <Section id="parameters" title={translate({ id: 'ref.parameters', message: 'Parameters' })}>
              {nodes.parameters.map(({ location, items }) => (
                <div key={location} className={styles.location}>
                  <h3>{locationLabel(location)}</h3>
                  <ParameterList items={items} />
                </div>
              ))}
            </Section>
          )}
          {operation.requestBody && (
            <Section id="body" title={translate({ id: 'ref.requestBody', message: 'Request body' })}>
              <p className={styles.note}>
                {operation.requestBody.required
                  ? translate({ id: 'ref.required', message: 'required' })
                  : translate({ id: 'ref.optional', message: 'optional' })}
              </p>
              <Prose html={operation.requestBody.description} />
              {nodes.body.map(({ content, node }) => (
                <ContentSection key={content.contentType} content={content} node={node} />
              ))}
            </Section>
          )}
          <Section id="responses" title={translate({ id: 'ref.responses', message: 'Responses' })}>
            {nodes.responses.map((response) => (
              <ResponseSection key={response.response.status} nodes={response} open={response === opened} />
            ))}
          </Section>
        </main>
        <aside className={styles.try} aria-labelledby="try">
          <Workbench page={page} example={example} onExample={setExample} />
        </aside>
      </div>
    </PageContext.Provider>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** The keyboard and the screen reader go on in the console, where the case is now filled in. */
function goToConsole(): void {
  const heading = document.getElementById('try');
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: 'start' });
}
