import type { Catalogue, Standard } from '@dpi/specs/model';
import { markdownToHtml, markdownToText } from '../markdown.ts';
import type { StandardListPage, StandardPage } from '../pageData.ts';
import { schemaWithHtml } from '../schemaWithHtml.ts';

export function standardListPage({ standards }: Catalogue): StandardListPage {
  return {
    standards: standards.map(({ id, title, description, usedBy }) => ({
      id,
      title,
      summary: firstSentence(markdownToText(description)),
      usedBy: usedBy.length,
    })),
  };
}

export function standardPage({ services }: Catalogue, standard: Standard): StandardPage {
  const { id, title, description, source, schema, usedBy } = standard;
  return {
    id,
    title,
    descriptionHtml: markdownToHtml(description, 2),
    source,
    schema: schemaWithHtml(schema),
    usedBy: services
      .filter((service) => usedBy.includes(`${service.id}/${service.version}`))
      .map((service) => ({ title: service.title, version: service.version, url: service.url })),
  };
}

/** Up to the first full stop, Latin or Bangla, that ends a sentence. */
export function firstSentence(text: string): string {
  return /^.*?(?:[.!?](?=\s|$)|।)/.exec(text)?.[0] ?? text;
}
