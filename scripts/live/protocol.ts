import type { Assessment, Finding, GuidelineRule } from '@dpi/specs/model';
import type { Reading } from './read-catalogue.ts';

/** What {@link CatalogueReader} asks its worker, one after the other, and what it gets. */
export interface Answers {
  /** The specs as they are now, but for the services whose digests are `known`. */
  read: { ask: { known: Record<string, string> }; get: Reading };
  /** How well what was last read follows the guideline. */
  assess: { ask: object; get: Assessed };
  /** What the catalogue of each language is known by. */
  hashes: { ask: object; get: string[] };
  /** Data of every page of what was last read, by path, in every language. */
  pages: { ask: object; get: ReadPages };
}

export interface Assessed {
  guideline: GuidelineRule[];
  /** By `<id>/<version>`. */
  assessments: Record<string, Assessment | null>;
  findings: Finding[];
}

export interface ReadPages {
  pages: Map<string, string>;
  /** Faults in all languages, such as those of a translation. */
  findings: Finding[];
}

export type Question = keyof Answers;

export interface Request {
  question: Question;
  ask: object;
}

export type Reply = { got: unknown } | { failed: { message: string; isWrongUse: boolean } };

export interface WorkerData {
  specsDir: string | undefined;
  /** Ids; absent: all. */
  services: string[] | undefined;
}
