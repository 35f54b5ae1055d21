import { useCallback, useEffect, useRef, useState } from 'react';
import type { Outcome, Problem } from '../team/controlApi.ts';
import type { Page } from '../team/controlModel.ts';

/**
 * A list that is read page by page, and anew from its beginning with each edition.
 * @param read must keep its identity
 */
export function usePages<Item>(read: (cursor: string | null) => Promise<Outcome<Page<Item>>>, edition: number) {
  const [items, setItems] = useState<Item[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isRead, setIsRead] = useState(false);
  const newest = useRef(0);
  const load = useCallback(
    async (from: string | null) => {
      newest.current += 1;
      const own = newest.current;
      const outcome = await read(from);
      // An older answer must not replace a newer one.
      if (own !== newest.current) return;
      setIsRead(true);
      setProblem('problem' in outcome ? outcome.problem : null);
      if ('problem' in outcome) return;
      const { items: found, page } = outcome.value;
      setItems((before) => (from === null ? found : [...before, ...found]));
      setCursor(page.nextCursor);
    },
    [read],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another edition is read anew
  useEffect(() => {
    load(null);
  }, [load, edition]);
  return { items, problem, isRead, refresh: () => load(null), more: cursor === null ? null : () => load(cursor) };
}
