import useIsBrowser from '@docusaurus/useIsBrowser';
import { useState } from 'react';
import { type CatalogueFilter, NO_FILTER } from './filterServices.ts';
import { givenText } from './givenText.ts';

export interface UsedFilter {
  /** What stands in the form. */
  filter: CatalogueFilter;
  /** What the list is narrowed by: nothing at first, as in the page that the build wrote. */
  applied: CatalogueFilter;
  change(filter: CatalogueFilter): void;
}

/** The filter, kept in the address of the page, so that a filtered list can be sent to somebody. */
export function useFilter(): UsedFilter {
  const [filter, setFilter] = useState(() => readFilter(givenText));
  const isBrowser = useIsBrowser();
  return {
    filter,
    applied: isBrowser ? filter : NO_FILTER,
    change: (next) => {
      setFilter(next);
      window.history.replaceState(window.history.state, '', addressOf(next));
    },
  };
}

function readFilter(read: (name: keyof CatalogueFilter) => string): CatalogueFilter {
  return { text: read('text'), layer: read('layer'), agency: read('agency'), lifecycle: read('lifecycle') };
}

function addressOf(filter: CatalogueFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  return given.length === 0 ? window.location.pathname : `?${new URLSearchParams(given)}`;
}
