import { translate } from '@docusaurus/Translate';
import type { ReactNode } from 'react';
import { useNumber } from '../shell/useNumber.ts';
import ContentSection from './ContentSection.tsx';
import type { ResponseNodes } from './operationNodes.ts';
import ParameterList from './ParameterList.tsx';
import Prose from './Prose.tsx';
import styles from './ResponseSection.module.css';
import StatusBadge from './StatusBadge.tsx';

/** One response: what it means, its headers, its body. */
export default function ResponseSection({ nodes, open }: { nodes: ResponseNodes; open: boolean }): ReactNode {
  const { response, headers, contents } = nodes;
  const number = useNumber();
  return (
    <details className={styles.response} id={`response-${response.status}`} open={open}>
      <summary className={styles.summary}>
        <StatusBadge status={response.status} />
        <Prose html={response.description} />
      </summary>
      {contents.map(({ content, node }) => (
        <ContentSection key={content.contentType} content={content} node={node} />
      ))}
      {headers.length > 0 && (
        <details className={styles.headers}>
          <summary>
            {translate({ id: 'ref.responseHeaders', message: 'Response headers' })} ({number(headers.length)})
          </summary>
          <ParameterList items={headers} />
        </details>
      )}
    </details>
  );
}
