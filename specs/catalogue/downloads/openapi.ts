import { stringify } from 'yaml';
import { objectsIn } from '../data-file.ts';
import type { OpenApiDocument, Service } from '../model.ts';
import { KEY_HEADER, simulatedSchemes } from '../security.ts';

/**
 * A service's spec in one file. Its first server is where it is answered here, the sandbox or the platform itself, so
 * that generated clients try it there.
 */
export function openApiJson(service: Service, publicUrl: string): OpenApiDocument {
  const { openapi, info, servers, ...rest } = service.document;
  const others = objectsIn(servers).filter((server) => server['x-served-by'] !== 'platform');
  const here = { url: publicUrl + service.basePath, description: descriptionOf(service) };
  return { openapi, info, servers: [here, ...others], ...rest };
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
  return stringify(openApiJson(service, publicUrl), { lineWidth: 120, aliasDuplicateObjects: false });
}
