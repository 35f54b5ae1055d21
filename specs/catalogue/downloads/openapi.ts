import { isObject, objectsIn } from '../data-file.ts';
import type { JsonObject, JsonValue, OpenApiDocument, Service } from '../model.ts';
import { KEY_HEADER, simulatedSchemes } from '../security.ts';
import { writeYaml } from './write-yaml.ts';

/**
 * A service's spec in one file. Wherever it names servers, the first is where it is answered here, the sandbox or the platform
 * itself, so that generated clients try it there and send no key of the sandbox to a real server.
 */
export function openApiJson(service: Service, publicUrl: string): OpenApiDocument {
  const { openapi, info, servers, ...rest } = service.document;
  const here = { url: publicUrl + service.basePath, description: descriptionOf(service) };
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

function descriptionOf(service: Service): string {
  if (service.servedBy === 'platform') return 'The platform itself';
  const simulated = simulatedSchemes(service);
  return simulated.length === 0
    ? 'Sandbox with synthetic data'
    : `Sandbox with synthetic data. Its key, in ${KEY_HEADER} or as bearer token, stands in for ${simulated.join(', ')}.`;
}

/** {@link openApiJson} as YAML. */
export function openApiYaml(service: Service, publicUrl: string): string {
  return writeYaml(openApiJson(service, publicUrl));
}
