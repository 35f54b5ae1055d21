/**
 * The catalogue: what portal, mocks and sandbox know of the services. It is read from `specs/` and
 * `mocks/personas/` by {@link loadCatalogue} and holds plain JSON values only, in one language.
 */

/** A catalogue in one language. Texts fall back to the source language where a translation is missing. */
export interface Catalogue {
  /** Language of every text below, such as `en` or `bn`. */
  locale: string;
  country: Country;
  layers: Layer[];
  agencies: Agency[];
  /** Services that could be read, by layer, then id. */
  services: Service[];
  /** Services that could not be read; they are shown with the reason, never left out silently. */
  broken: BrokenService[];
  standards: Standard[];
  personas: Persona[];
  /** Every `type` a problem answer can have: the platform's own, and those found in the specs' examples. */
  problems: ProblemType[];
  findings: Finding[];
  /** Changes whenever anything above does. */
  hash: string;
}

export interface Country {
  /** ISO 3166-1 alpha-2. */
  id: string;
  name: string;
  /** Name of the platform, as the page title shows it. */
  title: string;
  /** One sentence that says what the platform is. */
  summary: string;
  locales: { id: string; name: string }[];
}

/** A layer of the stack, such as identity or payments, in drawing order from the bottom up. */
export interface Layer {
  id: string;
  name: string;
  summary: string;
}

export interface Agency {
  id: string;
  name: string;
  url: string | null;
  email: string | null;
}

export type Lifecycle = 'draft' | 'alpha' | 'beta' | 'stable' | 'deprecated' | 'retired';

/** One major version of one service: one OpenAPI file. */
export interface Service {
  /** Folder name, such as `nid-verification`. */
  id: string;
  /** `v` and the major version, such as `v1`. */
  version: string;
  title: string;
  /** One line. */
  summary: string;
  /** Markdown. */
  description: string;
  /** `info.version`, such as `1.2.0`. */
  release: string;
  /** Id of a layer; `null` where the spec names none. */
  layer: string | null;
  /** Id of an agency; `null` where the spec names none. */
  agency: string | null;
  /** Who may use the service in production, in the spec's words. */
  audience: string[];
  lifecycle: Lifecycle;
  /** The strictest class of personal data the service handles; `null` where the spec names none. */
  dataProtection: string | null;
  contact: { name: string | null; url: string | null; email: string | null } | null;
  license: string | null;
  /** Servers of the real service, as the spec names them. */
  servers: { url: string; description: string }[];
  /** Where the sandbox answers for it: `/sandbox/<id>/<version>`. */
  basePath: string;
  /** The service page, without a locale prefix: `/catalogue/<id>/<version>/`. */
  url: string;
  tags: Tag[];
  operations: Operation[];
  /** JSON Schemas (2020-12) that operations name by `#/components/schemas/<name>`. */
  schemas: Record<string, Schema>;
  securitySchemes: Record<string, SecurityScheme>;
  /** Quality score 0–100; `null` until the service was scored. */
  score: number | null;
  /** Markdown of `CHANGELOG.md`; empty where there is none. */
  changelog: string;
  /** The bundled OpenAPI document: one file, internal references only, not normalised. */
  document: OpenApiDocument;
  /** The file a developer can open, relative to the folder of services. */
  file: string;
}

export interface BrokenService {
  id: string;
  version: string;
  file: string;
  findings: Finding[];
}

export interface Tag {
  name: string;
  /** How the tag is shown: `x-displayName`, else the name. */
  title: string;
  description: string;
}

export type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

export interface Operation {
  /** `operationId`, or made of method and path where the spec has none. Unique in its service. */
  id: string;
  /** `id` as it stands in URLs. Unique in its service. */
  slug: string;
  method: HttpMethod;
  /** Path template as in the spec, such as `/consents/{consentId}`. */
  path: string;
  /** The reference page, without a locale prefix: `/catalogue/<service>/<version>/<slug>/`. */
  url: string;
  summary: string;
  /** Markdown. */
  description: string;
  tags: string[];
  deprecated: boolean;
  parameters: Parameter[];
  requestBody: RequestBody | null;
  responses: Response[];
  /** Named examples, request and response paired by name, in the order of the spec. */
  examples: OperationExample[];
  /** Alternatives, each a list of security scheme names that are needed together; empty: none needed. */
  security: string[][];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  deprecated: boolean;
  description: string;
  schema: Schema;
  style: string;
  explode: boolean;
  examples: Example[];
}

