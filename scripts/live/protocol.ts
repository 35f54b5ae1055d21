import type { Assessment, Finding, GuidelineRule, Service } from '@dpi/specs/model';
import type { Reading } from './read-catalogue.ts';

/** What {@link CatalogueReader} asks its process, one after the other, and what it gets. */
export interface Answers {
  /** The specs as they are now, but for the services whose digests are `known`. */
  read: { ask: { known: Record<string, string> }; get: Reading };
  /** How well what was last read follows the guideline. */
  assess: { ask: object; get: Assessed };
  /** The specs in every language, as of the last reading. */
  languages: { ask: object; get: Languages };
  /**
   * Data of every page, by path, in every language; languages are as they were last asked for. New scores take longer than all
   * the rest: without them the pages have the last ones.
   */
  pages: { ask: { withNewScores: boolean }; get: Map<string, string> };
  /** The document of a service in another language, as JSON; `null` where it cannot be read. Nothing need be read before. */
  translation: { ask: { service: Pick<Service, 'id' | 'version'>; locale: string }; get: string | null };
}

export interface Assessed {
  guideline: GuidelineRule[];
  /** By `<id>/<version>`. */
  assessments: Record<string, Assessment | null>;
  findings: Finding[];
}

export interface Languages {
  /** What the catalogue of each is known by; the source language comes first. */
  hashes: string[];
  /** Services, as `<id>/<version>`, that cannot be read in some language. */
  unreadable: string[];
  /** Faults in all of them, such as those of a translation. */
  findings: Finding[];
}

export type Question = keyof Answers;

export interface Request {
  question: Question;
  ask: object;
}

export type Reply = { got: unknown } | { failed: { message: string; isWrongUse: boolean } };

/** What is read. */
export interface Scope {
  specsDir: string | undefined;
  /** Ids; absent: all. */
  services: string[] | undefined;
}
