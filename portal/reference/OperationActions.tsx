import { translate } from '@docusaurus/Translate';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { markdownPath } from '@dpi/specs/markdown-path';
import type { ReactNode } from 'react';
import type { HttpRequest } from '../console/httpRequest.ts';
import CopyButton from './CopyButton.tsx';
import { curl } from './codeSamples/curl.ts';
import styles from './OperationActions.module.css';
import type { OperationPage } from './operationPage.ts';

/** What can be taken away from an operation's page: the call, the page as text, the service as a collection of requests. */
export default function OperationActions({
  page: { operation, service },
  request,
}: {
  page: OperationPage;
  /** Ready to run. */
  request: HttpRequest;
}): ReactNode {
  const markdown = useBaseUrl(markdownPath(operation.url));
  return (
    <ul className={`${styles.actions} not-printed`} aria-label={translate({ id: 'ref.actions', message: 'Take away' })}>
      <li>
        <CopyButton text={curl(request)} what={translate({ id: 'ref.copyCurl', message: 'Copy as curl' })} isNamed />
      </li>
      <li>
        <CopyButton
          text={() => textAt(markdown)}
          what={translate({ id: 'ref.copyMarkdown', message: 'Copy as Markdown' })}
          isNamed
        />
      </li>
      <li>
        <a href={markdown} type="text/markdown">
          Markdown
        </a>
      </li>
      <li>
        <a href={`${service.url}postman.json`} download>
          Postman
        </a>
      </li>
    </ul>
  );
}

async function textAt(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response.text();
}
