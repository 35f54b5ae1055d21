import { translate } from '@docusaurus/Translate';
import useIsBrowser from '@docusaurus/useIsBrowser';
import { credentialNeed } from '@dpi/specs/security';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { OperationPage, PageExample } from '../reference/operationPage.ts';
import AnswerView from './AnswerView.tsx';
import { DEMO_KEY, type KeyMemory, keyInUse } from './apiKey.ts';
import BodyEditor from './BodyEditor.tsx';
import { missingParameters, takesBody } from './buildRequest.ts';
import styles from './Console.module.css';
import type { HttpRequest } from './httpRequest.ts';
import KeyField, { KEY_INPUT } from './KeyField.tsx';
import ParameterFields from './ParameterFields.tsx';
import { inputName, type RequestValues } from './requestValues.ts';
import { type CallResult, sendRequest } from './sendRequest.ts';
import { useIdempotencyKey } from './useIdempotencyKey.ts';

export interface RequestFormProps {
  page: OperationPage;
  /** The case the form was filled from. */
  example: PageExample | null;
  values: RequestValues;
  onValues(values: RequestValues): void;
  /** The request that values stand for. */
  build(values: RequestValues): HttpRequest;
  /** Holds the key for the sandbox. */
  memory: KeyMemory;
  onMemory(change: Partial<KeyMemory>): void;
  /** For APIs of the platform itself; empty where there is none. */
  token: string;
  onToken(token: string): void;
  /** Whether opening the form was meant to send the request. */
  sendAtOnce: boolean;
  /** Why the form cannot be sent as it stands; `null` where it can. */
  obstacle?: ReactNode;
  /** What came back when it was sent before, as far as that is kept. */
  earlier?: Pick<AnsweredCall, 'result' | 'isDemo'> | null;
  onAnswered?(call: AnsweredCall): void;
}

/** A request that was sent, and what came of it. */
export interface AnsweredCall {
  request: HttpRequest;
  /** What the request was made from. */
  values: RequestValues;
  result: CallResult;
  /** Whether it was sent with the demo key. */
  isDemo: boolean;
}

/** Where editing begins: the key seldom changes. */
const FIRST_VALUE = 'fieldset :is(input, select), textarea, [type=submit]';

