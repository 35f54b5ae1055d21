import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import Layout from '@theme/Layout';
import { type ReactNode, useMemo, useState } from 'react';
import LifecycleBanner from '../../catalogue/LifecycleBanner.tsx';
import { openingExample } from '../../console/requestValues.ts';
import { useRequests } from '../../console/useRequests.ts';
import Workbench from '../../console/Workbench.tsx';
import { unfoldAround } from '../../navigation/unfold.ts';
import { responseAnchor } from '../../reference/anchors.ts';
import ContentSection from '../../reference/ContentSection.tsx';
import Fold from '../../reference/Fold.tsx';
import OperationActions from '../../reference/OperationActions.tsx';
import OperationExamples from '../../reference/OperationExamples.tsx';
import OperationHead, { OperationCredentials, OperationFacts } from '../../reference/OperationHead.tsx';
import OperationNav from '../../reference/OperationNav.tsx';
import { type OperationNodes, operationNodes } from '../../reference/operationNodes.ts';
import type { OperationPage } from '../../reference/operationPage.ts';
import PageContents, { type PageSection } from '../../reference/PageContents.tsx';
import { PageContext } from '../../reference/PageContext.ts';
import ParameterList, { locationLabel } from '../../reference/ParameterList.tsx';
import Prose from '../../reference/Prose.tsx';
import { plainText } from '../../reference/plainText.ts';
import ResponseSection, { ErrorSection } from '../../reference/ResponseSection.tsx';
import { sharedBodies } from '../../reference/sharedBodies.ts';
import { statusKind } from '../../reference/statusWord.ts';
import { versionedTitle } from '../../service/versionedTitle.ts';
import Onward from '../../shell/Onward.tsx';
import styles from './styles.module.css';

/** The reference of one operation: where am I · what is it · try it. */
export default function OperationRoute({ page }: { page: OperationPage }): ReactNode {
  const { operation, service } = page;
  const title = `${operation.summary || operation.id} · ${versionedTitle(service)}`;
  return (
    <Layout title={title} description={plainText(operation.description || page.more, 160) || title}>
      {/* A new operation starts afresh: nothing typed for one is sent to another. */}
      <Operation key={operation.url} page={page} />
    </Layout>
  );
}

function Operation({ page }: { page: OperationPage }): ReactNode {
  const { operation, schemas, standards, service, groups } = page;
  const [example, setExample] = useState(() => openingExample(operation));
  const requests = useRequests(page, example);
  const nodes = useMemo(() => operationNodes(operation, schemas), [operation, schemas]);

  return (
    <PageContext.Provider value={useMemo(() => ({ schemas, standards }), [schemas, standards])}>
      <div className={styles.panes}>
        <aside className={styles.where}>
          <div>
            <Fold until="wide" label={translate({ id: 'theme.onThisPage', message: 'On this page' })}>
              <PageContents sections={sectionsOf(page, nodes)} />
            </Fold>
            <Fold until="wide" label={translate({ id: 'ref.nav', message: 'Operations of this service' })}>
              <OperationNav service={service} groups={groups} current={operation.url} />
            </Fold>
          </div>
        </aside>
        <main className={styles.main}>
          <div className={styles.head}>
            <nav className={styles.crumbs} aria-label={translate({ id: 'ref.breadcrumb', message: 'You are here' })}>
              <Link to="/catalogue/">{translate({ id: 'ref.catalogue', message: 'Catalogue' })}</Link>
              {' / '}
              <Link to={service.url}>{service.title}</Link>
            </nav>
            <OperationHead page={page} />
          </div>
          {/* Next after the heading, for the keyboard and on a phone. */}
          <section className={styles.try} aria-labelledby="try">
            <Fold until="medium" label={translate({ id: 'console.title', message: 'Try it' })}>
              <Workbench page={page} example={example} onExample={setExample} requests={requests} />
            </Fold>
          </section>
          <div className={styles.what}>
            {page.ending !== null && <LifecycleBanner ending={page.ending} />}
            <Prose html={operation.description} />
            {page.more !== '' && (
              <Fold
                until="wide"
                className={styles.more}
                label={translate({ id: 'ref.more', message: 'More about it' })}
              >
                <Prose html={page.more} />
              </Fold>
            )}
            <OperationFacts page={page} />
            <OperationActions page={page} request={requests.ready} />
            <Request page={page} nodes={nodes} />
            <Responses page={page} nodes={nodes} />
            {operation.examples.length > 0 && (
              <Section id="examples" title={translate({ id: 'ref.examples', message: 'Examples' })}>
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
                <OperationExamples
                  page={page}
                  onTry={(chosen) => {
                    // A copy, so that choosing the same example again undoes what was edited.
                    setExample({ ...chosen });
                    goToConsole();
                  }}
                />
              </Section>
            )}
            <Neighbours page={page} />
          </div>
        </main>
      </div>
    </PageContext.Provider>
  );
}

interface PartProps {
  page: OperationPage;
  nodes: OperationNodes;
}

