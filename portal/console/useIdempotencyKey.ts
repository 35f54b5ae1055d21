import { useRef, useState } from 'react';
import type { PageOperation } from '../reference/operationPage.ts';
import { idempotencyInput, randomUuid } from './idempotencyKey.ts';
import type { RequestValues } from './requestValues.ts';

export interface IdempotencyKey {
  /** Name of the input that holds it; `null` where there is none. */
  input: string | null;
  /** The form with the key that the next request is sent with, unless that was sent already. */
  values: RequestValues;
  /** Whether each request gets a key of its own. */
  isFresh: boolean;
  setFresh(isFresh: boolean): void;
  /** The form as the next request sends it. */
  next(): RequestValues;
}

/**
 * Gives each request that is sent on purpose a new `Idempotency-Key`: with the one of the example, the second would be a
 * replay of the first, and change nothing. Whoever wants a replay keeps the key, or types one.
 */
export function useIdempotencyKey(
  operation: PageOperation,
  values: RequestValues,
  onValues: (values: RequestValues) => void,
): IdempotencyKey {
  const [key, setKey] = useState(randomUuid);
  const [isFresh, setFresh] = useState(true);
  const sent = useRef('');
  const input = idempotencyInput(operation, values);
  const withKey = (key: string) =>
    input === null || !isFresh ? values : { ...values, inputs: { ...values.inputs, [input]: key } };
  return {
    input,
    values: withKey(key),
    isFresh,
    setFresh(fresh) {
      // The key that is shown is the one to keep.
      if (!fresh) onValues(withKey(key));
      setFresh(fresh);
    },
    next() {
      const unused = sent.current === key ? randomUuid() : key;
      sent.current = unused;
      setKey(unused);
      return withKey(unused);
    },
  };
}
