import { objectsIn } from '../../json/value.ts';
import type { Catalogue, Journey } from '../model.ts';
import { serviceReference } from '../service-reference.ts';
import { writeYaml } from './write-yaml.ts';

/** Where a journey's Arazzo file is. */
export function arazzoPath({ id }: Pick<Journey, 'id'>): string {
  return `/journeys/${id}.arazzo.yaml`;
}

/** A journey as Arazzo 1.0.1, whose source descriptions are the specs as this platform serves them. */
export function arazzoYaml({ services }: Catalogue, { document, steps }: Journey, publicUrl: string): string {
  const visited = new Set(steps.map(({ service }) => service));
  const sourceDescriptions = objectsIn(document.sourceDescriptions).map((source) => {
    const service = services.find(
      ({ id, version }) => id === source.name && visited.has(serviceReference({ id, version })),
    );
    return service === undefined ? source : { ...source, url: `${publicUrl}${service.url}openapi.yaml` };
  });
  return writeYaml({ ...document, sourceDescriptions });
}
