import type { GuidelineRule, Lifecycle } from '../catalogue/model.ts';

/** The stages a service goes through, in order. */
export const STAGES: Lifecycle[] = ['draft', 'alpha', 'beta', 'stable'];

/** The first stage after `stage` at which one of the broken rules becomes an error; `null` when none does. */
export function nextStage(stage: Lifecycle, broken: Set<string>, guideline: GuidelineRule[]): Lifecycle | null {
  const ahead = STAGES.slice(STAGES.indexOf(stage) + 1);
  if (!STAGES.includes(stage)) return null;
  return (
    ahead.find((next) => guideline.some(({ id, requiredFrom }) => broken.has(id) && requiredFrom === next)) ?? null
  );
}
