import { compareText } from '@dpi/specs/compare-text';
import type { BrokenService, Catalogue, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';

/**
 * The newer catalogue, in which services that have just become unreadable are as they were when they could be read.
 * @returns those services too, with what is wrong
 */
export function withLastGood(before: Catalogue, next: Catalogue): { catalogue: Catalogue; kept: BrokenService[] } {
  const readable = new Map(before.services.map((service) => [serviceReference(service), service]));
  for (const service of next.services) readable.delete(serviceReference(service));
  const kept = next.broken.filter((broken) => readable.has(serviceReference(broken)));
  if (kept.length === 0) return { catalogue: next, kept };
  const names = new Set(kept.map(serviceReference));
  const rank = (service: Service) => before.layers.findIndex(({ id }) => id === service.layer) >>> 0;
  const services = [
    ...next.services,
    ...before.services.filter((service) => names.has(serviceReference(service))),
  ].sort((a, b) => rank(a) - rank(b) || compareText(serviceReference(a), serviceReference(b)));
  return {
    catalogue: { ...next, services, broken: next.broken.filter((broken) => !names.has(serviceReference(broken))) },
    kept,
  };
}
