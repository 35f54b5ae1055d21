import type { Catalogue, Service } from '@dpi/specs/model';
import { sunsetDay } from '../../catalogue/ending.ts';
import { markdownToText } from '../markdown.ts';
import type { CatalogueEntry, CataloguePage } from '../pageData.ts';
import { firstSentence } from './standardPages.ts';

export function cataloguePage({ layers, agencies, services, broken }: Catalogue): CataloguePage {
  const known = new Set(layers.map(({ id }) => id));
  const named = new Set(services.map(({ agency }) => agency));
  const listed = agencies.filter(({ id }) => named.has(id));
  return {
    layers,
    agencies: listed.map(({ id, name }) => ({ id, name })),
    services: services.map((service) => ({
      ...entry(service),
      layer: service.layer !== null && known.has(service.layer) ? service.layer : null,
      agency: listed.find(({ id }) => id === service.agency)?.id ?? null,
    })),
    broken,
  };
}

function entry({
  id,
  version,
  title,
  summary,
  description,
  url,
  lifecycle,
  sunsetAt,
  servedBy,
  dataProtection,
  tags,
  operations,
  assessment,
}: Service): Omit<CatalogueEntry, 'layer' | 'agency'> {
  return {
    id,
    version,
    title,
    summary,
    about: [description, ...tags.flatMap((tag) => [tag.title, tag.description])].map(opening).join(' '),
    url,
    lifecycle,
    sunset: sunsetDay(sunsetAt),
    servedBy,
    dataProtection,
    operations: operations.map(({ id: operation, slug, summary, path }) => ({
      id: operation,
      slug,
      title: summary || path,
    })),
    score: assessment?.score ?? null,
  };
}

/** The first sentence alone: whole descriptions would make the page twice as heavy. */
function opening(markdown: string): string {
  return firstSentence(markdownToText(markdown));
}
