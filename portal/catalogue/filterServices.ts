import type { CatalogueEntry } from '../plugin/pageData.ts';

/** What a reader looks for. Empty: anything. */
export interface CatalogueFilter {
  text: string;
  layer: string;
  agency: string;
  lifecycle: string;
}

export const NO_FILTER: CatalogueFilter = { text: '', layer: '', agency: '', lifecycle: '' };

/**
 * Services that fit: every word of the text occurs, in whatever case or order, in what the list shows of the service.
 *
 * @param agencyName name of an agency by its id
 */
export function filterServices(
  services: CatalogueEntry[],
  { text, layer, agency, lifecycle }: CatalogueFilter,
  agencyName: (id: string) => string,
): CatalogueEntry[] {
  const words = normalise(text).split(/\s+/).filter(Boolean);
  return services.filter((service) => {
    if (layer !== '' && service.layer !== layer) return false;
    if (agency !== '' && service.agency !== agency) return false;
    if (lifecycle !== '' && service.lifecycle !== lifecycle) return false;
    const shown = normalise(`${service.id} ${service.title} ${service.summary} ${agencyName(service.agency ?? '')}`);
    return words.every((word) => shown.includes(word));
  });
}

/** Some Bangla letters can be written in one code point or in two. */
function normalise(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
