import Link from '@docusaurus/Link';
import { translate } from '@docusaurus/Translate';
import { stringifyJson } from '@dpi/specs/numbers';
import { type ReactNode, useEffect, useRef } from 'react';
import CodeBlock from '../reference/CodeBlock.tsx';
import JsonCode from '../reference/JsonCode.tsx';
import StatusBadge from '../reference/StatusBadge.tsx';
import CallChanges from '../team/CallChanges.tsx';
import styles from './AnswerView.module.css';
import { byteText } from './byteText.ts';
import FallbackNote from './FallbackNote.tsx';
import { type AnswerProblem, readAnswer } from './readAnswer.ts';
import { readFallback } from './readFallback.ts';
import type { Answer, CallResult, Failure } from './sendRequest.ts';

interface AnswerViewProps {
  result: CallResult | null;
  /** Whether the focus goes to the answer, so that a screen reader reads it. */
  takesFocus: boolean;
  sending: boolean;
  /** Whether the request was sent with the demo key. */
  isDemo: boolean;
  /** Conditions under which the operation refuses a request, in words, by rule. */
  rules: Record<string, string>;
}

/** What came back. */
export default function AnswerView({ result, takesFocus, sending, isDemo, rules }: AnswerViewProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result === null) return;
    if (takesFocus) summary.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [result, takesFocus]);
  const shown = sending ? null : result;
  return (
    <div ref={box} className={styles.answer}>
      <div role="status">
        {sending && (
          <p className={styles.summary}>{translate({ id: 'console.waiting', message: 'Waiting for the response…' })}</p>
        )}
      </div>
      {shown && (
        // Read once: by the focus that arrives here, else by being announced.
        <div ref={summary} tabIndex={-1} className={styles.arrival} role={takesFocus ? 'group' : 'status'}>
          {'failure' in shown ? <NoAnswer failure={shown.failure} /> : <Summary answer={shown} rules={rules} />}
        </div>
      )}
      {shown && 'status' in shown && <Details answer={shown} />}
      {shown && 'status' in shown && <Changes answer={shown} isDemo={isDemo} />}
    </div>
  );
}

function Summary({ answer, rules }: { answer: Answer; rules: AnswerViewProps['rules'] }): ReactNode {
  const rule = headerOf(answer, 'x-sandbox-rule');
  const fault = headerOf(answer, 'x-sandbox-fault');
  const fallback = readFallback(answer.headers);
  return (
    <>
      <p className={styles.summary}>
        <StatusBadge status={answer.status} />{' '}
        <span>{translate({ id: 'console.duration', message: 'in {duration} ms' }, { duration: answer.duration })}</span>{' '}
        <span>{byteText(answer.size)}</span>
      </p>
      {fault !== undefined && (
        <p>
          {translate({ id: 'console.fault', message: 'Changed by a fault that your team set:' })}{' '}
          <code>{fault.split(';')[0]}</code>
        </p>
      )}
      {rule !== undefined && (
        <p>
          {translate({ id: 'console.rule', message: 'Refused by the rule' })} <code>{rule}</code>
          {rules[rule] !== undefined && <>: {rules[rule]}</>}
        </p>
      )}
      {fallback && (
        <div className={styles.problem}>
          <FallbackNote fallback={fallback} />
        </div>
      )}
    </>
  );
}

function Details({ answer }: { answer: Answer }): ReactNode {
  const { json, problem } = readAnswer(answer);
  const text = json === undefined ? answer.body : stringifyJson(json, 2);
  const label = translate({ id: 'console.answerBody', message: 'Response body' });
  return (
    <>
      {problem && <ProblemBox problem={problem} />}
      {isGenerated(answer) && (
        <p>
          {translate({
            id: 'console.generated',
            message: 'The spec has no example of this answer. The values are made up from its schema.',
          })}
        </p>
      )}
      {text === '' ? (
        <p>{translate({ id: 'console.noBody', message: 'The response has no body.' })}</p>
      ) : (
        <CodeBlock label={label} text={text}>
          {json === undefined ? text : <JsonCode text={text} />}
        </CodeBlock>
      )}
      <details className={styles.headers}>
        <summary>
          {translate({ id: 'console.answerHeaders', message: 'Response headers' })} ({answer.headers.length})
        </summary>
        <dl>
          {answer.headers.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

function isGenerated(answer: Answer): boolean {
  return headerOf(answer, 'x-sandbox-fallback')?.startsWith('generated') === true;
}

/** @param wanted in lower case */
function headerOf({ headers }: Answer, wanted: string): string | undefined {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value;
}

/** What the request changed in the world that it was answered from. */
function Changes({ answer, isDemo }: { answer: Answer; isDemo: boolean }): ReactNode {
  const requestId = headerOf(answer, 'x-request-id');
  if (requestId === undefined || headerOf(answer, 'x-sandbox-changes') === undefined) return null;
  return (
    <section className={styles.changes}>
      <h3>{translate({ id: 'console.changes', message: 'What the call changed' })}</h3>
      <CallChanges key={requestId} requestId={requestId} isDemo={isDemo} />
    </section>
  );
}

function ProblemBox({ problem }: { problem: AnswerProblem }): ReactNode {
  return (
    <div className={styles.problem}>
      <p className={styles.problemTitle}>{problem.title}</p>
      {problem.detail !== '' && <p>{problem.detail}</p>}
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map(({ place, message }) => (
            <li key={`${place} ${message}`}>
              {place !== '' && <code>{place}</code>} {message}
            </li>
          ))}
        </ul>
      )}
      {problem.page !== null && (
        <p>
          <Link to={problem.page}>
            {translate({ id: 'console.aboutProblem', message: 'What this means and what to do' })}
          </Link>
        </p>
      )}
    </div>
  );
}

function NoAnswer({ failure }: { failure: Failure['failure'] }): ReactNode {
  return (
    <div className={styles.problem}>
      <p className={styles.problemTitle}>{translate({ id: 'console.noAnswer', message: 'No response' })}</p>
      <p>{failureText(failure)}</p>
    </div>
  );
}

function failureText(failure: Failure['failure']): string {
  switch (failure) {
    case 'timeout':
      return translate({
        id: 'console.timeout',
        message: 'The sandbox did not answer within 10 seconds. Your connection may be slow; try again.',
      });
    case 'offline':
      return translate({
        id: 'console.offline',
        message: 'This device is offline. Connect it to the internet and send again.',
      });
    case 'redirect':
      return translate({
        id: 'console.redirect',
        message: 'The response is a redirect, which a browser does not show to a page. The curl command shows it.',
      });
    case 'unreachable':
      return translate({
        id: 'console.unreachable',
        message:
          'The sandbox could not be reached. It may be restarting, or something on your network blocks it; try again in a minute.',
      });
  }
}
