/**
 * The catalogue: what portal, mocks and sandbox know of the services. It is read from `specs/` and
 * `mocks/personas/` by {@link loadCatalogue} and holds JSON values only, in one language.
 */

import type { ArazzoStep } from '../arazzo/index.ts';
import type { Behaviour, Seed } from '../behaviour/model.ts';
import type { NameSpelling } from '../behaviour/names.ts';
import type { JsonObject, JsonValue } from '../json/value.ts';
import type { LoginSettings } from '../login/model.ts';
import type { Numeric } from '../numbers/index.ts';
import type { Language } from '../texts/languages.ts';

/** A catalogue in one language. Texts fall back to the source language where a translation is missing. */
export interface Catalogue {
  /** Language of every text below, such as `en` or `bn`. */
  locale: string;
  country: Country;
  layers: Layer[];
  agencies: Agency[];
  /** Services that could be read, by layer, then id. */
  services: Service[];
  /** Services that were not asked for and are not shown: they keep resources that those above import. */
  supporting: Service[];
  /** Services that could not be read; they are shown with the reason, never left out silently. */
  broken: BrokenService[];
  standards: Standard[];
  personas: Persona[];
  /** Every `type` a problem answer can have: the platform's own, and those found in the specs' examples. */
  problems: ProblemType[];
  /** The national API guideline, by category, then id; empty until `assessCatalogue` was asked. */
  guideline: GuidelineRule[];
  /** Tasks that take several services, as Arazzo files describe them. */
  journeys: Journey[];
  guides: Guide[];
  /** Programs that use several services, to download and to start. */
  sampleApps: SampleApp[];
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
  /** The first is that of the texts that name none. */
  locales: Language[];
  /** Team that answers for whatever belongs to no agency, as the forge names it: `@organisation/team`. */
  team: string | null;
  /** Where vulnerabilities are reported: an address such as `mailto:…`; `null` where the country names none. */
  securityContact: string | null;
  /** The clock of the simulated services. */
  clock: CountryClock;
  /** How the names of its people are compared. */
  names: NameSpelling;
  /** Classes of personal data, mildest first. */
  dataProtection: DataClass[];
  /** For whom services are. */
  audiences: Named[];
  /** What identifies people: kinds as personas name them. */
  identifiers: Named[];
  /** How a person is made whom a team adds to its world; `null` where the country does not say. */
  newPerson: NewPerson | null;
}

/** How a person is made whom a team adds to its world. */
export interface NewPerson {
  /** What a name may be written with, as a regular expression, by language; a name is asked for in each. */
  names: Record<string, string>;
  genders: PersonChoice[];
  places: (PersonChoice & { address: JsonObject })[];
  /** Expressions in CEL, made in their order. */
  identifiers: Record<string, string>;
  /** JSON in which every text is an expression in CEL. */
  facts: JsonObject;
}

/** Something that is chosen for a new person, with its name by language. */
export interface PersonChoice {
  id: string;
  name: Record<string, string>;
}

/** An id of the country's data, and its name for people. */
export interface Named {
  id: string;
  name: string;
}

export interface DataClass extends Named {
  /** Whether data of this class is about a person. */
  isOfPeople: boolean;
}

export interface CountryClock {
  /** IANA name, such as `Asia/Dhaka`. */
  timeZone: string;
  /** Days of the week on which offices are closed, 0 for Sunday. */
  weekend: number[];
  /** Days on which they are closed, too, such as `2026-12-16`. */
  holidays: string[];
  /** The moment at which the examples of the specs are true, RFC 3339; empty where the country names none. */
  examplesAt: string;
}

/** A layer of the stack, such as identity or payments, in drawing order from the bottom up. */
export interface Layer {
  id: string;
  name: string;
  summary: string;
  /** Whether it is no part of the stack but stands beside it, such as the platform's own services. */
  isBeside: boolean;
}

export interface Agency {
  id: string;
  name: string;
  /** The name by language. */
  names: Record<string, string>;
  url: string | null;
  email: string | null;
  /** Team that reviews changes of its specs, as the forge names it: `@organisation/team`. */
  team: string | null;
}

export type Lifecycle = 'draft' | 'alpha' | 'beta' | 'stable' | 'deprecated' | 'retired';

