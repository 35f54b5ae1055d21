import { useCallback, useEffect, useRef, useState } from 'react';
import type { Outcome, Problem } from './controlApi.ts';

export interface Refreshed<Value> {
  /** The last that was read; `null` where nothing could be. */
  value: Value | null;
  /** Why the last reading failed; the value then is an old one. */
  problem: Problem | null;
  refresh(): Promise<void>;
}

/**
 * Reads something again each `interval` milliseconds, but not while nobody looks at the page, and at once when it is to read
 * something else.
 * @param first what was read before
 * @param read must keep its identity as long as it reads the same
 * @param interval 0: not by itself
 */
export function useRefreshed<Value>(
  first: Outcome<Value>,
  read: () => Promise<Outcome<Value>>,
  interval: number,
): Refreshed<Value> {
  const [value, setValue] = useState<Value | null>('value' in first ? first.value : null);
  const [problem, setProblem] = useState<Problem | null>('problem' in first ? first.problem : null);
  const newest = useRef(0);
  const readBefore = useRef(read);

  const refresh = useCallback(async () => {
    newest.current += 1;
    const own = newest.current;
    const outcome = await read();
    // An older answer must not replace a newer one.
    if (own !== newest.current) return;
    if ('value' in outcome) setValue(outcome.value);
    setProblem('problem' in outcome ? outcome.problem : null);
  }, [read]);

  useEffect(() => {
    if (readBefore.current !== read) refresh();
    readBefore.current = read;
    return () => {
      newest.current += 1;
    };
  }, [read, refresh]);

  useEffect(() => {
    if (interval === 0) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh();
    }, interval);
    return () => clearInterval(timer);
  }, [refresh, interval]);

  return { value, problem, refresh };
}
