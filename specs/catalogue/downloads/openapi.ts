import { stringify } from 'yaml';
import type { OpenApiDocument, Service } from '../model.ts';

/** A service's spec in one file, with the sandbox as its first server, so that generated clients try it there. */
export function openApiJson(service: Service, publicUrl: string): OpenApiDocument {
  const sandbox = { url: publicUrl + service.basePath, description: 'Sandbox with synthetic data' };
  const { openapi, info, servers, ...rest } = service.document;
  return { openapi, info, servers: [sandbox, ...(Array.isArray(servers) ? servers : [])], ...rest };
}

/** {@link openApiJson} as YAML. */
export function openApiYaml(service: Service, publicUrl: string): string {
  return stringify(openApiJson(service, publicUrl), { lineWidth: 120, aliasDuplicateObjects: false });
}