/** One major version of one service: one OpenAPI file. */
export interface Service {
  /** Folder name, such as `nid-verification`. */
  id: string;
  /** `v` and the major version, such as `v1`. */
  version: string;
  title: string;
  /** The title by language: that of the catalogue, and those of overlays beside the spec. */
  titles: Record<string, string>;
  /** One line. */
  summary: string;
  /** The summary, as {@link titles}. */
  summaries: Record<string, string>;
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
  /** Since when the service is deprecated, ISO 8601; `null` where the spec names no such time. */
  deprecatedAt: string | null;
  /** When a deprecated service stops, such as `2027-06-30`; `null` where the spec names no such time. */
  sunsetAt: string | null;
  /** The strictest class of personal data the service handles; `null` where the spec names none. */
  dataProtection: string | null;
  contact: { name: string | null; url: string | null; email: string | null } | null;
  license: string | null;
  /** Servers of the real service, as the spec names them; none where the platform serves it. */
  servers: Server[];
  /**
   * Who answers at `basePath`: the sandbox, for a service that it simulates, or the platform itself, for an API of its own.
   */
  servedBy: 'sandbox' | 'platform';
  /** Where it is answered on this origin: `/sandbox/<id>/<version>`, or the path of the platform's own API. */
  basePath: string;
  /** The service page, without a locale prefix: `/catalogue/<id>/<version>/`. */
  url: string;
  tags: Tag[];
  operations: Operation[];
  webhooks: Webhook[];
  /** JSON Schemas (2020-12) that operations name by `#/components/schemas/<name>`. */
  schemas: Record<string, Schema>;
  securitySchemes: Record<string, SecurityScheme>;
  /** How well the spec follows the guideline; `null` until it was assessed. */
  assessment: Assessment | null;
  /** Published versions of this spec, newest first. */
  releases: Release[];
  /** Markdown of `CHANGELOG.md`; empty where there is none. */
  changelog: string;
  /** The bundled OpenAPI document: one file, internal references only, not normalised. */
  document: OpenApiDocument;
  /** The file a developer can open, relative to the folder of services. */
  file: string;
  /** Languages that an overlay beside the spec translates it to, such as `bn`. */
  translations: string[];
  /** How the simulated service decides and what it changes; `null`: it answers with the examples of its spec. */
  behaviour: Behaviour | null;
  /** What exists when a world begins. */
  seed: Seed;
  /** How the sandbox's OpenID provider answers for the service; `null` where it does not. */
  login: LoginSettings | null;
}

/** A server of the real service; variables in its URL have their defaults. */
export interface Server {
  url: string;
  description: string;
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
  /** As those of the service, where the operation names its own. */
  deprecatedAt: string | null;
  sunsetAt: string | null;
  parameters: Parameter[];
  requestBody: RequestBody | null;
  responses: Response[];
  /** Named examples, request and response paired by name, in the order of the spec. */
  examples: OperationExample[];
  /** Alternatives, each a list of security scheme names that are needed together; empty: none needed. */
  security: string[][];
  /** Servers of the real service for this operation, where it or its path names other ones than the service; else empty. */
  servers: Server[];
  collection: CollectionHints;
}

/** What only a collection of requests that run one after another needs to know of an operation: `x-collection`. */
export interface CollectionHints {
  /** Variables that take their value from the answer, and its place there as a JSON Pointer. */
  store: Record<string, string>;
  /** Texts that stand in the request body in place of those of the example, by property; `{{name}}` is a variable. */
  body: Record<string, string>;
}

/** What the service posts to a URL of the caller when something has happened. */
export interface Webhook {
  /** As the spec names it, such as `transferFinished`. */
  name: string;
  method: HttpMethod;
  /** One line. */
  summary: string;
  /** Markdown. */
  description: string;
  /** Headers and the like that come with it. */
  parameters: Parameter[];
  requestBody: RequestBody | null;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  deprecated: boolean;
  description: string;
  schema: Schema;
  /** One that OpenAPI has for this place. */
  style: string;
  explode: boolean;
  /** Reserved characters stand as they are; in a path, slashes do: the value is the rest of the path, `x-multi-segment`. */
  allowReserved: boolean;
  /** In a query, an empty value stands for one that has none. */
  allowEmptyValue: boolean;
  /** Media type of a parameter that is described by `content`; `null` where `style` says how it is written. */
  contentType: string | null;
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
  /** How the fields of a form are written, by name. */
  encoding: Record<string, Encoding>;
  examples: Example[];
}

/** How a field of a form is written: by `style`, or where that is `null`, by media type. */
export interface Encoding {
  style: string | null;
  explode: boolean;
  allowReserved: boolean;
  /** Media types, separated by commas; `null`: the default of the value's type. */
  contentType: string | null;
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
  /** Whether the sandbox checks what is sent, beside its own key: a login checks the tokens that it gave. */
  isChecked: boolean;
}

/** A shared data standard: a schema in `specs/standards/` with an `x-standard` id. */
export interface Standard {
  id: string;
  /** What a spec uses it as: a schema, parameter or header it refers to, or a field of its own `info`. */
  kind: 'schema' | 'parameter' | 'header' | 'field';
  /** Name on the wire, such as `Idempotency-Key`, or in the spec, such as `x-lifecycle`; `null` where each use has its own. */
  name: string | null;
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
  /** The title by language; empty for types that nobody has described. */
  titles: Record<string, string>;
  /** Markdown: what happened. */
  meaning: string;
  /** Markdown: what to do. Empty for types that nobody has described: their words are those of an example. */
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
  /** JSON Pointer (RFC 6901) of the place in the file; absent where the finding is about a line or the whole file. */
  pointer?: string;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  hint: string;
}

