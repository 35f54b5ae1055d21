import { standardSchemaPath } from '@dpi/specs';
import type { Catalogue, Standard } from '@dpi/specs/model';
import { nameInReference } from '@dpi/specs/schema-reference';
import { serviceReference } from '@dpi/specs/service-reference';
import { subschemas } from '@dpi/specs/subschemas';
import { markdownToHtml, markdownToText } from '../markdown.ts';
import type { StandardListPage, StandardPage } from '../pageData.ts';
import { schemaWithHtml } from '../schemaWithHtml.ts';

/** All standards, by title. */
export function standardListPage({ locale, standards }: Catalogue): StandardListPage {
  return {
    standards: standards
      .toSorted((one, other) => one.title.localeCompare(other.title, locale))
      .map(({ id, kind, name, title, description, usedBy }) => ({
        id,
        kind,
        name,
        title,
        summary: firstSentence(markdownToText(description)),
        usedBy: usedBy.length,
      })),
  };
}

export function standardPage({ services, standards }: Catalogue, standard: Standard): StandardPage {
  const { id, kind, name, title, description, source, schema, usedBy } = standard;
  const parts = partsOf(standard, standards);
  return {
    id,
    kind,
    name,
    title,
    descriptionHtml: markdownToHtml(description, 2),
    source,
    schemaUrl: standardSchemaPath(standard),
    schema: schemaWithHtml(schema),
    schemas: Object.fromEntries(parts.map((part) => [schemaName(part), schemaWithHtml(part.schema)])),
    standards: Object.fromEntries(parts.map((part) => [part.id, part.title])),
    usedBy: services
      .filter((service) => usedBy.includes(serviceReference(service)))
      .map((service) => ({ title: service.title, version: service.version, url: service.url })),
  };
}

/** Standards that a standard refers to, and those that these refer to in turn. */
function partsOf(standard: Standard, standards: Standard[]): Standard[] {
  const parts = new Set<Standard>();
  const waiting = [standard.schema];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    waiting.push(...subschemas(schema));
    const name = nameInReference(schema.$ref);
    const part = standards.find((other) => schemaName(other) === name);
    if (part === undefined || parts.has(part)) continue;
    parts.add(part);
    waiting.push(part.schema);
  }
  return [...parts];
}

/** Name of the schema in its file, by which others refer to it. */
function schemaName({ source }: Standard): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

/** Up to the first full stop, Latin or Bangla, that ends a sentence. */
export function firstSentence(text: string): string {
  return /^.*?(?:[.!?](?=\s|$)|।)/.exec(text)?.[0] ?? text;
}
