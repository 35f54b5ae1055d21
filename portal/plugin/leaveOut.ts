import type { BrokenService, Catalogue, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';

/** The catalogue without services whose pages cannot be built: they are shown as broken, with the reason. */
export function leaveOut(catalogue: Catalogue, reasons: ReadonlyMap<string, string>): Catalogue {
  if (reasons.size === 0) return catalogue;
  const failing = catalogue.services.filter((service) => reasons.has(serviceReference(service)));
  const left = new Set(failing);
  const broken = failing.map((service) => brokenService(service, reasons.get(serviceReference(service)) ?? ''));
  return {
    ...catalogue,
    services: catalogue.services.filter((service) => !left.has(service)),
    broken: [...catalogue.broken, ...broken],
    findings: [...catalogue.findings, ...broken.flatMap(({ findings }) => findings)],
  };
}

function brokenService(service: Service, reason: string): BrokenService {
  const { id, version, file } = service;
  const finding = {
    severity: 'error' as const,
    rule: 'pages-buildable',
    service: serviceReference(service),
    file,
    line: 1,
    column: 1,
    message: `Its pages cannot be built: ${reason.split('\n')[0]}`,
    hint: 'Run "npm run check", correct what it finds, and tell the platform team where that does not help.',
  };
  return { id, version, file, findings: [finding] };
}
