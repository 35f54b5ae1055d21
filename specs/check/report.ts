import type { Assessment, Change, Finding, Lifecycle, Waiver } from '../catalogue/model.ts';

/** What `npm run check` found. `--format json` prints it as it is. */
export interface CheckReport {
  /** Git ref the specs were compared with; `null` where they were not. */
  base: string | null;
  services: ServiceReport[];
  /** Versions that are gone since the base and that nobody builds on; of others there is a finding. */
  removed: { id: string; version: string; lifecycle: Lifecycle }[];
  /** What belongs to no service. */
  findings: Finding[];
  errors: number;
  warnings: number;
}

export interface ServiceReport {
  id: string;
  version: string;
  title: string;
  /** Of the OpenAPI file, relative to the folder of services. */
  file: string;
  /** `null` where the spec cannot be read. */
  lifecycle: Lifecycle | null;
  /** 0–100. */
  score: number | null;
  /** The most that the score can reach, and the broken rules that limit it; `null` where none does. */
  cap: Assessment['cap'];
  /** In the base; `null` for what is new, or without a base. */
  scoreBefore: number | null;
  /** Errors first, then by file and line. */
  findings: Finding[];
  waivers: Waiver[];
  /** Against the base; `null` for what is new, or without a base. */
  changes: Change[] | null;
}
