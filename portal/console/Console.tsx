import { type ReactNode, useRef, useState } from 'react';
import { addCall, type PastCall, pastCalls } from './callHistory.ts';
import HistoryList from './HistoryList.tsx';
import RequestForm, { type AnsweredCall, type RequestFormProps } from './RequestForm.tsx';

export type ConsoleProps = Pick<
  RequestFormProps,
  'page' | 'example' | 'values' | 'onValues' | 'build' | 'memory' | 'onMemory' | 'token' | 'onToken' | 'sendAtOnce'
>;

/** The form of a request, what came back, and the calls of this visit. */
export default function Console(props: ConsoleProps): ReactNode {
  const { operation } = props.page;
  const [history, setHistory] = useState<PastCall[]>(pastCalls);
  function onAnswered({ request: { method, url }, values, result }: AnsweredCall) {
    const outcome = 'failure' in result ? result.failure : result.status;
    const { duration } = result;
    const { id, url: page } = operation;
    setHistory(addCall({ at: new Date(), method, url, outcome, duration, values, operation: id, page }));
  }
  const form = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={form}>
        <RequestForm {...props} onAnswered={onAnswered} />
      </div>
      <HistoryList
        calls={history}
        current={operation.id}
        onRepeat={(call) => {
          props.onValues(call.values);
          form.current?.scrollIntoView({ block: 'nearest' });
        }}
      />
    </>
  );
}
