// @ts-expect-error TS7016: its types are those of the package, which this stands for.
import { createBrowserHistory, createLocation, createPath, locationsAreEqual } from 'history/esm/history.js';

/** All that the router takes from `history` for pages with paths; the kinds of history below come with it otherwise: 4 kB. */
export { createBrowserHistory, createLocation, createPath, locationsAreEqual };

/** @throws always: a page is known by its path, not by the fragment */
export function createHashHistory(): never {
  throw new Error('Pages have paths.');
}

/** @throws always: pages are shown in a browser */
export function createMemoryHistory(): never {
  throw new Error('Pages are shown in a browser.');
}
