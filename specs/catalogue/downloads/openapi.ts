import { isObject, type JsonObject, type JsonValue, objectsIn } from '../../json/value.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Catalogue, OpenApiDocument, Service } from '../model.ts';
import { KEY_HEADER, simulatedSchemes } from '../security.ts';
import { writeYaml } from './write-yaml.ts';

/** The OpenAPI files of a service in one language. */
export interface OpenApiFiles {
  locale: string;
  /** As the language calls itself. */
  language: string;
  /** Paths of the files. */
  yaml: string;
  json: string;
}

/** The OpenAPI files of a service: in the language of the spec, which is the country's first, then in those of its overlays. */
export function openApiFiles(
  { locale, country }: Pick<Catalogue, 'locale' | 'country'>,
  service: Pick<Service, 'url' | 'translations'>,
): [OpenApiFiles, ...OpenApiFiles[]] {
  const [source = { id: locale, name: locale }, ...others] = country.locales;
  const named = (language: { id: string; name: string }, name: string): OpenApiFiles => {
    const path = service.url + name;
    return { locale: language.id, language: language.name, yaml: `${path}.yaml`, json: `${path}.json` };
  };
  const translations = others.filter(({ id }) => service.translations.includes(id));
  return [named(source, 'openapi'), ...translations.map((language) => named(language, `openapi.${language.id}`))];
}

/**
 * A service's spec in one file. Wherever it names servers, the first is where it is answered here, the sandbox or the platform
 * itself, so that generated clients try it there and send no key of the sandbox to a real server.
 * @param service whose document is in the language of `locale`
 */
export function openApiJson(service: Service, publicUrl: string, locale: string, texts: Texts): OpenApiDocument {
  const { openapi, info, servers, ...rest } = service.document;
  const here = { url: publicUrl + service.basePath, description: descriptionOf(service, locale, texts) };
  const withThisFirst = (named: unknown): JsonValue[] => [
    here,
    ...objectsIn(named).filter((server) => server['x-served-by'] !== 'platform'),
  ];
  const inItem = (item: JsonValue | undefined): JsonValue | undefined => {
    if (!isObject(item)) return item;
    const entries = Object.entries(item).map(([key, value]): [string, JsonValue | undefined] => {
      if (key === 'servers') return [key, withThisFirst(value)];
      const isOperation = isObject(value) && value.servers !== undefined;
      return [key, isOperation ? { ...value, servers: withThisFirst(value.servers) } : value];
    });
    return Object.fromEntries(entries) as JsonObject;
  };
  const inItems = <T>(items: T): T =>
    isObject(items)
      ? (Object.fromEntries(Object.entries(items).map(([key, item]) => [key, inItem(item)])) as T)
      : items;
  const document: OpenApiDocument = { openapi, info, servers: withThisFirst(servers), ...rest };
  if (document.paths !== undefined) document.paths = inItems(document.paths);
  const { components } = document;
  // Paths refer to items that are components.
  if (components?.pathItems !== undefined)
    document.components = { ...components, pathItems: inItems(components.pathItems) };
  return document;
}

function descriptionOf(service: Service, locale: string, texts: Texts): string {
  if (service.servedBy === 'platform') return texts.format({ id: 'downloads.platform' }, locale);
  const simulated = simulatedSchemes(service);
  if (simulated.length === 0) return texts.format({ id: 'downloads.sandbox' }, locale);
  const values = { header: KEY_HEADER, schemes: simulated.join(', ') };
  return texts.format({ id: 'downloads.simulated-credentials', values }, locale);
}

/** {@link openApiJson} as YAML. */
export function openApiYaml(service: Service, publicUrl: string, locale: string, texts: Texts): string {
  return writeYaml(openApiJson(service, publicUrl, locale, texts));
}
