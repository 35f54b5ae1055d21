import type { Catalogue, Layer, Service } from '@dpi/specs/model';
import type { SiteData, Stack } from '../pageData.ts';

/** The platform's own services stand beside the stack, not in it. */
const PLATFORM = 'platform';

/** The stack as it is drawn: the layer that people meet on top, the one all others stand on at the bottom. */
export function stack({ layers, services }: Pick<Catalogue, 'layers' | 'services'>): Stack {
  const drawn = stackLayers(layers);
  const known = new Set(drawn.map(({ id }) => id));
  return {
    layers: drawn.map(({ id, name, summary }) => ({
      id,
      name,
      summary,
      services: services.filter(({ layer }) => layer === id).map(stackService),
    })),
    beside: services.filter(({ layer }) => layer === null || !known.has(layer)).map(stackService),
  };
}

export function siteData({ layers }: Pick<Catalogue, 'layers'>): SiteData {
  return { layers: stackLayers(layers).map(({ id, name }) => ({ id, name })) };
}

function stackLayers(layers: Layer[]): Layer[] {
  return layers.filter(({ id }) => id !== PLATFORM).toReversed();
}

function stackService({ title, url }: Service) {
  return { title, url };
}
