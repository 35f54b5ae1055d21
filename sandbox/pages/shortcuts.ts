import { pageName } from '@dpi/specs';
import type { Catalogue, Service } from '@dpi/specs/model';

/** Leads an address that people type or shorten to the page that it means; `null` where it means none. */
export type Shortcuts = (path: string) => string | null;

/** Addresses that have no page of their own, and the page that has what they promise. */
const PAGES: Record<string, string> = {
  docs: '/docs/getting-started/',
  guides: '/docs/getting-started/',
  journeys: '/docs/journeys/',
  sandbox: '/catalogue/',
};

/** @param path decoded; with or without a slash at the end, and with or without a locale at the beginning */
export function createShortcuts({ country, services, journeys }: Catalogue): Shortcuts {
  const locales = new Set(country.locales.map(({ id }) => id));
  const platformPages = new Map<string, string>();
  for (const { servedBy, basePath, url } of services) {
    if (servedBy === 'platform') platformPages.set(basePath.slice(1), url).set('api', url);
  }

  const renamed = renamedPages(services);

  const pageOf = (parts: string[]): string | null => {
    const path = parts.join('/');
    const fixed = Object.hasOwn(PAGES, path) ? PAGES[path] : (platformPages.get(path) ?? renamed.get(path));
    if (fixed !== undefined) return fixed;
    const [area, name = '', version] = parts;
    if (parts.length === 2 && area === 'journeys') {
      return journeys.some(({ id }) => id === name) ? `/docs/journeys/${name}/` : null;
    }
    if (area === 'sandbox' && parts.length === 3) {
      const service = services.find((one) => one.id === name && one.version === version);
      // A service may answer at its root itself.
      return service?.operations.some((operation) => operation.path === '/') ? null : (service?.url ?? null);
    }
    return parts.length === 2 && (area === 'sandbox' || area === 'catalogue') ? newest(services, name) : null;
  };

  return (path) => {
    const parts = path.split('/').filter((part) => part !== '');
    const [first = ''] = parts;
    if (!locales.has(first)) return pageOf(parts);
    const page = pageOf(parts.slice(1));
    return page === null ? null : `/${first}${page}`;
  };
}

/** Pages of operations by the addresses they had under an earlier `operationId`, without slashes at the ends. */
function renamedPages(services: Service[]): Map<string, string> {
  const pages = new Map<string, string>();
  for (const { url, releases, operations } of services) {
    const current = new Map(operations.map((operation) => [operation.id, operation.url]));
    // Newest first: the name that an operation was given then may have been changed again since.
    for (const { from, to } of releases.flatMap(({ renamedOperations }) => renamedOperations)) {
      const page = current.get(to);
      if (page === undefined || current.has(from)) continue;
      current.set(from, page);
      pages.set(`${url.slice(1)}${pageName(from)}`, page);
    }
  }
  return pages;
}

/** Page of the highest version of a service, before drafts and versions that have ended; `null` where there is none. */
export function newest(services: Service[], id: string): string | null {
  const rank = ({ lifecycle, version }: Service) =>
    (lifecycle === 'draft' || lifecycle === 'retired' ? 0 : 1_000_000) + Number(version.slice(1));
  const [first] = services.filter((service) => service.id === id).sort((a, b) => rank(b) - rank(a));
  return first?.url ?? null;
}
