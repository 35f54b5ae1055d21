import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import { exampleAnchor, examplesAnchor, responseAnchor } from './anchors.ts';
import ContentSection from './ContentSection.tsx';
import type { NamedNode, ResponseNodes } from './operationNodes.ts';
import type { PageExample } from './operationPage.ts';
import ParameterList from './ParameterList.tsx';
import Permalink from './Permalink.tsx';
import Prose from './Prose.tsx';
import styles from './ResponseSection.module.css';
import SampleSection from './SampleSection.tsx';
import StatusBadge from './StatusBadge.tsx';

interface ResponseProps {
  nodes: ResponseNodes;
  /** Those of the operation. */
  examples: PageExample[];
}

/** A response: what it means, its body, its headers. */
export default function ResponseSection({ nodes, examples }: ResponseProps): ReactNode {
  const { response, headers, contents } = nodes;
  return (
    <section className={styles.response} id={responseAnchor(response.status)}>
      <ResponseTitle status={response.status} />
      <Prose html={response.description} />
      {contents.map(({ content, node }) => (
        <ContentSection key={content.contentType} content={content} node={node} />
      ))}
      <More status={response.status} headers={headers} examples={examples} />
    </section>
  );
}

interface ErrorProps extends ResponseProps {
  /** Whether the body is that of other errors too, which stands below them. */
  isBodyShared: boolean;
}

/** An error: what it means, and what a request is refused for with it. */
export function ErrorSection({ nodes, examples, isBodyShared }: ErrorProps): ReactNode {
  const { response, headers, contents } = nodes;
  const conditions = examples
    .filter(({ status }) => status === response.status)
    .flatMap(({ name, refusals }) => refusals.map((refusal) => ({ ...refusal, name })));
  return (
    <section className={`${styles.response} ${styles.error}`} id={responseAnchor(response.status)}>
      <ResponseTitle status={response.status} />
      <Prose html={response.description} />
      {conditions.length > 0 && (
        <ul className={styles.conditions} aria-label={translate({ id: 'ref.conditions', message: 'Refused when' })}>
          {conditions.map(({ rule, because, name }) => (
            <li key={rule}>
              {because}{' '}
              <a href={`#${exampleAnchor(name)}`}>
                <code>{rule}</code>
              </a>
            </li>
          ))}
        </ul>
      )}
      {contents.map(({ content, node }) =>
        isBodyShared ? (
          content.sample !== undefined && <SampleSection key={content.contentType} sample={content.sample} />
        ) : (
          <ContentSection key={content.contentType} content={content} node={node} />
        ),
      )}
      <More status={response.status} headers={headers} examples={examples} />
    </section>
  );
}

function ResponseTitle({ status }: { status: string }): ReactNode {
  return (
    <h3 className={styles.title}>
      <Permalink anchor={responseAnchor(status)}>
        <StatusBadge status={status} />
      </Permalink>
    </h3>
  );
}

interface MoreProps {
  status: string;
  headers: NamedNode[];
  examples: PageExample[];
}

/** The way to the examples of a response, and its headers, folded. */
function More({ status, headers, examples }: MoreProps): ReactNode {
  const number = useNumber();
  const count = examples.filter((example) => example.status === status).length;
  return (
    <>
      {count > 0 && (
        <p className={styles.examples}>
          <a href={`#${examplesAnchor(status)}`}>
            {count === 1
              ? translate({ id: 'ref.oneExample', message: '1 example' })
              : translate({ id: 'ref.countOfExamples', message: '{count} examples' }, { count: number(count) })}
          </a>
        </p>
      )}
      {headers.length > 0 && (
        <details className={styles.headers}>
          <summary>
            {translate({ id: 'ref.responseHeaders', message: 'Response headers' })} ({number(headers.length)})
          </summary>
          <ParameterList items={headers} />
        </details>
      )}
    </>
  );
}