/** The form of a request, the button that sends it, and what came back. */
export default function RequestForm({
  page,
  example,
  values: given,
  onValues,
  build,
  memory,
  onMemory,
  token,
  onToken,
  sendAtOnce,
  obstacle = null,
  earlier = null,
  onAnswered,
}: RequestFormProps): ReactNode {
  const { operation, schemas, service } = page;
  const need = credentialNeed(operation);
  const key = keyInUse(memory);
  const isKeyMissing = service.servedBy === 'sandbox' && need !== 'none' && key === '';
  const session = service.servedBy === 'platform' && need !== 'none' && token === '';
  const [sending, setSending] = useState(false);
  // Sent before the script is there, a form would put its fields into the address.
  const isBrowser = useIsBrowser();
  const [answered, setAnswered] = useState<{
    example: PageExample | null;
    result: CallResult;
    takesFocus: boolean;
    isDemo: boolean;
  } | null>(earlier && { ...earlier, example, takesFocus: false });
  const [missing, setMissing] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const stop = useRef<HTMLParagraphElement>(null);
  const idempotency = useIdempotencyKey(operation, given, onValues);
  const { values } = idempotency;

  async function send() {
    const unfilled = missingParameters(operation, values);
    setMissing(unfilled);
    const first = isKeyMissing ? KEY_INPUT : unfilled[0];
    if (obstacle !== null) {
      stop.current?.focus();
      return;
    }
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
      return;
    }
    setSending(true);
    const focused = document.activeElement;
    const sent = idempotency.next();
    const request = build(sent);
    const result = await sendRequest(request, { session });
    setSending(false);
    // Whoever has gone elsewhere meanwhile is left there.
    const takesFocus = document.activeElement === focused;
    const isDemo = key === DEMO_KEY;
    setAnswered({ example, result, takesFocus, isDemo });
    onAnswered?.({ request, values: sent, result, isDemo });
  }

  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    if (sendAtOnce) send();
    else form.current?.querySelector<HTMLElement>(FIRST_VALUE)?.focus();
  });

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || sending) return;
    event.preventDefault();
    send();
  }

  const content = operation.requestBody?.contents.find(({ contentType }) => contentType === values.contentType);
  return (
    <>
      <form
        ref={form}
        className={styles.form}
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          if (!sending) send();
        }}
      >
        {need === 'none' ? (
          <p className={styles.key}>
            {translate({ id: 'console.noCredentials', message: 'Needs no key and no other credentials' })}
          </p>
        ) : service.servedBy === 'platform' ? (
          <TokenField token={token} onToken={onToken} />
        ) : (
          <KeyField memory={memory} onMemory={onMemory} />
        )}
        {service.servedBy === 'platform' && operation.method !== 'get' && (
          <p className={styles.key}>
            {translate({
              id: 'console.real',
              message: 'Not simulated: this changes what the installation really holds.',
            })}
          </p>
        )}
        <ParameterFields
          parameters={operation.parameters}
          schemas={schemas}
          inputs={values.inputs}
          missing={missing}
          onInput={(parameter, text) => {
            const input = inputName(parameter);
            if (input === idempotency.input) idempotency.setFresh(false);
            onValues({ ...given, inputs: { ...given.inputs, [input]: text } });
          }}
        />
        {idempotency.input !== null && (
          <label className={styles.option}>
            <input
              type="checkbox"
              checked={idempotency.isFresh}
              onChange={({ currentTarget }) => idempotency.setFresh(currentTarget.checked)}
            />
            {translate({
              id: 'console.freshKey',
              message:
                'New Idempotency-Key for each Send. Without, the same request is a replay: nothing happens twice.',
            })}
          </label>
        )}
        {takesBody(operation) && (
          <BodyEditor
            body={values.body}
            contentType={values.contentType}
            contentTypes={operation.requestBody?.contents.map(({ contentType }) => contentType) ?? []}
            schema={content?.schema ?? null}
            schemas={schemas}
            onBody={(body) => onValues({ ...given, body })}
            onContentType={(contentType) => onValues({ ...given, contentType })}
          />
        )}
        <ScenarioSelect page={page} value={values.scenario} onChange={(scenario) => onValues({ ...given, scenario })} />
        {obstacle !== null && (
          <p ref={stop} tabIndex={-1} className={styles.obstacle}>
            {obstacle}
          </p>
        )}
        <div className={styles.actions}>
          <button type="submit" className={styles.send} disabled={!isBrowser} aria-disabled={sending}>
            {sending
              ? translate({ id: 'console.sending', message: 'Sending…' })
              : translate({ id: 'console.send', message: 'Send' })}
          </button>
          <span className={styles.hint}>
            {translate({ id: 'console.shortcut', message: 'or Ctrl + Enter (⌘ + Enter)' })}
          </span>
        </div>
      </form>
      {/* The answer to one case says nothing about the next. */}
      <AnswerView
        result={answered?.example === example ? answered.result : null}
        takesFocus={answered?.takesFocus ?? false}
        sending={sending}
        isDemo={answered?.isDemo ?? false}
        rules={rulesOf(operation)}
      />
    </>
  );
}

/** For APIs of the platform itself: a token, else the session of this browser. */
function TokenField({ token, onToken }: { token: string; onToken(token: string): void }): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{translate({ id: 'console.token', message: 'Token' })}</label>
      <input
        id={id}
        type="password"
        value={token}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => onToken(currentTarget.value)}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {translate({
          id: 'console.tokenHint',
          message:
            'The token of your team (dpt_…) or of the organisers. It is kept until you close or reload the page. Without one, the session of this browser is used.',
        })}
      </p>
    </div>
  );
}

interface ScenarioSelectProps {
  page: OperationPage;
  value: string;
  onChange(scenario: string): void;
}

/** Asks the sandbox for a certain answer, whatever is sent. */
function ScenarioSelect({ page, value, onChange }: ScenarioSelectProps): ReactNode {
  const id = useId();
  const examples = page.operation.examples.filter(({ response }) => response !== null);
  if (examples.length === 0 || page.service.servedBy === 'platform') return null;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{translate({ id: 'console.scenario', message: 'Example response' })}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{translate({ id: 'console.scenarioMatch', message: 'Match the request' })}</option>
        {examples.map(({ name, summary, response }) => (
          <option key={name} value={name}>
            {response?.status} {summary || name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Conditions under which an operation refuses a request, in words, by the name of the rule. */
function rulesOf({ examples }: OperationPage['operation']): Record<string, string> {
  return Object.fromEntries(examples.flatMap(({ refusals }) => refusals.map(({ rule, because }) => [rule, because])));
}
