import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/**
 * Aliases that put Preact in React's place: 4 kB instead of 70. Both the pages and the script in them are made with
 * it, so that the ids they generate agree.
 */
export function preactAliases(): Record<string, string> {
  const entry = createRequire(import.meta.url).resolve('preact/compat');
  const compat = dirname(dirname(entry));
  return { react: compat, 'react-dom': compat };
}
