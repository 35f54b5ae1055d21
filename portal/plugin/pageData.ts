import type { OpenApiFiles } from '@dpi/specs';
import type {
  BrokenService,
  Change,
  HttpMethod,
  Lifecycle,
  MediaType,
  Operation,
  Parameter,
  RuleCategory,
  Schema,
  Service,
  Standard,
} from '@dpi/specs/model';
import type { Ending } from '../catalogue/ending.ts';
import type { HttpRequest } from '../console/httpRequest.ts';
import type { PageReferences } from '../reference/PageContext.ts';
import type { LanguageOffer } from './languageOffers.ts';

/**
 * What each page is given: all it shows and nothing else, since it travels with the page. Names that end in `Html` hold
 * safe HTML made from Markdown. URLs have no locale prefix. The page of an operation is in `reference/operationPage.ts`.
 */

/** The signature picture: layers from the top down, each with its services. */
export interface Stack {
  layers: StackLayer[];
  /** The platform's own services, and those that name no layer or one that the country's data does not have. */
  beside: StackService[];
}

export interface StackLayer {
  id: string;
  name: string;
  summary: string;
  services: StackService[];
}

export interface StackService {
  title: string;
  url: string;
}

/** What every page knows: enough for a small stack that says where one is. From the top down. */
export interface SiteData {
  layers: { id: string; name: string }[];
  /** Classes of data protection, mildest first. */
  dataProtection: { id: string; name: string }[];
  /** Of the other languages of the site. */
  offers: LanguageOffer[];
}

export interface HomePage {
  title: string;
  summary: string;
  stack: Stack;
  counts: { services: number; operations: number; personas: number; standards: number };
  /** A call that works as it stands; `null` where no spec has an example. */
  firstCall: FirstCall | null;
  /** Newest first. */
  latest: LatestRelease[];
}

/** A published version of a service. */
export interface LatestRelease {
  /** Of the service. */
  title: string;
  version: string;
  /** Day of publication, such as `2026-11-23`. */
  date: string;
  /** Of the page that says what changed. */
  url: string;
  isFirst: boolean;
  /** How many, and how many of these break callers. */
  changes: number;
  breaking: number;
}

export interface FirstCall {
  operation: { title: string; url: string };
  /** Who the example is about; `null` where it is about nobody. */
  persona: { id: string; name: string } | null;
  /** Its URL begins with `/`. */
  request: HttpRequest;
  answer: { status: string; body: string };
}

export interface CataloguePage {
  layers: { id: string; name: string; summary: string }[];
  agencies: { id: string; name: string }[];
  services: CatalogueEntry[];
  broken: BrokenService[];
}

export interface CatalogueEntry {
  id: string;
  version: string;
  title: string;
  summary: string;
  /** Is searched, too, and not shown: the groups of its operations, and the first sentences on it and on these groups. */
  about: string;
  url: string;
  /** Id of one of the page's layers. */
  layer: string | null;
  /** Id of one of the page's agencies. */
  agency: string | null;
  lifecycle: Lifecycle;
  sunset: string | null;
  servedBy: Service['servedBy'];
  dataProtection: string | null;
  operations: CatalogueOperation[];
  score: number | null;
}

/** Its page is at `slug` below that of its service. */
export interface CatalogueOperation {
  id: string;
  slug: string;
  title: string;
}

export interface ServicePage {
  id: string;
  version: string;
  title: string;
  summary: string;
  descriptionHtml: string;
  release: string;
  url: string;
  servedBy: Service['servedBy'];
  basePath: string;
  /** Schemes that its operations name. */
  securitySchemes: Service['securitySchemes'];
  /** Names of those that the sandbox's key stands in for. */
  simulatedSchemes: string[];
  layer: { id: string; name: string } | null;
  agency: { name: string; url: string | null } | null;
  /** For whom it is, in words. */
  audience: string[];
  lifecycle: Lifecycle;
  dataProtection: string | null;
  contact: Service['contact'];
  license: string | null;
  servers: Service['servers'];
  /** A call that works as it stands; `null` where no example says one, and for what the sandbox does not answer. */
  firstCall: FirstCall | null;
  /** `null` where it does not end. */
  ending: Ending | null;
  /** `null` where it was not assessed. */
  quality: ServiceQuality | null;
  /** Published versions, newest first; `changes` counts those of each level. */
  releases: { version: string; date: string; score: number | null; changes: Record<Change['level'], number> }[];
  /** Its operations by tag; the title is empty for those that have none. */
  groups: ServiceGroup[];
  webhooks: ServiceWebhook[];
  /** What the schemas of its webhooks refer to. */
  references: PageReferences;
  /** Other major versions of the same service. */
  otherVersions: { version: string; lifecycle: Lifecycle; url: string }[];
  /** Standards whose schemas it uses. */
  standards: { title: string; url: string }[];
  /** Its OpenAPI files; those in the language of the page come first. */
  openApiFiles: OpenApiFiles[];
  /** Path of the file with its webhooks, where it has some. */
  asyncApi: string | null;
  /** Guides to journeys that pass through it. */
  journeys: { title: string; summary: string; url: string }[];
}

