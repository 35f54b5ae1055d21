import type { CatalogueEntry, CatalogueOperation, CataloguePage } from '../plugin/pageData.ts';
import { hasWord, searchText, searchWords } from './searchWords.ts';

/** What a reader looks for. Empty: anything. */
export interface CatalogueFilter {
  text: string;
  layer: string;
  agency: string;
  lifecycle: string;
}

export const NO_FILTER: CatalogueFilter = { text: '', layer: '', agency: '', lifecycle: '' };

/** A service that fits, with those of its operations that do. */
export interface FoundService {
  service: CatalogueEntry;
  operations: CatalogueOperation[];
}

/**
 * Services that fit: every word of the text occurs, in whatever order, in what the list knows of the service or in that
 * and one of its operations.
 */
export function filterServices(
  { services, layers, agencies }: Pick<CataloguePage, 'services' | 'layers' | 'agencies'>,
  { text, layer, agency, lifecycle }: CatalogueFilter,
): FoundService[] {
  const words = searchWords(text);
  const found: FoundService[] = [];
  for (const service of services) {
    if (layer !== '' && service.layer !== layer) continue;
    if (agency !== '' && service.agency !== agency) continue;
    if (lifecycle !== '' && service.lifecycle !== lifecycle) continue;
    const { id, title, summary, about } = service;
    const known = searchText(
      [id, title, summary, about, name(agencies, service.agency), name(layers, service.layer)].join(' '),
    );
    const rest = words.filter((word) => !hasWord(known, word));
    const operations = service.operations.filter((operation) => {
      const call = searchText(`${operation.title} ${operation.id}`);
      return words.some((word) => hasWord(call, word)) && rest.every((word) => hasWord(call, word));
    });
    if (rest.length === 0 || operations.length > 0) found.push({ service, operations });
  }
  return found;
}

function name(all: { id: string; name: string }[], id: string | null): string {
  return all.find((one) => one.id === id)?.name ?? '';
}
