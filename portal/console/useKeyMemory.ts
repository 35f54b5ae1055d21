import { useLayoutEffect, useState } from 'react';
import { type KeyMemory, NOTHING_REMEMBERED, readKeyMemory, remember } from './apiKey.ts';

/** The other forms of the page, which are to send with the same key. */
const followers = new Set<(memory: KeyMemory) => void>();

/** What this browser remembers for calls to the sandbox; nothing until the page's script runs. */
export function useKeyMemory(): [memory: KeyMemory, change: (change: Partial<KeyMemory>) => void] {
  const [memory, setMemory] = useState(NOTHING_REMEMBERED);
  // Before the page is painted: nothing may move.
  useLayoutEffect(() => {
    const read = () => setMemory(readKeyMemory());
    read();
    // Another tab may get a key, or sign out.
    window.addEventListener('storage', read);
    followers.add(setMemory);
    return () => {
      window.removeEventListener('storage', read);
      followers.delete(setMemory);
    };
  }, []);
  return [
    memory,
    (change) => {
      remember(change);
      // Where the browser stores nothing, it lasts as long as the page.
      for (const follow of followers) follow({ ...memory, ...change });
    },
  ];
}
