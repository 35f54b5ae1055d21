import type { JsonObject } from '@dpi/specs/json-value';
import type { DataClass, Lifecycle, Persona, RuleCategory, Service, Standard } from '@dpi/specs/model';
import type { Oas3Visitor, UserContext } from '@redocly/openapi-core';
import type { TermList } from '../terms/terms.ts';
import type { OperationAt } from './operation-at.ts';
import type { PersonalTerms } from './personal-data.ts';

/**
 * One rule of the guideline. The file it is the default export of is named for its id, as are its texts beside it and its cases
 * in `cases/`.
 */
export interface Rule {
  category: RuleCategory;
  /** From this stage on a violation is an error; before, a warning. */
  requiredFrom: 'draft' | 'alpha' | 'beta' | 'stable';
  /** 1 for what is good to have, 3 for what users suffer from. */
  points: 1 | 2 | 3;
  /** Whether one finding costs all points, or each place its share. */
  scope: 'service' | 'operation';
  /** Whether breaking it endangers people's data, money or access: then it caps the score. */
  protectsPeople?: boolean;
  /** Looks at the OpenAPI source, as a Redocly visitor: findings have the place of the node. */
  visit?: (subject: Subject, report: ReportNode, operationAt: OperationAt) => Oas3Visitor;
  /** Looks at what stands beside the source, such as the changelog. */
  inspect?: (subject: Subject, report: ReportPlace) => void;
}

/** What a rule may need to know beside the node it looks at. */
export interface Subject {
  service: Service;
  /** Text of `CHANGELOG.md`; `null` where there is none. */
  changelog: string | null;
  overlays: Overlay[];
  /** Languages of the country; that of the source comes first. */
  languages: string[];
  /** Languages other than that of the source, such as `bn`. */
  translations: string[];
  personas: Persona[];
  agencies: Set<string>;
  layers: Set<string>;
  /** Classes of data protection, mildest first. */
  dataClasses: Pick<DataClass, 'id' | 'isOfPeople'>[];
  standards: Standard[];
  /** Folder of the files that they stand in, an absolute path. */
  standardsDir: string;
  /** What is about a person, as the country lists it. */
  personalTerms: PersonalTerms;
  /** Ids of the problem types that somebody has described, of the platform and of services. */
  problemTypes: Set<string>;
  /** The service in each language that has an overlay. */
  translated: Map<string, Service>;
  /** The term list of each of these languages that has one. */
  terms: Map<string, TermList>;
  /** Ids of all rules. */
  rules: Set<string>;
  /** Today as `2026-11-23`. */
  today: string;
}

/** A translation of the spec. */
export interface Overlay {
  locale: string;
  /** Absolute path. */
  file: string;
  /** `null` where it is no overlay. */
  actions: { target: string; update: JsonObject | null; line: number }[] | null;
  /** Its strings, each as it reads, as it is written in the file, and the line on which it begins. */
  texts: { text: string; written: string; line: number }[];
}

/**
 * Reports a violation.
 * @param message name of the message in the texts of the rule
 * @param values what stands for `{name}` in it
 * @param path the place below the node; the node itself when absent
 */
export type ReportNode = (
  context: Pick<UserContext, 'report' | 'location'>,
  message: string,
  values?: Values,
  path?: (string | number)[],
) => void;

/** The same for a line of a file; the spec's first line when absent. */
export type ReportPlace = (message: string, values?: Values, place?: { file: string; line: number }) => void;

export type Values = Record<string, string | number>;

const STAGES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable'];

/** Whether a rule that is required from one stage on is required at another. Deprecated counts as stable. */
export function isRequiredAt(stage: Lifecycle, requiredFrom: Rule['requiredFrom']): boolean {
  if (stage === 'retired') return false;
  const reached = stage === 'deprecated' ? 'stable' : stage;
  return STAGES.indexOf(reached) >= STAGES.indexOf(requiredFrom);
}

/** A node as the plain JSON it is: Redocly's types know nothing of extensions. */
export function plain(node: object): JsonObject {
  return node as JsonObject;
}
