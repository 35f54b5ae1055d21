import type { BrokenService, Catalogue, Service } from '@dpi/specs/model';

/**
 * The newer catalogue, in which services that have just become unreadable are as they were when they could be read.
 * @returns those services too, with what is wrong
 */
export function withLastGood(before: Catalogue, next: Catalogue): { catalogue: Catalogue; kept: BrokenService[] } {
  const readable = new Map(before.services.map((service) => [nameOf(service), service]));
  for (const service of next.services) readable.delete(nameOf(service));
  const kept = next.broken.filter((broken) => readable.has(nameOf(broken)));
  if (kept.length === 0) return { catalogue: next, kept };
  const names = new Set(kept.map(nameOf));
  const rank = (service: Service) => before.layers.findIndex(({ id }) => id === service.layer) >>> 0;
  const services = [...next.services, ...before.services.filter((service) => names.has(nameOf(service)))].sort(
    (a, b) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
  return {
    catalogue: { ...next, services, broken: next.broken.filter((broken) => !names.has(nameOf(broken))) },
    kept,
  };
}

/** What tells one version of a service from all others. */
export function nameOf({ id, version }: { id: string; version: string }): string {
  return `${id}/${version}`;
}