export interface RequestBody {
  required: boolean;
  description: string;
  contents: MediaType[];
}

export interface MediaType {
  contentType: string;
  schema: Schema | null;
  examples: Example[];
}

export interface Response {
  /** `200`, `4XX` or `default`. */
  status: string;
  description: string;
  headers: Header[];
  contents: MediaType[];
}

export interface Header {
  name: string;
  required: boolean;
  description: string;
  schema: Schema;
  examples: Example[];
}

export interface Example {
  /** Key in the spec; `default` for a lone `example`. */
  name: string;
  summary: string;
  description: string;
  value: JsonValue;
}

/** What a caller sends and gets under one name. */
export interface OperationExample {
  name: string;
  summary: string;
  description: string;
  /** `null` where only responses carry the name. */
  request: ExampleRequest | null;
  /** `null` where only the request carries the name. */
  response: ExampleResponse | null;
  /** Ids of the personas whose identifiers the request holds. */
  personas: string[];
}

export interface ExampleRequest {
  parameters: { in: Parameter['in']; name: string; value: JsonValue }[];
  contentType: string | null;
  body: JsonValue | undefined;
}

export interface ExampleResponse {
  status: string;
  contentType: string;
  body: JsonValue;
}

export interface SecurityScheme {
  type: string;
  description: string;
  /** Header, query or cookie name of an `apiKey`; HTTP scheme such as `bearer`; else empty. */
  name: string;
  in: string;
}

/** A shared data standard: a schema in `specs/standards/` with an `x-standard` id. */
export interface Standard {
  id: string;
  /** File and pointer, such as `v1/identifiers.yaml#/schemas/Nid`. */
  source: string;
  title: string;
  /** Markdown. */
  description: string;
  schema: Schema;
  /** Services that use it, as `<id>/<version>`. */
  usedBy: string[];
}

/** A synthetic person, business or group who is the same in every service. */
export interface Persona {
  id: string;
  name: string;
  /** One line: who this is. */
  summary: string;
  /** Which case needs this persona: what to try with it. */
  purpose: string;
  /** What identifies the persona in requests, such as `nid` → `1990…`. Unique over all personas. */
  identifiers: Record<string, string>;
  /** All else that is true of the persona, as in its file; leaf values are facts that examples agree with. */
  facts: JsonObject;
}

export interface ProblemType {
  /** Last part of the type URL `/problems/<id>/`. */
  id: string;
  status: number;
  title: string;
  /** Markdown: what happened. */
  meaning: string;
  /** Markdown: what to do. Empty for types that are only known from a spec's examples. */
  remedy: string;
  /** Operations whose examples show it, as reference page URLs. */
  raisedBy: { title: string; url: string }[];
}

export interface Finding {
  severity: 'error' | 'warning';
  /** Id of the rule, such as `spec-readable`. */
  rule: string;
  /** Service as `<id>/<version>`; `null` for what belongs to no service. */
  service: string | null;
  /** File relative to the folder of services. */
  file: string;
  /** From 1. */
  line: number;
  column: number;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  hint: string;
}

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject {
  [key: string]: JsonValue | undefined;
}

/** A JSON Schema 2020-12 object; OpenAPI 3.0 keywords are already rewritten (`nullable`, boolean `exclusiveMinimum`, `example`). */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  enum?: JsonValue[];
  const?: JsonValue;
  default?: JsonValue;
  examples?: JsonValue[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  required?: string[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema | boolean;
  prefixItems?: Schema[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  readOnly?: boolean;
  writeOnly?: boolean;
  deprecated?: boolean;
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
  /** Id of the shared standard this schema is. */
  'x-standard'?: string;
  /** Class of personal data, such as `sensitive`. */
  'x-data-protection'?: string;
  [keyword: string]: unknown;
}

/** A bundled OpenAPI 3.0 or 3.1 document; only what is common to both is typed. */
export interface OpenApiDocument {
  openapi: string;
  info: JsonObject;
  paths?: Record<string, JsonObject>;
  components?: Record<string, JsonObject>;
  [key: string]: unknown;
}
