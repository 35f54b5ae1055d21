import type { ExampleTime } from '@dpi/specs/current-dates';
import { readDiscriminator } from '@dpi/specs/discriminator';
import { exampleStatus } from '@dpi/specs/example-status';
import type { JsonValue } from '@dpi/specs/json-value';
import type {
  Catalogue,
  ExampleRequest,
  Lifecycle,
  MediaType,
  Operation,
  OperationExample,
  Parameter,
  Persona,
  RequestBody,
  Response,
  Schema,
  SecurityScheme,
  Service,
} from '@dpi/specs/model';
import { nameInReference } from '@dpi/specs/schema-reference';
import { credentialNeed } from '@dpi/specs/security';
import { subschemas } from '@dpi/specs/subschemas';
import { type Ending, endingOf } from '../catalogue/ending.ts';
import { otherLanguage } from '../plugin/otherLanguage.ts';
import type { PageReferences } from './PageContext.ts';
import type { Schemas } from './schemaTypes.ts';
import { splitDescription } from './splitDescription.ts';

/** All that an operation's page shows, each thing once: named examples point into the operation's own. */
export interface OperationPage {
  service: PageService;
  /** The service's operations by tag; `''` for those without one. */
  groups: OperationGroup[];
  /** Its description holds what the page begins with. */
  operation: PageOperation;
  /** The rest of the description. */
  more: string;
  /** Only the schemas this operation leads to. */
  schemas: Schemas;
  /** Only the schemes this operation names. */
  securitySchemes: Record<string, SecurityScheme>;
  /** Class of data in what it takes and answers; `null` where the spec names none. */
  dataProtection: string | null;
  /** Persona id → name, for the personas in the examples; with the id where another has the same name. */
  personas: Record<string, string>;
  /** Standard id → title, for the standards in the schemas that have a page. */
  standards: Record<string, string>;
  /** `null` where it does not end; else with the description that may say what to use in its place. */
  ending: Ending | null;
  /** When its examples are true, where the sandbox decides by what is so at the time of the call; else `null`. */
  exampleTime: ExampleTime | null;
}

export interface PageService {
  id: string;
  version: string;
  title: string;
  url: string;
  servedBy: Service['servedBy'];
  basePath: string;
  lifecycle: Lifecycle;
  score: number | null;
  layer: { id: string; name: string } | null;
  agency: string | null;
}

export interface OperationGroup {
  /** As it is shown. */
  tag: string;
  operations: Pick<Operation, 'method' | 'path' | 'summary' | 'url' | 'deprecated'>[];
}

export type PageOperation = Omit<
  Operation,
  'collection' | 'deprecatedAt' | 'sunsetAt' | 'examples' | 'parameters' | 'requestBody' | 'responses'
> & {
  examples: PageExample[];
  parameters: PageParameter[];
  requestBody: (Omit<RequestBody, 'contents'> & { contents: PageMediaType[] }) | null;
  responses: (Omit<Response, 'contents'> & { contents: PageMediaType[] })[];
};

/** A parameter, with a made-up value where it is required and the spec has no example. */
export type PageParameter = Parameter & { sample?: JsonValue };

/** A content, with a made-up value where the spec has no example; `null` where none could be made. */
export type PageMediaType = MediaType & { sample?: ContentSample | null };

export interface ContentSample {
  value: JsonValue;
  /** Whether any of it was made up, and not taken from the example of the schema. */
  isInvented: boolean;
  /** JSON Pointers of the places that do not fit the schema; empty where all do. */
  misfits: string[];
}

export type PageExample = Omit<OperationExample, 'request' | 'response'> & {
  /** Without a body where the request body has an example of the same name: see {@link exampleBody}. */
  request: ExampleRequest | null;
  response: { status: string; contentType: string } | null;
  /** Of the summary, where it is not the page's. */
  lang?: string | undefined;
  /** Also where the response has no content. */
  status: string | null;
  /** Rules of the service's behaviour that refuse a request with this answer, each with its condition in words. */
  refusals: { rule: string; because: string }[];
};

