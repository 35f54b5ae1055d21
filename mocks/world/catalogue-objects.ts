import { readAny, shapeOf, type ValueObject } from '@dpi/specs/behaviour';
import type { JsonObject } from '@dpi/specs/json-value';
import type { Agency, Catalogue, Operation, Service } from '@dpi/specs/model';
import { serviceReference } from '@dpi/specs/service-reference';
import type { SeedObject } from './seed.ts';
import type { ResourceType } from './world.ts';

/** The agencies of the catalogue: `id`, and `name` by language. */
export const AGENCIES_TYPE: ResourceType = { key: 'agencies', id: 'id', prefix: null, read: readAny };

/**
 * The services of the catalogue that have a behaviour: `id` as `<service>/<version>`, `service`, `version`, `agency`,
 * `title` and `summary` by language, `operations`, and `openapi`, the document.
 */
export const SERVICES_TYPE: ResourceType = { key: 'services', id: 'id', prefix: null, read: readService };

/** What every world knows of the catalogue. */
export function catalogueObjects({ agencies, services }: Pick<Catalogue, 'agencies' | 'services'>): SeedObject[] {
  const simulated = services.filter(({ behaviour }) => behaviour !== null);
  return [
    ...agencies.map((agency) => ({ resource: AGENCIES_TYPE.key, id: agency.id, data: agencyData(agency) })),
    ...simulated.map((service) => {
      const data = serviceData(service);
      return { resource: SERVICES_TYPE.key, id: String(data.id), data };
    }),
  ];
}

function agencyData({ id, names }: Agency): JsonObject {
  return { id, name: names };
}

function serviceData(service: Service): JsonObject {
  const { id, version, agency, titles, summaries, operations, document } = service;
  return {
    id: serviceReference(service),
    service: id,
    version,
    agency,
    title: titles,
    summary: summaries,
    operations: operations.map((operation) => operationData(operation, service)),
    openapi: document as unknown as JsonObject,
  };
}

/** Its `path` has `*` for each parameter, and `body` the names of members of the request. */
function operationData({ id, method, path, requestBody }: Operation, { schemas }: Service): JsonObject {
  const shape = shapeOf(requestBody?.contents[0]?.schema ?? null, schemas);
  return {
    id,
    method: method.toUpperCase(),
    path: path.replace(/\{[^{}]+\}/g, '*'),
    body: shape.kind === 'object' ? Object.keys(shape.members) : [],
  };
}

/** The document is large, and read where it is asked for. */
function readService(json: unknown): ValueObject {
  const { openapi, ...data } = json as JsonObject;
  const value = readAny(data) as ValueObject;
  return Object.defineProperty(value, 'openapi', { enumerable: true, get: () => readAny(openapi) });
}