/** One rule of the national API guideline. Its page is `/guideline/<id>/`. */
export interface GuidelineRule {
  id: string;
  category: RuleCategory;
  title: string;
  /** Markdown. */
  why: string;
  /** YAML that breaks the rule, and the same as it should be. */
  bad: string;
  good: string;
  /** Markdown. */
  fix: string;
  /** From this stage on a violation is an error; before, a warning. */
  requiredFrom: Lifecycle;
  /** What the rule is worth among those of its category. */
  points: number;
  /** Whether breaking it caps the score. */
  protectsPeople: boolean;
}

export type RuleCategory =
  | 'metadata'
  | 'design'
  | 'security'
  | 'errors'
  | 'data'
  | 'examples'
  | 'lifecycle'
  | 'translation';

/** The quality of one version of one service. */
export interface Assessment {
  /** 0–100, whole. */
  score: number;
  /** The most that the spec can reach, and the broken rules that protect people; `null`: nothing caps its score. */
  cap: { points: number; rules: string[] } | null;
  /** Points reached and points there are, rounded to one decimal; the maxima add up to 100. */
  categories: { id: RuleCategory; points: number; maximum: number }[];
  /** Rules that cost points, dearest first. */
  losses: { rule: string; points: number; findings: Finding[] }[];
  /** Rules the spec asks to be let off, whether they still count or not. */
  waivers: Waiver[];
}

/** An entry of `info.x-waivers`. */
export interface Waiver {
  rule: string;
  /** JSON Pointer the waiver is limited to; `null`: the whole spec. */
  pointer: string | null;
  reason: string;
  /** Last day it holds, such as `2027-03-31`. */
  until: string;
  expired: boolean;
}

/** One published version, as `releases/<version>.yaml` in the folder of the service records it. */
export interface Release {
  /** `info.version`, such as `1.1.0`. */
  version: string;
  /** Day of publication, such as `2026-11-23`. */
  date: string;
  /** Score at that time; `null` where it was not recorded, or calculated in another way than today. */
  score: number | null;
  /** Against the version before; empty for the first. */
  changes: Change[];
  /** Operations that had another `operationId` before. */
  renamedOperations: { from: string; to: string }[];
}

/** One difference between two versions of a spec. */
export interface Change {
  /** Id as oasdiff names it where it has one, such as `request-property-became-required`. */
  id: string;
  level: 'breaking' | 'warning' | 'harmless';
  /** `POST /transfers`; `null` for what belongs to no operation. */
  operation: string | null;
  /** JSON Pointer into the revision, or into the base for what was removed. */
  pointer: string;
  /** In words. */
  text: string;
}

/** A text that explains something of the whole, such as how to log in. */
export interface Guide {
  /** Path of its page, without a locale prefix. */
  url: string;
  title: string;
  /** Without what is above its heading. */
  markdown: string;
}

/** A small program that shows how several services are used together. Its page is a guide. */
export interface SampleApp {
  id: string;
  title: string;
  summary: string;
  /** Path of its page, without a locale prefix. */
  url: string;
  /** Services whose clients it uses, such as `fund-transfer/v1`. */
  services: string[];
  /** What it is made of, without those clients. */
  files: SampleFile[];
}

export interface SampleFile {
  /** Below the folder of the app, with slashes. */
  path: string;
  text: string;
}

/** A task that takes several services: one Arazzo 1.0.1 workflow. Its page is `/journeys/<id>/`. */
export interface Journey {
  id: string;
  title: string;
  summary: string;
  /** Markdown. */
  description: string;
  /** Ids of the personas whose identifiers the steps hold. */
  personas: string[];
  steps: JourneyStep[];
  /** The Arazzo document, in the language in which it is written. */
  document: JsonObject;
}

export interface JourneyStep {
  id: string;
  title: string;
  /** Markdown: why this step, what to look at. */
  description: string;
  /** `<id>/<version>` of the service and id of the operation. */
  service: string;
  operation: string;
  /** Name of the operation's example whose request and answer the step shows. */
  example: string;
  /** What the request takes from answers of earlier steps: name of the parameter or property, id of the step. */
  takes: { name: string; step: string }[];
  /** ID of the persona who acts, or whom the step is about; `null` where there is none. */
  persona: string | null;
  /** How far the clock of a world may be set forward before the step, where the journey waits for something; else `null`. */
  clock: ClockStep | null;
  /** Address of a page on which a person does in a browser what the step simulates, with runtime expressions; else `null`. */
  browserPage: string | null;
  /** What the Arazzo file says of the request and the response. */
  arazzo: ArazzoStep;
}

/** How far a clock is set forward. */
export type ClockStep = { seconds: number } | { workingDays: number };

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
  minimum?: Numeric;
  maximum?: Numeric;
  exclusiveMinimum?: Numeric;
  exclusiveMaximum?: Numeric;
  multipleOf?: Numeric;
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
  /** The schema's own name, where it is one that components cannot have. */
  'x-name'?: string;
  /** Id of the shared standard this schema is. */
  'x-standard'?: string;
  /** Field of a spec's `info` that a standard describes. */
  'x-field'?: string;
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