export function operationPage(catalogue: Catalogue, service: Service, operation: Operation): OperationPage {
  const references = referencesOf(catalogue, service, operationSchemas(operation));
  const locales = catalogue.country.locales.map(({ id }) => id);
  const { collection: _, deprecatedAt: __, sunsetAt: ___, ...shown } = operation;
  const { lead, more } = splitDescription(operation.description);
  const personaIds = new Set(operation.examples.flatMap(({ personas }) => personas));
  return {
    service: pageService(catalogue, service),
    groups: operationGroups(service),
    operation: {
      ...shown,
      description: lead,
      parameters: inOrderOfUse(operation.parameters),
      examples: operation.examples.map((example) => ({
        ...pageExample(operation, example),
        lang: otherLanguage(example.summary, catalogue.locale, locales),
        refusals: refusalsOf(catalogue.locale, service, operation, example),
      })),
    },
    more,
    ...references,
    securitySchemes: pick(service.securitySchemes, operation.security.flat()),
    dataProtection: operationDataProtection(
      service,
      operation,
      references.schemas,
      catalogue.country.dataProtection[0]?.id ?? null,
    ),
    personas: pick(personaNames(catalogue.personas), [...personaIds]),
    ending: endingOf(service, operation, (description) => description),
    exampleTime: exampleTimeOf(catalogue, service, operation),
  };
}

/** What must be sent comes first; last, the headers that all services share. */
export function inOrderOfUse<T extends Parameter>(parameters: T[]): T[] {
  const rank = ({ required, in: location, schema }: Parameter) =>
    required ? 0 : location === 'header' && schema['x-standard'] !== undefined ? 2 : 1;
  return parameters.toSorted((a, b) => rank(a) - rank(b));
}

function exampleTimeOf({ country }: Catalogue, { behaviour }: Service, { id }: Operation): ExampleTime | null {
  const { examplesAt, timeZone } = country.clock;
  return examplesAt === '' || behaviour?.operations[id] === undefined ? null : { at: examplesAt, timeZone };
}

/** The body a named example sends. */
export function exampleBody(
  operation: Pick<PageOperation, 'requestBody'>,
  example: PageExample,
): JsonValue | undefined {
  if (example.request?.body !== undefined) return example.request.body;
  return sharedBody(operation, example);
}

function sharedBody(operation: Pick<Operation, 'requestBody'>, { name, request }: OperationExample | PageExample) {
  const content = operation.requestBody?.contents.find(({ contentType }) => contentType === request?.contentType);
  return content?.examples.find((item) => item.name === name)?.value;
}

/** The rules of a service's behaviour that refuse a request to an operation with one of its examples. */
export function refusalsOf(
  locale: string,
  { behaviour }: Pick<Service, 'behaviour'>,
  { id }: Pick<Operation, 'id'>,
  { name }: Pick<OperationExample, 'name'>,
): PageExample['refusals'] {
  return Object.entries(behaviour?.operations[id]?.refuse ?? {}).flatMap(([rule, { example, because }]) => {
    const text = because[locale] ?? Object.values(because)[0];
    return example === name && text !== undefined ? [{ rule, because: text }] : [];
  });
}

function pageExample(operation: Operation, example: OperationExample): Omit<PageExample, 'refusals' | 'lang'> {
  const { request, response } = example;
  const repeated = request?.body !== undefined && sharedBody(operation, example) !== undefined;
  return {
    ...example,
    request: request && repeated ? { ...request, body: undefined } : request,
    status: exampleStatus(operation, { request, response }),
    response: response && { status: response.status, contentType: response.contentType },
  };
}

function pageService(catalogue: Catalogue, service: Service): PageService {
  const { id, version, title, url, servedBy, basePath, lifecycle } = service;
  const layer = catalogue.layers.find((item) => item.id === service.layer);
  const agency = catalogue.agencies.find((item) => item.id === service.agency);
  return {
    id,
    version,
    title,
    url,
    servedBy,
    basePath,
    lifecycle,
    score: service.assessment?.score ?? null,
    layer: layer ? { id: layer.id, name: layer.name } : null,
    agency: agency?.name ?? null,
  };
}

