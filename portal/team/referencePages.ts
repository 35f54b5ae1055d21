/** The part of `/catalogue.json` that names reference pages. */
export interface CatalogueIndex {
  services: { id: string; version: string; title: string; operations: { operationId: string; url: string }[] }[];
}

/** Where the pages and names of what was called are. */
export interface ReferencePages {
  /** Path of an operation's page; `null` where the catalogue has none. */
  operation(service: string, version: string, operationId: string | null): string | null;
  /** Title of a service; its id where the catalogue has none. */
  title(service: string, version: string): string;
}

export function referencePages({ services }: CatalogueIndex): ReferencePages {
  const titles = new Map(services.map(({ id, version, title }) => [`${id}/${version}`, title]));
  const urls = new Map(
    services.flatMap(({ id, version, operations }) =>
      operations.map(({ operationId, url }) => [`${id}/${version}/${operationId}`, path(url)] as const),
    ),
  );
  return {
    operation: (service, version, operationId) => urls.get(`${service}/${version}/${operationId}`) ?? null,
    title: (service, version) => titles.get(`${service}/${version}`) ?? service,
  };
}

/** Pages are linked to within this site, whatever host the catalogue names. */
function path(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, '');
}

/** Reads the catalogue; until then, or without it, services go by their ids. */
export async function readReferencePages(): Promise<ReferencePages> {
  try {
    const response = await fetch('/catalogue.json', { signal: AbortSignal.timeout(15_000) });
    return referencePages((await response.json()) as CatalogueIndex);
  } catch {
    return noReferencePages;
  }
}

export const noReferencePages: ReferencePages = referencePages({ services: [] });
