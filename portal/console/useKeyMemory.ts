import { useLayoutEffect, useState } from 'react';
import { type KeyMemory, NOTHING_REMEMBERED, readKeyMemory, remember } from './apiKey.ts';

/** What this browser remembers for calls to the sandbox; nothing until the page's script runs. */
export function useKeyMemory(): [memory: KeyMemory, change: (change: Partial<KeyMemory>) => void] {
  const [memory, setMemory] = useState(NOTHING_REMEMBERED);
  // Before the page is painted: nothing may move.
  useLayoutEffect(() => {
    const read = () => setMemory(readKeyMemory());
    read();
    // Another tab may get a key, or sign out.
    window.addEventListener('storage', read);
    return () => window.removeEventListener('storage', read);
  }, []);
  return [
    memory,
    (change) => {
      remember(change);
      // Where the browser stores nothing, it lasts as long as the page.
      setMemory({ ...memory, ...change });
    },
  ];
}
