import type { Catalogue } from '../model.ts';

/** `/catalogue.json`: every service and operation, for programs. URLs are absolute. */
export function catalogueJson(catalogue: Catalogue, publicUrl: string) {
  return {
    title: catalogue.country.title,
    country: catalogue.country.id,
    services: catalogue.services.map((service) => ({
      id: service.id,
      version: service.version,
      title: service.title,
      summary: service.summary,
      layer: service.layer,
      agency: service.agency,
      lifecycle: service.lifecycle,
      score: service.assessment?.score ?? null,
      basePath: service.basePath,
      url: publicUrl + service.url,
      openapi: `${publicUrl}${service.url}openapi.yaml`,
      operations: service.operations.map((operation) => ({
        operationId: operation.id,
        method: operation.method.toUpperCase(),
        path: operation.path,
        summary: operation.summary,
        deprecated: operation.deprecated,
        url: publicUrl + operation.url,
      })),
    })),
    broken: catalogue.broken,
  };
}