/**
 * The class of the service's data, but the mildest class for what anyone may read: without credentials, without a value that they
 * have to know, and with no schema that is marked otherwise.
 */
export function operationDataProtection(
  { dataProtection }: Pick<Service, 'dataProtection'>,
  operation: Pick<Operation, 'method' | 'parameters' | 'requestBody' | 'responses' | 'security'>,
  schemas: Schemas,
  mildest: string | null,
): string | null {
  const isOpen =
    operation.method === 'get' &&
    credentialNeed(operation) === 'none' &&
    !operation.parameters.some(({ required }) => required);
  if (dataProtection === null || !isOpen) return dataProtection;
  const isMarked = allSchemas([...operationSchemas(operation), ...Object.values(schemas)]).some(
    (schema) => (schema['x-data-protection'] ?? mildest) !== mildest,
  );
  return isMarked ? dataProtection : mildest;
}

/** Persona id → name, with the id behind names that several have. */
export function personaNames(personas: Pick<Persona, 'id' | 'name'>[]): Record<string, string> {
  return Object.fromEntries(
    personas.map(({ id, name }) => {
      const isShared = personas.some((other) => other.id !== id && other.name === name);
      return [id, isShared ? `${name} (${id})` : name];
    }),
  );
}

/** Operations under the first of their tags, tags in the order the service declares them, then as they come. */
export function operationGroups(service: Pick<Service, 'tags' | 'operations'>): OperationGroup[] {
  const groups = new Map<string, OperationGroup>(
    service.tags.map(({ name, title }) => [name, { tag: title, operations: [] }]),
  );
  for (const { tags, method, path, summary, url, deprecated } of service.operations) {
    const tag = tags[0] ?? '';
    const group = groups.get(tag) ?? { tag, operations: [] };
    group.operations.push({ method, path, summary, url, deprecated });
    groups.set(tag, group);
  }
  return [...groups.values()].filter(({ operations }) => operations.length > 0);
}

/** What schemas on a page lead to: other schemas of the service, and standards that have a page. */
export function referencesOf(catalogue: Catalogue, service: Service, roots: Schema[]): PageReferences {
  const schemas = reachableSchemas(roots, service.schemas);
  const standardIds = standardIdsIn([...roots, ...Object.values(schemas)]);
  const standards = catalogue.standards.filter(({ id }) => standardIds.has(id));
  return { schemas, standards: Object.fromEntries(standards.map(({ id, title }) => [id, title])) };
}

/** Schemas that some name, and those that these name in turn. */
export function reachableSchemas(roots: Schema[], schemas: Schemas): Schemas {
  const reached: Schemas = {};
  const waiting = [...roots];
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    waiting.push(...subschemas(schema));
    const name = nameInReference(schema.$ref);
    const target = name === null ? undefined : schemas[name];
    if (name === null || target === undefined || Object.hasOwn(reached, name)) continue;
    reached[name] = target;
    waiting.push(target);
    // A discriminator selects schemas that no reference leads to: the children of a parent, and those of its mapping.
    for (const alternative of readDiscriminator(target, name, schemas)?.alternatives ?? [])
      waiting.push(alternative.schema);
  }
  return reached;
}

function operationSchemas({
  parameters,
  requestBody,
  responses,
}: Pick<Operation, 'parameters' | 'requestBody' | 'responses'>): Schema[] {
  const contents = [...(requestBody?.contents ?? []), ...responses.flatMap((response) => response.contents)];
  return [
    ...parameters.map(({ schema }) => schema),
    ...contents.map(({ schema }) => schema).filter((schema) => schema !== null),
    ...responses.flatMap(({ headers }) => headers.map(({ schema }) => schema)),
  ];
}

function standardIdsIn(schemas: Schema[]): Set<string> {
  return new Set(
    allSchemas(schemas)
      .map((schema) => schema['x-standard'])
      .filter((id) => id !== undefined),
  );
}

/** Schemas and all that are written inside them. */
function allSchemas(roots: Schema[]): Schema[] {
  return roots.flatMap((schema) => [schema, ...allSchemas(subschemas(schema))]);
}

function pick<T>(record: Record<string, T>, keys: string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}
