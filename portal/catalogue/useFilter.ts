import { useEffect, useState } from 'react';
import { type CatalogueFilter, NO_FILTER } from './filterServices.ts';

/** The filter, kept in the address of the page, so that a filtered list can be sent to somebody. */
export function useFilter(): [CatalogueFilter, (filter: CatalogueFilter) => void] {
  const [filter, setFilter] = useState(NO_FILTER);
  useEffect(() => setFilter(readFilter(window.location.search)), []);
  return [
    filter,
    (next) => {
      setFilter(next);
      window.history.replaceState(window.history.state, '', addressOf(next));
    },
  ];
}

function readFilter(query: string): CatalogueFilter {
  const given = new URLSearchParams(query);
  const read = (name: keyof CatalogueFilter) => given.get(name) ?? '';
  return { text: read('text'), layer: read('layer'), agency: read('agency'), lifecycle: read('lifecycle') };
}

function addressOf(filter: CatalogueFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  return given.length === 0 ? window.location.pathname : `?${new URLSearchParams(given)}`;
}
