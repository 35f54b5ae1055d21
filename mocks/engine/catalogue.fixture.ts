import type {
  BrokenService,
  Catalogue,
  Example,
  HttpMethod,
  JsonObject,
  JsonValue,
  MediaType,
  OpenApiDocument,
  Operation,
  OperationExample,
  Parameter,
  Persona,
  Response,
  Service,
} from '@dpi/specs/model';

const METHODS: HttpMethod[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** A catalogue for tests, of OpenAPI documents by service id; each is version `v1`. */
export function catalogueOf(
  documents: Record<string, OpenApiDocument>,
  { personas = [], broken = [] }: { personas?: Persona[]; broken?: BrokenService[] } = {},
): Catalogue {
  return {
    locale: 'en',
    country: {
      id: 'XX',
      name: 'Testland',
      title: 'Test',
      summary: 'Test',
      locales: [{ id: 'en', name: 'English' }],
      team: null,
    },
    layers: [],
    agencies: [],
    services: Object.entries(documents).map(([id, document]) => serviceOf(id, document)),
    broken,
    standards: [],
    personas,
    problems: PROBLEMS.map(([id, status]) => ({ id, status, title: id, meaning: '', remedy: '', raisedBy: [] })),
    guideline: [],
    journeys: [],
    findings: [],
    hash: '0',
  };
}

const PROBLEMS: [string, number][] = [
  ['request-malformed', 400],
  ['request-invalid', 422],
  ['idempotency-key-missing', 400],
  ['media-type-unsupported', 415],
  ['not-acceptable', 406],
  ['service-not-found', 404],
  ['service-broken', 503],
  ['operation-not-found', 404],
  ['method-not-allowed', 405],
  ['example-not-found', 404],
  ['response-not-defined', 501],
  ['mock-failed', 500],
];

function serviceOf(id: string, document: OpenApiDocument): Service {
  return {
    id,
    version: 'v1',
    title: id,
    summary: '',
    description: '',
    release: '1.0.0',
    layer: null,
    agency: null,
    audience: [],
    lifecycle: 'draft',
    dataProtection: null,
    contact: null,
    license: null,
    servers: [],
    basePath: `/sandbox/${id}/v1`,
    url: `/catalogue/${id}/v1/`,
    tags: [],
    webhooks: [],
    operations: operationsOf(document),
    schemas: {},
    securitySchemes: {},
    sunset: null,
    assessment: null,
    releases: [],
    changelog: '',
    document,
    file: `${id}/v1/openapi.yaml`,
  };
}

function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const spec = item[method] as JsonObject | undefined;
      return spec === undefined ? [] : [operationOf(document, method, path, item, spec)];
    }),
  );
}

function operationOf(
  document: OpenApiDocument,
  method: HttpMethod,
  path: string,
  item: JsonObject,
  spec: JsonObject,
): Operation {
  const list = (value: JsonValue | undefined) => (value ?? []) as JsonObject[];
  const parameters = [...list(item.parameters), ...list(spec.parameters)].map((raw): Parameter => {
    const parameter = follow(document, raw);
    return {
      name: String(parameter.name),
      in: parameter.in as Parameter['in'],
      required: parameter.required === true,
      deprecated: false,
      description: '',
      schema: {},
      style: String(parameter.style ?? ''),
      explode: false,
      examples: examplesOf(document, parameter),
    };
  });
  const body = spec.requestBody === undefined ? null : follow(document, spec.requestBody as JsonObject);
  const requestBody =
    body === null ? null : { required: body.required === true, description: '', contents: contentsOf(document, body) };
  const responses = Object.entries((spec.responses ?? {}) as JsonObject).map(([status, raw]): Response => {
    return {
      status,
      description: '',
      headers: [],
      contents: contentsOf(document, follow(document, raw as JsonObject)),
    };
  });
  return {
    id: String(spec.operationId ?? `${method} ${path}`),
    slug: '',
    method,
    path,
    url: '',
    summary: '',
    description: '',
    tags: [],
    deprecated: false,
    parameters,
    requestBody,
    responses,
    examples: pairsOf(parameters, requestBody, responses),
    security: [],
  };
}

function pairsOf(
  parameters: Parameter[],
  requestBody: Operation['requestBody'],
  responses: Response[],
): OperationExample[] {
  const pairs = new Map<string, OperationExample>();
  const pair = (name: string) => {
    const known = pairs.get(name) ?? {
      name,
      summary: '',
      description: '',
      request: null,
      response: null,
      personas: [],
    };
    pairs.set(name, known);
    return known;
  };
  const request = (name: string) => {
    const found = pair(name);
    found.request ??= { parameters: [], contentType: null, body: undefined };
    return found.request;
  };
  for (const parameter of parameters) {
    for (const { name, value } of parameter.examples) {
      request(name).parameters.push({ in: parameter.in, name: parameter.name, value });
    }
  }
  for (const { contentType, examples } of requestBody?.contents ?? []) {
    for (const { name, value } of examples) Object.assign(request(name), { contentType, body: value });
  }
  for (const { status, contents } of responses) {
    for (const { contentType, examples } of contents) {
      for (const { name, value } of examples) pair(name).response ??= { status, contentType, body: value };
    }
  }
  return [...pairs.values()];
}

function contentsOf(document: OpenApiDocument, holder: JsonObject): MediaType[] {
  return Object.entries((holder.content ?? {}) as Record<string, JsonObject>).map(([contentType, content]) => {
    return { contentType, schema: null, examples: examplesOf(document, content) };
  });
}

function examplesOf(document: OpenApiDocument, holder: JsonObject): Example[] {
  const example = (name: string, value: JsonValue) => ({ name, summary: '', description: '', value });
  const named = Object.entries((holder.examples ?? {}) as Record<string, JsonObject>).map(([name, raw]) =>
    example(name, follow(document, raw).value ?? null),
  );
  return holder.example === undefined ? named : [example('default', holder.example), ...named];
}

function follow(document: OpenApiDocument, value: JsonObject): JsonObject {
  if (typeof value.$ref !== 'string') return value;
  let found: unknown = document;
  for (const part of value.$ref.slice(2).split('/'))
    found = (found as Record<string, unknown>)[part.replaceAll('~1', '/')];
  return found as JsonObject;
}
