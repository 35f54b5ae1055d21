import type { Catalogue } from '../model.ts';
import { credentialNeed } from '../security.ts';
import { arazzoPath } from './arazzo.ts';
import { asyncApiPath } from './asyncapi.ts';
import { openApiFiles } from './openapi.ts';
import { pythonClientPath } from './python/client.ts';
import { standardSchemaPath } from './standard-schema.ts';
import { typescriptClientPath } from './typescript/client.ts';

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
      servedBy: service.servedBy,
      basePath: service.basePath,
      url: publicUrl + service.url,
      openapi: `${publicUrl}${service.url}openapi.yaml`,
      translations: openApiFiles(catalogue, service)
        .slice(1)
        .map(({ locale, language, yaml }) => ({ locale, language, openapi: publicUrl + yaml })),
      postman: `${publicUrl}${service.url}postman.json`,
      typescript: publicUrl + typescriptClientPath(service),
      python: publicUrl + pythonClientPath(service),
      asyncapi: service.webhooks.length === 0 ? null : publicUrl + asyncApiPath(service),
      operations: service.operations.map((operation) => ({
        operationId: operation.id,
        method: operation.method.toUpperCase(),
        path: operation.path,
        summary: operation.summary,
        deprecated: operation.deprecated,
        credential: credentialNeed(operation),
        url: publicUrl + operation.url,
      })),
    })),
    journeys: catalogue.journeys.map((journey) => ({
      id: journey.id,
      title: journey.title,
      summary: journey.summary,
      arazzo: publicUrl + arazzoPath(journey),
    })),
    standards: catalogue.standards.map((standard) => ({
      id: standard.id,
      title: standard.title,
      url: `${publicUrl}/standards/${standard.id}/`,
      schema: publicUrl + standardSchemaPath(standard),
    })),
    broken: catalogue.broken,
  };
}
