import { translate } from '@docusaurus/Translate';
import { type ComponentType, type ReactNode, useEffect, useMemo, useState } from 'react';
import BreakablePath from '../reference/BreakablePath.tsx';
import CodeBlock from '../reference/CodeBlock.tsx';
import CodeSamples from '../reference/CodeSamples.tsx';
import JsonCode from '../reference/JsonCode.tsx';
import type { OperationPage, PageExample } from '../reference/operationPage.ts';
import StatusBadge from '../reference/StatusBadge.tsx';
import { keyInUse, maskKey } from './apiKey.ts';
import { buildRequest } from './buildRequest.ts';
import type { ConsoleProps } from './Console.tsx';
import { type Credentials, credentialHeader } from './credentialHeader.ts';
import { bodyText, type RequestValues, requestValues } from './requestValues.ts';
import { useKeyMemory } from './useKeyMemory.ts';
import { useSandboxOrigin } from './useSandboxOrigin.ts';
import { useToken } from './useToken.ts';
import styles from './Workbench.module.css';

/** Stand in code for what only the reader has. */
const TOKEN_PLACEHOLDER = 'YOUR-TOKEN';
const KEY_PLACEHOLDER = 'YOUR-KEY';

interface WorkbenchProps {
  page: OperationPage;
  /** The named example the form is filled from. */
  example: PageExample | null;
  onExample(example: PageExample): void;
}

/** Try it, code, example response: one request, seen three ways. */
export default function Workbench({ page, example, onExample }: WorkbenchProps): ReactNode {
  const { operation, schemas, service } = page;
  const [memory, changeMemory] = useKeyMemory();
  const key = keyInUse(memory);
  const [token, setToken] = useToken();
  const origin = useSandboxOrigin();
  const [values, setValues] = useState<RequestValues>(() => requestValues(operation, example, schemas));
  useEffect(() => setValues(requestValues(operation, example, schemas)), [operation, example, schemas]);

  const requests = useMemo(() => {
    const build = (base: string, credentials: Credentials) =>
      buildRequest(operation, values, schemas, {
        baseUrl: base + service.basePath,
        credential: credentialHeader(operation, service.servedBy, credentials),
      });
    return {
      show: build(origin.show, {
        key: key === '' ? KEY_PLACEHOLDER : maskKey(key),
        token: token === '' ? TOKEN_PLACEHOLDER : maskKey(token),
      }),
      ready: build(origin.show, { key: key || KEY_PLACEHOLDER, token: token || TOKEN_PLACEHOLDER }),
      send: build(origin.send, { key, token }),
    };
  }, [operation, values, schemas, service, origin, key, token]);

  return (
    <div className={styles.bench}>
      <h2 id="try" tabIndex={-1} className={styles.title}>
        {translate({ id: 'console.title', message: 'Try it' })}
      </h2>
      <ExamplePicker page={page} example={example} onExample={onExample} />
      <ConsoleOnDemand
        page={page}
        example={example}
        values={values}
        onValues={setValues}
        request={requests.send}
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

function ExamplePicker({ page, example, onExample }: WorkbenchProps): ReactNode {
  const { examples } = page.operation;
  if (examples.length === 0) return null;
  return (
    <label className={styles.picker}>
      <span>{translate({ id: 'console.example', message: 'Case' })}</span>
      <select
        value={example?.name ?? ''}
        onChange={({ currentTarget }) => {
          const chosen = examples.find(({ name }) => name === currentTarget.value);
          if (chosen) onExample(chosen);
        }}
      >
        {example === null && (
          <option value="">{translate({ id: 'console.noExample', message: 'A request of your own' })}</option>
        )}
        {examples.map(({ name, summary, status }) => (
          <option key={name} value={name}>
            {status === null ? '' : `${status} · `}
            {summary || name}
          </option>
        ))}
      </select>
    </label>
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
  return (
    <div className={styles.closed}>
      <p className={styles.line}>
        <code>
          {props.request.method} <BreakablePath path={props.request.url} />
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
        {translate({ id: 'ref.exampleAnswer', message: 'Answer' })} <StatusBadge status={answer.status} />
      </h3>
      <CodeBlock label={translate({ id: 'ref.exampleAnswer', message: 'Answer' })} text={text}>
        <JsonCode text={text} />
      </CodeBlock>
    </>
  );
}
