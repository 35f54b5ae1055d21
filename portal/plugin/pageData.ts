import type { BrokenService, Lifecycle, Operation, Schema, Service } from '@dpi/specs/model';
import type { HttpRequest } from '../console/httpRequest.ts';

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
}

export interface HomePage {
  title: string;
  summary: string;
  stack: Stack;
  counts: { services: number; operations: number; personas: number; standards: number };
  /** A call that works as it stands; `null` where no spec has an example. */
  firstCall: FirstCall | null;
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
  url: string;
  /** Id of one of the page's layers. */
  layer: string | null;
  /** Id of one of the page's agencies. */
  agency: string | null;
  lifecycle: Lifecycle;
  dataProtection: string | null;
  operations: number;
  score: number | null;
}

export interface ServicePage {
  id: string;
  version: string;
  title: string;
  summary: string;
  descriptionHtml: string;
  release: string;
  url: string;
  basePath: string;
  layer: { id: string; name: string } | null;
  agency: { name: string; url: string | null } | null;
  audience: string[];
  lifecycle: Lifecycle;
  dataProtection: string | null;
  contact: Service['contact'];
  license: string | null;
  servers: Service['servers'];
  score: number | null;
  /** Its operations by tag; the title is empty for those that have none. */
  groups: ServiceGroup[];
  changelogHtml: string;
  /** Other major versions of the same service. */
  otherVersions: { version: string; lifecycle: Lifecycle; url: string }[];
  /** Standards whose schemas it uses. */
  standards: { title: string; url: string }[];
}

export interface ServiceGroup {
  /** How the tag is shown. */
  title: string;
  descriptionHtml: string;
  operations: Pick<Operation, 'method' | 'path' | 'summary' | 'url' | 'deprecated'>[];
}

export interface StandardListPage {
  standards: { id: string; title: string; summary: string; usedBy: number }[];
}

export interface StandardPage {
  id: string;
  title: string;
  descriptionHtml: string;
  source: string;
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
}

export interface PersonaCard {
  id: string;
  name: string;
  summary: string;
  purpose: string;
  identifiers: { name: string; value: string }[];
  /** Facts with a single value, named by their path, such as `address.district`. */
  facts: { name: string; value: string }[];
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
