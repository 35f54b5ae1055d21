/** A value takes more steps to check than it may. One step is about one keyword that is looked at. */
export class TooManySteps extends Error {}

/** A schema is so large that no check of it can be run, or has no end, as one that refers to itself alone. */
export class SchemaTooLarge extends TooManySteps {}

/** More of a schema has to be compiled than may be at once. What was compiled stays: the next try goes on from there. */
export class CompilationPending extends Error {
  /** Keywords of the schema that is to be compiled next, which is compiled as a whole. */
  readonly keywords: number;

  constructor(keywords: number) {
    super();
    this.keywords = keywords;
  }
}

export interface Limits {
  /** Of checks. */
  steps: number;
  /** Of schemas that are compiled. */
  keywords: number;
  /** Milliseconds for texts and patterns that no engine is sure to finish. */
  patternTime: number;
}

/** What synchronous code may still take. Without a limit, what stands here has no end. */
export const left: Limits = {
  steps: Number.POSITIVE_INFINITY,
  keywords: Number.POSITIVE_INFINITY,
  patternTime: Number.POSITIVE_INFINITY,
};

/**
 * Runs what compiles schemas and checks values. Throws {@link CompilationPending} before schemas of more keywords than allowed
 * are compiled, and {@link TooManySteps} once checks have taken more steps, or patterns more time.
 */
export function withinLimits<T>(limits: Partial<Limits>, run: () => T): T {
  const before = { ...left };
  const given = { ...left };
  for (const key of KEYS) given[key] = Math.min(limits[key] ?? Number.POSITIVE_INFINITY, before[key]);
  Object.assign(left, given);
  try {
    return run();
  } finally {
    for (const key of KEYS)
      left[key] = before[key] === Number.POSITIVE_INFINITY ? before[key] : before[key] - (given[key] - left[key]);
  }
}

const KEYS = ['steps', 'keywords', 'patternTime'] as const;

/** Throws {@link TooManySteps} where no steps are left. */
export function spend(steps: number): void {
  left.steps -= steps;
  if (left.steps < 0) throw new TooManySteps();
}
