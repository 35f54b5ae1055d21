import { createContext, useContext } from 'react';
import type { Schemas } from './schemaTypes.ts';

/** What schemas anywhere on a page refer to. */
export interface PageReferences {
  schemas: Schemas;
  /** Standard id → title. */
  standards: Record<string, string>;
}

export const PageContext = createContext<PageReferences>({ schemas: {}, standards: {} });

export function usePage(): PageReferences {
  return useContext(PageContext);
}