export interface ServiceWebhook {
  name: string;
  method: HttpMethod;
  summary: string;
  descriptionHtml: string;
  /** Their descriptions are HTML, as are those of `contents`. */
  parameters: Parameter[];
  contents: MediaType[];
  /** Whether the sandbox sends it. */
  isSent: boolean;
}

/** How a service does by the guideline. */
export interface ServiceQuality {
  score: number;
  /** The most that the spec can reach, and why; without rules: it has no operation. */
  cap: { points: number; rules: { id: string; title: string }[] } | null;
  categories: { id: RuleCategory; points: number; maximum: number }[];
  losses: {
    rule: string;
    title: string;
    points: number;
    /** `at` is file and line; `more` counts the places that are not listed. */
    places: { at: string; message: string }[];
    more: number;
  }[];
  waivers: { rule: string; title: string; reason: string; until: string; expired: boolean }[];
}

export interface ChangelogPage {
  title: string;
  version: string;
  /** The service's page. */
  url: string;
  changelogHtml: string;
  releases: {
    version: string;
    date: string;
    score: number | null;
    isFirst: boolean;
    /** Levels that have changes, the gravest first. */
    changes: { level: Change['level']; items: { id: string; operation: string | null; html: string }[] }[];
  }[];
}

export interface GuidelinePage {
  /** How many services were assessed. */
  services: number;
  categories: {
    id: RuleCategory;
    /** What all its rules are worth together. */
    points: number;
    rules: {
      id: string;
      title: string;
      requiredFrom: Lifecycle;
      points: number;
      protectsPeople: boolean;
      brokenBy: number;
    }[];
  }[];
}

export interface RulePage {
  id: string;
  category: RuleCategory;
  title: string;
  whyHtml: string;
  fixHtml: string;
  /** YAML, and the same in colour. */
  bad: { text: string; html: string };
  good: { text: string; html: string };
  requiredFrom: Lifecycle;
  /** Of the 100 that all rules are worth together. */
  protectsPeople: boolean;
  points: number;
  brokenBy: { title: string; version: string; lifecycle: Lifecycle; url: string; points: number; places: number }[];
  waivers: { title: string; version: string; url: string; reason: string; until: string; expired: boolean }[];
}

export interface ServiceGroup {
  /** How the tag is shown. */
  title: string;
  descriptionHtml: string;
  operations: Pick<Operation, 'method' | 'path' | 'summary' | 'url' | 'deprecated'>[];
}

export interface StandardListPage {
  standards: (Pick<Standard, 'id' | 'kind' | 'name' | 'title'> & { summary: string; usedBy: number })[];
}

export interface StandardPage extends Pick<Standard, 'id' | 'kind' | 'name' | 'title'> {
  descriptionHtml: string;
  source: string;
  /** Path of its JSON Schema. */
  schemaUrl: string;
  /** Descriptions in it are HTML. */
  schema: Schema;
  /** Standards it is made of, by the names in its references. */
  schemas: Record<string, Schema>;
  /** Id → title of those standards. */
  standards: Record<string, string>;
  usedBy: { title: string; version: string; url: string }[];
}

export interface PersonasPage {
  personas: PersonaCard[];
  /** What the kinds of identifiers are called; for people whom a team adds to its world. */
  identifierNames: Record<string, string>;
}

export interface PersonaCard {
  id: string;
  name: string;
  summary: string;
  purpose: string;
  identifiers: { name: string; value: string }[];
  /** Facts with a single value, named by their path, such as `address.district`; with the language where it is not the page's. */
  facts: { name: string; value: string; lang: string | undefined }[];
  /** Whether the sandbox has pages that stand for the person's own: a phone, consents. */
  hasPages: boolean;
}

export interface ProblemListPage {
  problems: { id: string; status: number; title: string; summary: string }[];
}

export interface ProblemPage {
  id: string;
  status: number;
  title: string;
  meaningHtml: string;
  remedyHtml: string;
  raisedBy: { title: string; url: string }[];
}
