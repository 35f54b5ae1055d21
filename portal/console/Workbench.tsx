import { translate } from '@docusaurus/Translate';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import { type ComponentType, type ReactNode, useState } from 'react';
import BreakableText, { IN_PATH } from '../reference/BreakableText.tsx';
import CodeBlock from '../reference/CodeBlock.tsx';
import CodeSamples from '../reference/CodeSamples.tsx';
import JsonCode from '../reference/JsonCode.tsx';
import type { OperationPage, PageExample } from '../reference/operationPage.ts';
import StatusBadge from '../reference/StatusBadge.tsx';
import type { ConsoleProps } from './Console.tsx';
import ExamplePicker from './ExamplePicker.tsx';
import { bodyText } from './requestValues.ts';
import { KEY_PLACEHOLDER, type Requests, TOKEN_PLACEHOLDER } from './useRequests.ts';
import styles from './Workbench.module.css';

interface WorkbenchProps {
  page: OperationPage;
  /** The named example the form is filled from. */
  example: PageExample | null;
  onExample(example: PageExample): void;
  requests: Requests;
}

/** Try it, code, example response: one request, seen three ways. */
export default function Workbench({ page, example, onExample, requests }: WorkbenchProps): ReactNode {
  useBrokenLinks().collectAnchor('try');
  const { operation } = page;
  const { values, setValues, memory, changeMemory, token, setToken } = requests;
  return (
    <div className={styles.bench}>
      <h2 id="try" tabIndex={-1} className={styles.title}>
        {translate({ id: 'console.title', message: 'Try it' })}
      </h2>
      <ExamplePicker examples={operation.examples} chosen={example} onChoose={onExample} />
      <ConsoleOnDemand
        page={page}
        example={example}
        values={values}
        onValues={setValues}
        build={requests.build}
        memory={memory}
        onMemory={changeMemory}
        token={token}
        onToken={setToken}
      />
      <h3 className={styles.subtitle}>{translate({ id: 'ref.code', message: 'The same call in code' })}</h3>
      {requests.ready.headers.some(({ value }) => value.endsWith(TOKEN_PLACEHOLDER)) && (
        <p className={styles.note}>
          {translate(
            {
              id: 'console.tokenPlaceholder',
              message:
                'Write your token in place of {placeholder}, or type it into the console under “Edit the request”.',
            },
            { placeholder: TOKEN_PLACEHOLDER },
          )}
        </p>
      )}
      {requests.ready.headers.some(({ value }) => value === KEY_PLACEHOLDER) && (
        <p className={styles.note}>
          {translate(
            {
              id: 'console.keyPlaceholder',
              message: 'Write your key in place of {placeholder}, or give this device one under “Edit the request”.',
            },
            { placeholder: KEY_PLACEHOLDER },
          )}
        </p>
      )}
      <CodeSamples request={requests.show} ready={requests.ready} />
      <ExampleAnswer page={page} example={operation.examples.find(({ name }) => name === values.scenario) ?? example} />
    </div>
  );
}

/** The console's script is fetched when it is first wanted: most readers of a reference never press Send. */
function ConsoleOnDemand(props: Omit<ConsoleProps, 'sendAtOnce'>): ReactNode {
  const [Console, setConsole] = useState<ComponentType<ConsoleProps> | null>(null);
  const [wanted, setWanted] = useState<'no' | 'edit' | 'send' | 'failed'>('no');

  async function open(why: 'edit' | 'send') {
    setWanted(why);
    try {
      const module = await import('./Console.tsx');
      setConsole(() => module.default);
    } catch {
      setWanted('failed');
    }
  }

  if (Console) return <Console {...props} sendAtOnce={wanted === 'send'} />;
  const loading = wanted === 'edit' || wanted === 'send';
  const { method, url } = props.build(props.values);
  return (
    <div className={styles.closed}>
      <p className={styles.line}>
        <code>
          {method} <BreakableText text={url} at={IN_PATH} />
        </code>
      </p>
      <div className={styles.buttons}>
        <button type="button" className={styles.send} disabled={loading} onClick={() => open('send')}>
          {translate({ id: 'console.send', message: 'Send' })}
        </button>
        <button type="button" className={styles.edit} disabled={loading} onClick={() => open('edit')}>
          {translate({ id: 'console.edit', message: 'Edit the request' })}
        </button>
      </div>
      <p aria-live="polite" className={styles.note}>
        {loading && translate({ id: 'console.loading', message: 'Opening the console…' })}
        {wanted === 'failed' &&
          translate({
            id: 'console.loadFailed',
            message: 'The console could not be loaded. Check your connection and try again.',
          })}
      </p>
      <noscript>
        {translate({
          id: 'console.noScript',
          message: 'Sending from this page needs JavaScript. The curl command below does the same.',
        })}
      </noscript>
    </div>
  );
}

/** What the spec says the answer to this example is. */
function ExampleAnswer({ page, example }: Pick<WorkbenchProps, 'page' | 'example'>): ReactNode {
  const answer = example?.response;
  const content = page.operation.responses
    .find(({ status }) => status === answer?.status)
    ?.contents.find(({ contentType }) => contentType === answer?.contentType);
  const body = content?.examples.find(({ name }) => name === example?.name)?.value;
  if (!answer || body === undefined) return null;
  const text = bodyText(body);
  return (
    <>
      <h3 className={styles.subtitle}>
        {translate({ id: 'ref.exampleAnswer', message: 'Response' })} <StatusBadge status={answer.status} />
      </h3>
      <CodeBlock label={translate({ id: 'ref.exampleAnswer', message: 'Response' })} text={text}>
        <JsonCode text={text} />
      </CodeBlock>
    </>
  );
}
