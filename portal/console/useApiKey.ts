import { useEffect, useState } from 'react';
import { DEMO_KEY, readKey } from './apiKey.ts';

/** The key this browser remembers; the demonstration key until the page's script runs. */
export function useApiKey(): string {
  const [key, setKey] = useState(DEMO_KEY);
  useEffect(() => {
    const read = () => setKey(readKey());
    read();
    // Another tab may get a key, or sign out.
    window.addEventListener('storage', read);
    return () => window.removeEventListener('storage', read);
  }, []);
  return key;
}
