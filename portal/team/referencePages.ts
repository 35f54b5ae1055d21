import { serviceReference } from '@dpi/specs/service-reference';
import { fetchPageData, knownPageData } from '../navigation/pageData.ts';
import type { CataloguePage } from '../plugin/pageData.ts';

/** Where the pages and names of what was called are. */
export interface ReferencePages {
  /** Path of an operation's page; `null` where the catalogue has none. */
  operation(service: string, version: string, operationId: string | null): string | null;
  /** Title of a service; its id where the catalogue has none. */
  title(service: string, version: string): string;
  /** Services of the sandbox, by title; `name` is `<id>/<version>`. */
  services: { name: string; title: string; operations: { id: string; title: string }[] }[];
}

export function referencePages({ services }: Pick<CataloguePage, 'services'>): ReferencePages {
  const titles = new Map(services.map(({ id, version, title }) => [serviceReference({ id, version }), title]));
  const urls = new Map(
    services.flatMap((service) =>
      service.operations.map(
        ({ id, slug }) => [`${serviceReference(service)}/${id}`, `${service.url}${slug}/`] as const,
      ),
    ),
  );
  return {
    operation: (service, version, operationId) =>
      urls.get(`${serviceReference({ id: service, version })}/${operationId}`) ?? null,
    services: services
      .filter(({ servedBy }) => servedBy === 'sandbox')
      .map(({ title, operations, ...service }) => ({ name: serviceReference(service), title, operations }))
      .sort((a, b) => a.title.localeCompare(b.title)),
    title: (service, version) => titles.get(serviceReference({ id: service, version })) ?? service,
  };
}

/**
 * Reads the catalogue; until then, or without it, services go by their ids.
 *
 * @param catalogue path of its page in the reader's language
 */
export async function readReferencePages(catalogue: string): Promise<ReferencePages> {
  try {
    await fetchPageData(catalogue);
    return referencePages(knownPageData(catalogue) as CataloguePage);
  } catch {
    return noReferencePages;
  }
}

export const noReferencePages: ReferencePages = referencePages({ services: [] });
