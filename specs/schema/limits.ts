/** A value takes more steps to check than it may. One step is about one keyword that is looked at. */
export class TooManySteps extends Error {}

/** More of a schema has to be compiled than may be at once. What was compiled stays: the next try goes on from there. */
export class CompilationPending extends Error {}

/** What synchronous code may still take. Without a limit, what stands here has no end. */
export const left = { steps: Number.POSITIVE_INFINITY, keywords: Number.POSITIVE_INFINITY };

/** Runs what checks values; throws {@link TooManySteps} once that took more than so many steps. */
export function withinSteps<T>(limit: number, run: () => T): T {
  return within('steps', limit, run);
}

/** Runs what may compile schemas; throws {@link CompilationPending} once schemas of more than so many keywords were compiled. */
export function withinKeywords<T>(limit: number, run: () => T): T {
  return within('keywords', limit, run);
}

function within<T>(what: keyof typeof left, limit: number, run: () => T): T {
  const before = left[what];
  const given = Math.min(limit, before);
  left[what] = given;
  try {
    return run();
  } finally {
    left[what] = before === Number.POSITIVE_INFINITY ? before : before - (given - left[what]);
  }
}

/** Throws {@link TooManySteps} where no steps are left. */
export function spend(steps: number): void {
  left.steps -= steps;
  if (left.steps < 0) throw new TooManySteps();
}
