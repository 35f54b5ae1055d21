import type { Catalogue, Layer, Service } from '@dpi/specs/model';
import type { SiteData, Stack } from '../pageData.ts';

/** The stack as it is drawn: the layer that people meet on top, the one all others stand on at the bottom. */
export function stack({ layers, services }: Pick<Catalogue, 'layers' | 'services'>): Stack {
  const drawn = stackLayers(layers);
  const known = new Set(drawn.map(({ id }) => id));
  const current = currentVersions(services);
  return {
    layers: drawn.map(({ id, name, summary }) => ({
      id,
      name,
      summary,
      services: current.filter(({ layer }) => layer === id).map(stackService),
    })),
    beside: current.filter(({ layer }) => layer === null || !known.has(layer)).map(stackService),
  };
}

/** The layers by name, as every page shows them. */
export function siteLayers({ layers }: Pick<Catalogue, 'layers'>): SiteData['layers'] {
  return stackLayers(layers).map(({ id, name }) => ({ id, name }));
}

function stackLayers(layers: Layer[]): Layer[] {
  return layers.filter(({ isBeside }) => !isBeside).toReversed();
}

function stackService({ title, url }: Service) {
  return { title, url };
}

/** Of each service the newest version that has not been retired; where all have been, the newest. */
function currentVersions(services: Service[]): Service[] {
  const current = new Map<string, Service>();
  for (const service of services) {
    const other = current.get(service.id);
    if (other === undefined || rank(service) > rank(other)) current.set(service.id, service);
  }
  return [...current.values()];
}

function rank({ version, lifecycle }: Service): number {
  const major = Number(version.slice(1));
  return lifecycle === 'retired' ? -1 / major : major;
}
