import type { Catalogue, Service } from '@dpi/specs/model';
import type { SiteData, Stack } from '../pageData.ts';

/** The stack as it is drawn: the layer that people meet on top, the one all others stand on at the bottom. */
export function stack({ layers, services }: Pick<Catalogue, 'layers' | 'services'>): Stack {
  const known = new Set(layers.map(({ id }) => id));
  return {
    layers: layers.toReversed().map(({ id, name, summary }) => ({
      id,
      name,
      summary,
      services: services.filter((service) => service.layer === id).map(stackService),
    })),
    others: services.filter(({ layer }) => layer === null || !known.has(layer)).map(stackService),
  };
}

export function siteData({ layers }: Pick<Catalogue, 'layers'>): SiteData {
  return { layers: layers.toReversed().map(({ id, name }) => ({ id, name })) };
}

function stackService({ title, url }: Service) {
  return { title, url };
}
