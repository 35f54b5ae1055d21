import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';

/**
 * Aliases that put small parts in the place of large ones. Preact stands for React, 4 kB instead of 70: both the pages and the
 * script in them are made with it, so that the ids they generate agree.
 */
export function smallParts(isServer: boolean): Record<string, string> {
  const entry = createRequire(import.meta.url).resolve('preact/compat');
  const compat = dirname(dirname(entry));
  const inBrowser = {
    'react-helmet-async': resolve(import.meta.dirname, '../navigation/Head.tsx'),
    'hoist-non-react-statics': resolve(import.meta.dirname, 'client/hoistStatics.ts'),
    history$: resolve(import.meta.dirname, 'client/history.ts'),
    'prop-types': resolve(import.meta.dirname, 'client/propTypes.ts'),
    tslib: resolve(import.meta.dirname, 'client/tslib.ts'),
  };
  return { react: compat, 'react-dom': compat, ...(isServer ? {} : inBrowser) };
}