/** What a call takes. */
function Request({ page, nodes }: PartProps): ReactNode {
  const { requestBody } = page.operation;
  return (
    <>
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
      {requestBody && (
        <Section
          id="request-body"
          title={translate({ id: 'ref.requestBody', message: 'Request body' })}
          note={
            requestBody.required
              ? translate({ id: 'ref.required', message: 'required' })
              : translate({ id: 'ref.optional', message: 'optional' })
          }
        >
          <Prose html={requestBody.description} />
          {nodes.body.map(({ content, node }) => (
            <ContentSection key={content.contentType} content={content} node={node} />
          ))}
        </Section>
      )}
      <Section id="credentials" title={translate({ id: 'ref.credentials', message: 'Credentials and quota' })}>
        <OperationCredentials page={page} />
      </Section>
    </>
  );
}

/** What comes back, and what a request is refused for. */
function Responses({ page, nodes }: PartProps): ReactNode {
  const { examples } = page.operation;
  const { answers, errors } = byOutcome(nodes);
  const shared = sharedBodies(errors);
  return (
    <>
      {answers.length > 0 && (
        <Section id="responses" title={translate({ id: 'ref.responses', message: 'Responses' })}>
          {answers.map((response) => (
            <ResponseSection key={response.response.status} nodes={response} examples={examples} />
          ))}
        </Section>
      )}
      {errors.length > 0 && (
        <Section id="errors" title={translate({ id: 'ref.errors', message: 'Errors' })}>
          {errors.map((error) => (
            <ErrorSection
              key={error.response.status}
              nodes={error}
              examples={examples}
              isBodyShared={shared.some((group) => group.includes(error))}
            />
          ))}
          {shared.map((group) => (
            <ErrorBody key={group[0]?.response.status} errors={group} isOfAll={group.length === errors.length} />
          ))}
        </Section>
      )}
    </>
  );
}

/** The body that some errors share. */
function ErrorBody({ errors, isOfAll }: { errors: OperationNodes['responses']; isOfAll: boolean }): ReactNode {
  const statuses = errors.map(({ response }) => response.status).join(', ');
  return (
    <details className={styles.errorBody}>
      <summary>
        {isOfAll
          ? translate({ id: 'ref.errorBody', message: 'Body of every error' })
          : translate({ id: 'ref.errorBodyOf', message: 'Body of {statuses}' }, { statuses })}
      </summary>
      {errors[0]?.contents.map(({ content: { sample: _, ...content }, node }) => (
        <ContentSection key={content.contentType} content={content} node={node} />
      ))}
    </details>
  );
}

function byOutcome({ responses }: OperationNodes): Record<'answers' | 'errors', OperationNodes['responses']> {
  const isAnswer = ({ response }: OperationNodes['responses'][number]) =>
    ['success', 'redirect'].includes(statusKind(response.status)) || response.status.startsWith('1');
  return { answers: responses.filter(isAnswer), errors: responses.filter((one) => !isAnswer(one)) };
}

function Neighbours({ page: { groups, operation } }: { page: OperationPage }): ReactNode {
  const operations = groups.flatMap((group) => group.operations);
  const index = operations.findIndex(({ url }) => url === operation.url);
  const [previous, next] = [operations[index - 1], operations[index + 1]].map(
    (one) => one && { url: one.url, title: one.summary || one.path },
  );
  return (
    <Onward
      label={translate({ id: 'ref.neighbours', message: 'Previous and next operation' })}
      previous={previous}
      next={next}
    />
  );
}

function sectionsOf({ operation }: OperationPage, nodes: OperationNodes): PageSection[] {
  const { answers, errors } = byOutcome(nodes);
  const statuses = (some: OperationNodes['responses']) =>
    some.map(({ response: { status } }) => ({ id: responseAnchor(status), title: status }));
  const sections: (PageSection & { isThere: boolean })[] = [
    {
      ...{ id: 'parameters', title: translate({ id: 'ref.parameters', message: 'Parameters' }), parts: [] },
      isThere: nodes.parameters.length > 0,
    },
    {
      ...{ id: 'request-body', title: translate({ id: 'ref.requestBody', message: 'Request body' }), parts: [] },
      isThere: operation.requestBody !== null,
    },
    {
      ...{ id: 'credentials', title: translate({ id: 'ref.credentials', message: 'Credentials and quota' }) },
      parts: [],
      isThere: true,
    },
    {
      ...{ id: 'responses', title: translate({ id: 'ref.responses', message: 'Responses' }) },
      parts: statuses(answers),
      isThere: answers.length > 0,
    },
    {
      ...{ id: 'errors', title: translate({ id: 'ref.errors', message: 'Errors' }), parts: statuses(errors) },
      isThere: errors.length > 0,
    },
    {
      ...{ id: 'examples', title: translate({ id: 'ref.examples', message: 'Examples' }), parts: [] },
      isThere: operation.examples.length > 0,
    },
  ];
  return sections.filter(({ isThere }) => isThere);
}

interface SectionProps {
  id: string;
  title: string;
  note?: string;
  children: ReactNode;
}

function Section({ id, title, note, children }: SectionProps): ReactNode {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

/** The keyboard and the screen reader go on in the console, where the example is now filled in. */
function goToConsole(): void {
  const heading = document.getElementById('try');
  if (heading === null) return;
  unfoldAround(heading);
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
}
