import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { type ComponentProps, type ComponentType, type ReactNode, useState } from 'react';
import type { FirstCall } from '../plugin/pageData.ts';
import CodeBlock from '../reference/CodeBlock.tsx';
import { curl } from '../reference/codeSamples/curl.ts';
import JsonCode from '../reference/JsonCode.tsx';
import StatusBadge from '../reference/StatusBadge.tsx';
import type AnswerView from './AnswerView.tsx';
import { DEMO_KEY, keyInUse } from './apiKey.ts';
import styles from './ReadyCall.module.css';
import type { CallResult } from './sendRequest.ts';
import { useKeyMemory } from './useKeyMemory.ts';
import { useSandboxOrigin } from './useSandboxOrigin.ts';

/** A call that can be sent as it stands, or copied as a command, with the answer to expect until there is a real one. */
export default function ReadyCall({ call }: { call: FirstCall }): ReactNode {
  const { operation, request, answer } = call;
  const origin = useSandboxOrigin();
  const [memory] = useKeyMemory();
  const key = keyInUse(memory) || DEMO_KEY;
  const [state, setState] = useState<'ready' | 'sending' | 'failed'>('ready');
  const [Answer, setAnswer] = useState<ComponentType<ComponentProps<typeof AnswerView>> | null>(null);
  const [result, setResult] = useState<CallResult | null>(null);

  async function send() {
    setState('sending');
    try {
      // Most readers never press Send.
      const [view, { sendRequest }, { randomUuid }] = await Promise.all([
        import('./AnswerView.tsx'),
        import('./sendRequest.ts'),
        import('./idempotencyKey.ts'),
      ]);
      setAnswer(() => view.default);
      const headers = request.headers.map((header) => {
        if (header.value === DEMO_KEY) return { ...header, value: key };
        // Pressed again, it is another request, not a replay of this one.
        return /^idempotency-key$/i.test(header.name) ? { ...header, value: randomUuid() } : header;
      });
      setResult(await sendRequest({ ...request, headers, url: `${origin.send}${request.url}` }));
      setState('ready');
    } catch {
      setState('failed');
    }
  }

  return (
    <div className={styles.call}>
      <CodeBlock
        label={translate({ id: 'home.command', message: 'Command' })}
        text={curl({ ...request, url: `${origin.show}${request.url}` })}
      />
      <div className={styles.actions}>
        <button type="button" className={`${styles.send} needs-script`} disabled={state === 'sending'} onClick={send}>
          {state === 'sending'
            ? translate({ id: 'console.sending', message: 'Sending…' })
            : translate({ id: 'console.send', message: 'Send' })}
        </button>
        <span className={`${styles.key} needs-script`}>
          {key === DEMO_KEY
            ? translate({ id: 'console.withDemoKey', message: 'with DEMO_KEY' })
            : translate({ id: 'console.withOwnKey', message: 'with the key of this browser' })}
        </span>
        <Link to={`${operation.url}#try`}>
          {translate({ id: 'console.changeIt', message: 'Change the request in the console' })}
        </Link>
      </div>
      <p role="status" className={styles.failed}>
        {state === 'failed' &&
          translate({
            id: 'console.loadFailed',
            message: 'The console could not be loaded. Check your connection and try again.',
          })}
      </p>
      {Answer !== null ? (
        <Answer result={result} takesFocus sending={state === 'sending'} isDemo={key === DEMO_KEY} rules={{}} />
      ) : (
        <>
          <p className={styles.expected}>
            {translate({ id: 'home.answer', message: 'The sandbox answers' })} <StatusBadge status={answer.status} />
          </p>
          <CodeBlock label={translate({ id: 'home.theAnswer', message: 'Response' })} text={answer.body}>
            <JsonCode text={answer.body} />
          </CodeBlock>
        </>
      )}
    </div>
  );
}
